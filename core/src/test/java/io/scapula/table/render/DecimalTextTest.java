package io.scapula.table.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTest {

    @ParameterizedTest
    @CsvSource({
        "0.95, 0.95",
        "1.0, 1.0",
        "0.0, 0.0",
        "1.0E7, 10000000",
        "1.23456789E10, 12345678900",
        "1.0E-5, 0.000010",
        "-0.1, -0.1",
        "1.0E300, 1.0E300",
        "1.0E-300, 1.0E-300",
        "NaN, NaN",
    })
    void writesExactDigits(double value, String text) {
        assertThat(DecimalText.exact(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {0.1, 1 / 3.0, 1e-9, 123456789.123456789, 9.99e17, Double.MAX_VALUE, Double.MIN_VALUE, -2.5e-7})
    void writesExactDigitsThatReadBackAsTheSameNumber(double value) {
        assertThat(Double.parseDouble(DecimalText.exact(value))).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "0.95, 0.95",
        "0.857142857142857, 0.857",
        "1.0, 1",
        "100.0, 100",
        "0.0, 0",
        "-0.0, 0",
        "0.00012345, 0.000123",
        "-12.3456, -12.346",
        "1.0E20, 1.0E20",
        "NaN, NaN",
        "-Infinity, -Infinity",
    })
    void writesFewDigitsForPeople(double value, String text) {
        assertThat(DecimalText.brief(value)).isEqualTo(text);
    }
}
