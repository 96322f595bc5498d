package io.scapula.table.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayWidthTest {

    @ParameterizedTest
    @CsvSource({"'',0", "nginx,5", "café,4", "容器,4", "한국어,6", "ﾊﾝｶｸ,4", "Ａ,2", "🐳,2", "a🐳b,4", "Ω,1", "…,1", "µs,2"})
    void countsColumnsOfATerminal(String text, int width) {
        assertThat(DisplayWidth.of(text)).isEqualTo(width);
    }

    @Test
    void givesCombiningMarksNoColumn() {
        assertThat(DisplayWidth.of("e\u0301")).isEqualTo(1);
        assertThat(DisplayWidth.of("a\u20dd")).isEqualTo(1);
        assertThat(DisplayWidth.of("\u1112\u1161\u11ab")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "0x10FF,1",
        "0x1100,2",
        "0x115F,2",
        "0x2319,1",
        "0x231B,2",
        "0x231C,1",
        "0x1F0CF,2",
        "0x20000,2",
        "0x3FFFE,1"
    })
    void knowsWhereWideRunsBeginAndEnd(int codePoint, int width) {
        assertThat(DisplayWidth.of(codePoint)).isEqualTo(width);
    }

    @ParameterizedTest
    @CsvSource({
        "nginx,5,nginx",
        "nginx,4,ngi…",
        "nginx,1,…",
        "容器化,6,容器化",
        "容器化,5,容器…",
        "容器化,4,容…",
        "🐳🐳,3,🐳…",
    })
    void cutsATextAtItsEndToTheWidth(String text, int width, String cut) {
        assertThat(DisplayWidth.cut(text, width)).isEqualTo(cut);
    }

    @Test
    void keepsACombiningMarkWithItsLetterWhenItCuts() {
        assertThat(DisplayWidth.cut("cafe\u0301s", 5)).isEqualTo("cafe\u0301s");
        assertThat(DisplayWidth.cut("cafe\u0301 noir", 5)).isEqualTo("cafe\u0301…");
    }
}
