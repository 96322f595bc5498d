package io.scapula.filter.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Order and search. */
class TextComparisonTest {
    @ParameterizedTest
    @CsvSource({
        "a, b, -1",
        "b, a, 1",
        "a, a, 0",
        "a, ab, -1",
        "é, z, 1",
        "\uDCFF, é, 1",
        "\uDC80, é, -1",
        "\uFFFF, \uD83D\uDE00, -1"
    })
    void ordersByBytes(String left, String right, int order) {
        assertThat(Integer.signum(TextComparison.byBytes(left, right))).isEqualTo(order);
    }

    @ParameterizedTest
    @CsvSource({"Hello, ELL, true", "Hello, x, false", "He, HELLO, false", "Hello, '', true", "É, é, false"})
    void findsAsciiLettersOfEitherCase(String text, String other, boolean found) {
        assertThat(TextComparison.containsIgnoringCase(text, other)).isEqualTo(found);
    }

    @Test
    void findsBytes() {
        assertThat(TextComparison.indexOf(bytes("abcab"), bytes("ca"))).isEqualTo(2);
        assertThat(TextComparison.indexOf(bytes("abc"), bytes("abcd"))).isEqualTo(-1);
        assertThat(TextComparison.indexOf(bytes("abc"), bytes(""))).isZero();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
