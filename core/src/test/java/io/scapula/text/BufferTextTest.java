package io.scapula.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Data buffers: {@code filter-language}, section 14. */
class BufferTextTest {
    private static String shown(BufferFormat format, String text) {
        return shown(format, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String shown(BufferFormat format, byte[] bytes) {
        StringBuilder out = new StringBuilder();
        new BufferText(format).append(out, bytes, 0, bytes.length);
        return out.toString();
    }

    private static byte[] counting(int length) {
        byte[] bytes = new byte[length];
        for (int index = 0; index < length; index++) {
            bytes[index] = (byte) index;
        }
        return bytes;
    }

    @ParameterizedTest
    @EnumSource(BufferFormat.class)
    void noBytesAreNoText(BufferFormat format) {
        assertThat(shown(format, "")).isEmpty();
    }

    @Test
    void printableShowsADotForEveryOtherByte() {
        assertThat(shown(BufferFormat.PRINTABLE, "a \t~\u007F\u00FF\0")).isEqualTo("a .~...");
    }

    @Test
    void asciiDropsWhatItCannotShow() {
        assertThat(shown(BufferFormat.ASCII, "y\0\u00FF\tz")).isEqualTo("\nyz");
    }

    @Test
    void asciiMakesOneLineFeedOfEveryEndOfLine() {
        assertThat(shown(BufferFormat.ASCII, "a\r\nb\nc\rd\n\re\r\r\nf")).isEqualTo("\na\nb\nc\nd\n\ne\n\nf");
    }

    @Test
    void hexadecimalHasSixteenBytesALine() {
        assertThat(shown(BufferFormat.HEX, counting(20)))
                .isEqualTo("\n\t0x0000: 0001 0203 0405 0607 0809 0a0b 0c0d 0e0f\n\t0x0010: 1011 1213\n");
    }

    @Test
    void aSingleLastByteHasTwoDigits() {
        assertThat(shown(BufferFormat.HEX, "abc")).isEqualTo("\n\t0x0000: 6162 63\n");
    }

    @Test
    void offsetsGrowBeyondFourDigits() {
        assertThat(shown(BufferFormat.HEX, new byte[0x10001]))
                .endsWith("\n\t0xfff0:" + " 0000".repeat(8) + "\n\t0x10000: 00\n");
    }

    @Test
    void theColumnOfCharactersIsAligned() {
        assertThat(shown(BufferFormat.HEX_ASCII, "abcdefghijklmnop\0q"))
                .isEqualTo("\n\t0x0000: 6162 6364 6566 6768 696a 6b6c 6d6e 6f70  abcdefghijklmnop" + "\n\t0x0010: 0071"
                        + " ".repeat(37) + ".q\n");
    }

    @Test
    void theColumnMovesForASingleLastByteAsItDoesInSysdig() {
        assertThat(shown(BufferFormat.HEX_ASCII, "abc")).isEqualTo("\n\t0x0000: 6162 63" + " ".repeat(32) + "abc\n");
    }

    @Test
    void base64HasPadding() {
        assertThat(shown(BufferFormat.BASE64, "abcd")).isEqualTo("YWJjZA==");
    }

    @Test
    void showsAPartOfAnArray() {
        StringBuilder out = new StringBuilder();

        new BufferText(BufferFormat.PRINTABLE).append(out, new byte[] {'a', 'b', 'c', 'd'}, 1, 3);

        assertThat(out).hasToString("bc");
    }
}
