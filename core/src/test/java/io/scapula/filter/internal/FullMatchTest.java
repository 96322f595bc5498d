package io.scapula.filter.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scapula.filter.internal.FullMatch.InvalidPatternException;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Regular expressions. */
class FullMatchTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "a+, aaa, true",
                "a, ab, false",
                "a|ab, ab, true",
                "(ab)*, abab, true",
                "^a$, a, true",
                "[[:alpha:]]+, ab, true"
            })
    void matchesTheWholeText(String pattern, String text, boolean matches) throws InvalidPatternException {
        assertThat(FullMatch.compile(pattern).matches(text)).isEqualTo(matches);
    }

    @Test
    void aDotIsNoLineFeed() throws InvalidPatternException {
        assertThat(FullMatch.compile("a.b").matches("a\nb")).isFalse();
    }

    @Test
    void takesLinearTime() throws InvalidPatternException {
        FullMatch pattern = FullMatch.compile("(a*)*b");
        String text = "a".repeat(100_000);

        Assertions.assertTimeout(
                Duration.ofSeconds(20), () -> assertThat(pattern.matches(text)).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "a**", "\\", "a{2,1}", "(?<x", "a{100000}", "(?=a)"})
    void refusesWhatIsNoExpression(String pattern) {
        assertThatThrownBy(() -> FullMatch.compile(pattern)).isInstanceOf(InvalidPatternException.class);
    }

    @Test
    void refusesWhatWouldExhaustTheStack() {
        assertThatThrownBy(() -> FullMatch.compile("(".repeat(100_000) + ")".repeat(100_000)))
                .isInstanceOf(InvalidPatternException.class);
        assertThatThrownBy(() -> FullMatch.compile("(".repeat(600) + "a" + ")".repeat(600)))
                .isInstanceOf(InvalidPatternException.class)
                .hasMessageContaining("parentheses");
    }

    @Test
    void deepNestingWithinTheLimitCompiles() throws InvalidPatternException {
        assertThat(FullMatch.compile("(".repeat(400) + "a" + ")*".repeat(400)).matches("aa"))
                .isTrue();
    }

    @Test
    void repetitionsDoNotMultiplyWithoutBounds() {
        for (String pattern : new String[] {
            "((((a{1000}){1000}){1000}){1000})",
            "(?:a{1000}){1000}",
            "(a[]({]{1000}){1000}",
            "\\Q[\\E(a{1000}){1000}",
            "((a|b{2,900}){1000})",
            "(\\((a{1000}){1000})",
            "(a{1000}){1000,}"
        }) {
            assertThatThrownBy(() -> FullMatch.compile(pattern))
                    .as(pattern)
                    .isInstanceOf(InvalidPatternException.class)
                    .hasMessageContaining("repetitions");
        }
    }
}
