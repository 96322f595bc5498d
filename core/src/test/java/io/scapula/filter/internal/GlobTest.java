package io.scapula.filter.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Globs as fnmatch(3) without flags has them. */
class GlobTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "*, `` , true",
                "``, `` , true",
                "``, a , false",
                "?, `` , false",
                "a?c, abc , true",
                "a?c, a/c , true",
                "*.conf, .conf , true",
                "/etc/*, /etc/a/b , true",
                "a*b*c, aXbYc , true",
                "a*b*c, aXbY , false",
                "*ab, aab , true",
                "[ab]x, bx , true",
                "[ab]x, cx , false",
                "[!ab]x, cx , true",
                "[^ab]x, ax , false",
                "[a-c]x, bx , true",
                "[a-c]x, dx , false",
                "[]a]x, ]x , true",
                "[!]a]x, ]x , false",
                "[a-]x, -x , true",
                "[\\]]x, ]x , true",
                "[[:digit:]]x, 7x , true",
                "[[:digit:]]x, ax , false",
                "[a, [a , true",
                "[a, a , false",
                "a[, a[ , true",
                "\\*, * , true",
                "\\*, a , false",
                "\\a, a , true",
                "a\\, a\\ , false",
                "?, é , true",
                "?, \uD83D\uDE00 , true",
            })
    void matchesAsFnmatchDoes(String pattern, String text, boolean matches) {
        assertThat(Glob.compile(pattern, false).matches(text)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"ABC, abc, true", "a*C, AbC, true", "[A-C]x, bX, true", "[!a]x, AX, false", "É, é, false"})
    void mayFoldTheCaseOfAsciiLetters(String pattern, String text, boolean matches) {
        assertThat(Glob.compile(pattern, true).matches(text)).isEqualTo(matches);
    }

    @Test
    void matchesAPartOfAText() {
        assertThat(Glob.compile("b?d", false).matches("abcde", 1, 4)).isTrue();
    }

    @Test
    void noPatternTakesExponentialTime() {
        Glob glob = Glob.compile("*a".repeat(500) + "b", false);
        String text = "a".repeat(20_000);

        Assertions.assertTimeout(
                Duration.ofSeconds(20), () -> assertThat(glob.matches(text)).isFalse());
    }

    @Test
    void everyTextIsAPattern() {
        for (String pattern :
                new String[] {"[", "[!", "[]", "[a-", "[[:", "[[:x:]", "\\", "[\\", "[a-\\]", "**[", "[--]"}) {
            assertThatCode(() -> Glob.compile(pattern, true).matches("x-]"))
                    .as(pattern)
                    .doesNotThrowAnyException();
        }
    }
}
