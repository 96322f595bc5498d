package io.scapula.analyzers.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenTest {
    private final Screen screen = new Screen(10, 4);

    private Screen shows(String output) {
        screen.write(output.replace("^[", "\u001b").getBytes(UTF_8));
        return screen;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "abc\\b\\bX|aXc",
                "abc\\r^[[KX|X",
                "abcdef^[[3D^[[2P|abcf",
                "abcdef^[[3D^[[2@|abc  def",
                "abcdef^[[3G^[[X|ab def",
                "abcdef^[[4G^[[1K|    ef",
                "a\\tb|a       b",
                "^[[2;3Hx|\\n  x",
                "a\\r\\nb\\r\\nc^[[2A^[[Lx|x\\na\\nb\\nc",
                "a\\r\\nb\\r\\nc^[[2;1H^[[M|a\\nc",
                "a^[[2;3r^[[3;1Hx\\n\\ry|a\\nx\\ny",
                "a^[[3b|aaaa",
                "^[(0lqk^[(B|┌─┐",
                "^[]0;title\\u0007x|x",
                "^[Pquery^[\\\\x|x",
                "^[[38;5;1mred^[[m|red",
                "a^[7bc^[8X|aXc",
                "old^[[?1049hnew^[[?1049l|old",
                "old^[[2Jx|   x"
            })
    void sequencesDoAsXtermDoes(String output, String expected) {
        String bytes = output.replace("\\r", "\r")
                .replace("\\n", "\n")
                .replace("\\b", "\b")
                .replace("\\t", "\t")
                .replace("\\u0007", "\u0007")
                .replace("\\\\", "\\");

        assertThat(shows(bytes).text()).isEqualTo(expected.replace("\\n", "\n"));
    }

    @Test
    void aFullRowGoesOnInTheNextOnlyWithItsNextCharacter() {
        assertThat(shows("0123456789").cursorRow()).isZero();
        assertThat(shows("x").text()).isEqualTo("0123456789\nx");
    }

    @Test
    void wideCharactersTakeTwoColumnsAndMarksNone() {
        assertThat(shows("漢字e\u0301!").text()).isEqualTo("漢字e\u0301!");
        assertThat(screen.cursorColumn()).isEqualTo(6);
    }

    @Test
    void halfAWideCharacterGoesWithTheOtherHalf() {
        assertThat(shows("漢\bX").text()).isEqualTo(" X");
    }

    @Test
    void whatScrollsOutIsKept() {
        shows("1\r\n2\r\n3\r\n4\r\n5");

        assertThat(screen.text()).isEqualTo("2\n3\n4\n5");
        assertThat(screen.scrolledLines()).containsExactly("1");
    }

    @Test
    void onTheProgramsSideALineFeedBeginsALine() {
        screen.lineFeedReturns(true);

        assertThat(shows("ab\ncd").text()).isEqualTo("ab\ncd");
    }

    @Test
    void bytesThatAreNoUtf8AreReplaced() {
        screen.write(new byte[] {'a', (byte) 0xFF, (byte) 0xC3, 'b', (byte) 0xED, (byte) 0xA0, (byte) 0x80});

        assertThat(screen.text()).isEqualTo("a\uFFFD\uFFFDb\uFFFD");
    }

    @Test
    void giantNumbersEndAtTheEdges() {
        assertThat(shows("^[[999999999Cx^[[999999999;999999999Hy^[[99999999999D^[[999999999Az")
                        .lines())
                .containsExactly("z        x", "", "", "         y");
    }

    @Test
    void giantRepetitionsAreNoMoreThanAScreen() {
        org.junit.jupiter.api.Assertions.assertTimeout(
                Duration.ofSeconds(5), () -> shows("x^[[999999999b^[[999999999S^[[999999999T^[[999999999L"));
    }

    @Test
    void endlessSequencesAndStringsHoldNothingUp() {
        shows("^[[" + "1;".repeat(100_000) + "m" + "^[]52;c;" + "A".repeat(1_000_000) + "\u0007ok");

        assertThat(screen.text()).isEqualTo("ok");
    }

    @Test
    void anotherWindowSizeKeepsTheLastRows() {
        shows("1\r\n2\r\n3\r\n4");
        screen.resize(5, 2);

        assertThat(screen.text()).isEqualTo("3\n4");
    }
}
