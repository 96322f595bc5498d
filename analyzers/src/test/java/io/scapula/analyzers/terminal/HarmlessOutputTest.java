package io.scapula.analyzers.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HarmlessOutputTest {
    private static String passed(String output) {
        return new HarmlessOutput().filter(output.replace("^[", "\u001b").getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[]0;title\u0007",
                "^[]52;c;cm0gLXJm\u0007",
                "^[]8;;http://evil.example/^[\\",
                "^[P$q\"p^[\\",
                "^[_Gf=100;AAAA^[\\",
                "^[[c",
                "^[[>c",
                "^[[6n",
                "^[[?1000h",
                "^[[?2004h",
                "^[[21t",
                "^[[5i",
                "^[[?1049;1000h",
                "^[[12h",
                "^[c",
                "\u009b",
                "\u0005",
                "\u0007"
            })
    void whateverDoesMoreThanShowIsLeftOut(String output) {
        assertThat(passed(output + "x")).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text\r\n",
                "^[[1;31mred^[[m",
                "^[[2J^[[3;4H",
                "^[[?1049h",
                "^[[?25l",
                "^[[2P",
                "^[7^[8",
                "^[(0q^[(B",
                "漢"
            })
    void whatIsShownIsLetThrough(String output) {
        assertThat(passed(output)).isEqualTo(output.replace("^[", "\u001b"));
    }

    @Test
    void aSequenceMayComeInPieces() {
        HarmlessOutput output = new HarmlessOutput();

        assertThat(output.filter("\u001b[3".getBytes(UTF_8))).isEmpty();
        assertThat(output.filter("1mx".getBytes(UTF_8))).isEqualTo("\u001b[31mx");
    }

    @Test
    void charactersThatTurnTheDirectionOfWritingAreReplaced() {
        assertThat(passed("a\u202Eb")).isEqualTo("a\uFFFDb");
    }
}
