package io.scapula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalWidthTest {

    @ParameterizedTest
    @CsvSource({"80,80", "' 132 ',132", "9999,9999"})
    void takesTheColumnsOfTheEnvironment(String columns, int width) {
        assertThat(TerminalWidth.fromEnvironment(columns)).isEqualTo(width);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wide", "0", "-5", "10000", "99999999999999"})
    void takesColumnsThatMakeNoSenseForUnlimited(String columns) {
        assertThat(TerminalWidth.fromEnvironment(columns)).isEqualTo(TerminalWidth.UNLIMITED);
    }

    @ParameterizedTest
    @CsvSource({"24 80,80", "'50 160\n',160", "0 0,0", "'',0", "stty: not a tty,0", "80,0"})
    void readsTheSecondNumberThatSttySays(String answer, int width) {
        assertThat(TerminalWidth.fromStty(answer)).isEqualTo(width);
    }
}
