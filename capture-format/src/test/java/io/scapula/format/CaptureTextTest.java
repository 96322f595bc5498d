package io.scapula.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.Seeded;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "äöü ß", "日本語", "😀 and 😎", "\u0000\u0001", "a\uFFFDb", "\uE000\uFFFF"})
    void validUtf8IsTheTextThatItIs(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(CaptureText.decode(bytes, 0, bytes.length)).isEqualTo(text);
        assertThat(CaptureText.encode(text)).isEqualTo(bytes);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "ff, 1",
        "80, 1",
        "c080, 2",
        "c1bf, 2",
        "e08080, 3",
        "e09fbf, 3",
        "eda080, 3",
        "edbfbf, 3",
        "f0808080, 4",
        "f08fbfbf, 4",
        "f4908080, 4",
        "f5808080, 4",
        "c3, 1",
        "e282, 2",
        "f09f98, 3"
    })
    void eachByteOfAnInvalidSequenceIsALoneSurrogate(String hex, int surrogates) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        String text = CaptureText.decode(bytes, 0, bytes.length);

        assertThat(text).hasSize(surrogates);
        assertThat(text.chars()).allMatch(unit -> unit >= 0xDC80 && unit <= 0xDCFF);
        assertThat(CaptureText.encode(text)).isEqualTo(bytes);
    }

    @Seeded
    void anyBytesComeBack(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 50_000; round++) {
            byte[] bytes = new byte[random.nextInt(24)];
            random.nextBytes(bytes);
            if (round % 2 == 0) {
                mixInSequences(bytes, random);
            }

            String text = CaptureText.decode(bytes, 0, bytes.length);

            assertThat(CaptureText.encode(text))
                    .as("bytes %s", HexFormat.of().formatHex(bytes))
                    .isEqualTo(bytes);
        }
    }

    /** Random bytes are seldom valid; whole and broken sequences next to each other are where it goes wrong. */
    private static void mixInSequences(byte[] bytes, Random random) {
        byte[] sequences = "é€😀\uD7FF\uE000".getBytes(StandardCharsets.UTF_8);
        for (int index = 0; index < bytes.length; index++) {
            int at = random.nextInt(sequences.length);
            int length = Math.min(1 + random.nextInt(5), Math.min(sequences.length - at, bytes.length - index));
            System.arraycopy(sequences, at, bytes, index, length);
            index += length - 1;
        }
    }

    @Seeded
    void invalidBytesAreToldFromValidText(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(16)];
            random.nextBytes(bytes);

            String text = CaptureText.decode(bytes, 0, bytes.length);

            boolean valid =
                    new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8).length == bytes.length
                            && java.util.Arrays.equals(
                                    new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), bytes);
            assertThat(text.codePoints().anyMatch(CaptureText::isInvalidByte)).isEqualTo(!valid);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"middle", "mäddle"})
    void aPieceOfABufferIsDecodedWhereverItsPositionIs(String text) {
        byte[] bytes = ("<<" + text + ">>").getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).position(1).limit(3);

        assertThat(CaptureText.decode(buffer.clear(), 2, bytes.length - 4)).isEqualTo(text);
    }
}
