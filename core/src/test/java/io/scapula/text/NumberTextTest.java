package io.scapula.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {
    private static String shown(Consumer<StringBuilder> append) {
        StringBuilder out = new StringBuilder();
        append.accept(out);
        return out.toString();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "255, FF", "-1, FFFFFFFFFFFFFFFF", "4096, 1000"})
    void hexadecimalHasNoPrefix(long value, String text) {
        assertThat(shown(out -> NumberText.appendHex(out, value))).isEqualTo(text);
        assertThat(shown(out -> NumberText.appendLowerHex(out, value))).isEqualTo(text.toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 07", "8, 010", "-1, 01777777777777777777777"})
    void octalBeginsWithAZero(long value, String text) {
        assertThat(shown(out -> NumberText.appendOctal(out, value))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 000000000", "6971, 000006971", "999999999, 999999999", "1234567890, 1234567890"})
    void fillsUpWithZeros(long value, String text) {
        assertThat(shown(out -> NumberText.appendPadded(out, value, 9))).isEqualTo(text);
    }

    /** As printed by sysdig 0.29.3. */
    @ParameterizedTest
    @CsvSource({
        "1, 1e-09",
        "999, 9.99e-07",
        "1000, 1e-06",
        "12345, 1.2345e-05",
        "999999, 0.000999999",
        "1234567, 0.00123457",
        "9999995, 0.00999999",
        "123456789, 0.123457",
        "999999500, 1",
        "1000001500, 1",
        "123456500000, 123.457",
        "999999499999, 999.999",
        "999999500000, 1000",
        "-9223372036854775808, 9.22337e+09"
    })
    void secondsHaveSixSignificantDigits(long nanos, String text) {
        assertThat(shown(out -> NumberText.appendSeconds(out, nanos))).isEqualTo(text);
    }

    @Test
    void secondsAreThoseThatTheNearestBinaryNumberRoundsTo() {
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            long nanos = random.nextLong() >>> 1 + random.nextInt(62);

            String text = shown(out -> NumberText.appendSeconds(out, nanos));

            BigDecimal expected = new BigDecimal(nanos / 1e9).round(new MathContext(6, RoundingMode.HALF_EVEN));
            assertThat(new BigDecimal(text)).as("%d ns", nanos).isEqualByComparingTo(expected);
        }
    }
}
