package io.scapula.table.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationFormatTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "1, 1ns",
        "999, 999ns",
        "1000, 1µs",
        "1234, 1.23µs",
        "12400, 12.4µs",
        "850000, 850µs",
        "999999, 999µs",
        "1000000, 1ms",
        "24200000, 24.2ms",
        "10050000, 10ms",
        "999999999, 999ms",
        "1000000000, 1s",
        "1234000000, 1.234s",
        "1200000000, 1.2s",
        "59999999999, 59.999s",
        "60000000000, 1m00s",
        "123000000000, 2m03s",
        "3599999999999, 59m59s",
        "3720000000000, 1h02m",
        "86399999999999, 23h59m",
        "273600000000000, 3d04h",
        "9223372036854775807, 106751d23h",
    })
    void writesTheLargestUnitThatFits(long nanos, String text) {
        assertThat(DurationFormat.format(nanos)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"-24200000, -24.2ms", "-1, -1ns", "-9223372036854775808, -106751d23h"})
    void writesTimeThatRanBackwards(long nanos, String text) {
        assertThat(DurationFormat.format(nanos)).isEqualTo(text);
    }
}
