package io.scapula.column;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FdNumberTest {
    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, 255, 1 << 30, -2, -100, -(1 << 29)})
    void numbersSurviveTheColumn(long number) {
        assertThat(FdNumber.isEncodable(number)).isTrue();
        assertThat(FdNumber.encode(number)).isNegative();
        assertThat(FdNumber.decode(FdNumber.encode(number))).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE})
    void othersHaveNoPlaceInIt(long number) {
        assertThat(FdNumber.isEncodable(number)).isFalse();
    }
}
