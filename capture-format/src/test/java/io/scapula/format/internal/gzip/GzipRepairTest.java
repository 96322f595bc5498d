package io.scapula.format.internal.gzip;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.internal.gzip.GzipRepair.WrongBit;
import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.CompressedBytes;
import io.scapula.format.testing.EventBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A wrong bit in a gzip file is found, wherever it is, and nothing is put right that may have been otherwise. */
class GzipRepairTest {
    private static final int HEADER_BYTES = 10;
    private static final byte[] CAPTURE = capture(600);

    private static byte[] capture(int events) {
        Random random = new Random(3);
        CaptureBytes capture = CaptureBytes.section().machine("h", 1);
        for (int number = 1; number <= events; number++) {
            byte[] data =
                    ("GET /index/" + random.nextInt(40) + " HTTP/1.1 " + "x".repeat(random.nextInt(30))).getBytes();
            capture.event(EventBytes.of("SYSCALL_READ_X")
                    .thread(9 + random.nextInt(5))
                    .at(1_700_000_000_000_000_000L + number * 1000L + random.nextInt(900))
                    .values(random.nextInt(50), data));
        }
        return capture.toByteArray();
    }

    private static byte[] gzip(byte[] bytes, int level, int strategy) throws IOException {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(stored) {
            {
                def.setLevel(level);
                def.setStrategy(strategy);
            }
        }) {
            stream.write(bytes);
        }
        return stored.toByteArray();
    }

    /** What is read of a file with a bit flipped once more is put right; {@code null} if nothing was. */
    private static byte[] repaired(byte[] stored, int flippedBit) throws IOException {
        byte[] file = Arrays.copyOf(stored, stored.length + DeflateBits.PADDING_BYTES);
        file[flippedBit >>> 3] ^= (byte) (1 << (flippedBit & 7));
        List<WrongBit> found = GzipRepair.wrongBits(file, stored.length);
        if (found.isEmpty()) {
            return null;
        }
        return new GZIPInputStream(new ByteArrayInputStream(file, 0, stored.length)).readAllBytes();
    }

    private static boolean changesNothing(byte[] stored, int flippedBit) {
        byte[] damaged = stored.clone();
        damaged[flippedBit >>> 3] ^= (byte) (1 << (flippedBit & 7));
        try {
            return Arrays.equals(
                    new GZIPInputStream(new ByteArrayInputStream(damaged)).readAllBytes(),
                    new GZIPInputStream(new ByteArrayInputStream(stored)).readAllBytes());
        } catch (IOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 9})
    void nearlyEveryBitIsFound(int level) throws IOException {
        byte[] stored = gzip(CAPTURE, level, Deflater.DEFAULT_STRATEGY);
        int tried = 0;
        int right = 0;
        for (int bit = 8 * HEADER_BYTES + 5; bit < 8 * stored.length; bit += 331) {
            byte[] read = repaired(stored, bit);
            if (read != null) {
                assertThat(read).as("bit %d", bit).isEqualTo(CAPTURE);
            }
            tried++;
            right += read != null || changesNothing(stored, bit) ? 1 : 0;
        }

        assertThat(tried).isGreaterThan(150);
        assertThat(right).isGreaterThanOrEqualTo(tried * 97 / 100);
    }

    @Test
    void bitsOfTheFixedCodeAndOfStoredBlocksAreFound() throws IOException {
        for (byte[] stored : List.of(
                gzip(Arrays.copyOf(CAPTURE, 3000), 0, Deflater.DEFAULT_STRATEGY),
                gzip(Arrays.copyOf(CAPTURE, 60), 9, Deflater.DEFAULT_STRATEGY),
                gzip(Arrays.copyOf(CAPTURE, 3000), 6, Deflater.HUFFMAN_ONLY))) {
            int middle = 4 * stored.length;

            assertThat(repaired(stored, middle)).isNotNull();
            assertThat(repaired(stored, middle))
                    .isEqualTo(new GZIPInputStream(new ByteArrayInputStream(stored)).readAllBytes());
        }
    }

    @Test
    void wrongBitsOfTheTrailerAreFound() throws IOException {
        byte[] stored = gzip(CAPTURE, 6, Deflater.DEFAULT_STRATEGY);

        assertThat(repaired(stored, 8 * (stored.length - 8) + 3)).isEqualTo(CAPTURE);
        assertThat(repaired(stored, 8 * (stored.length - 2))).isEqualTo(CAPTURE);
    }

    @Test
    void eachMemberMayHaveOne() {
        byte[] first = CompressedBytes.gzip(CAPTURE);
        byte[] whole = CompressedBytes.join(first, first, first);
        byte[] damaged = Arrays.copyOf(whole, whole.length + DeflateBits.PADDING_BYTES);
        damaged[first.length / 2] ^= 4;
        damaged[2 * first.length + first.length / 3] ^= 16;

        List<WrongBit> found = GzipRepair.wrongBits(damaged, whole.length);

        assertThat(found).hasSize(2);
        assertThat(damaged).startsWith(whole);
    }

    @Test
    void moreDamageThanABitIsLeft() {
        byte[] stored = CompressedBytes.gzip(CAPTURE);
        byte[] damaged = Arrays.copyOf(stored, stored.length + DeflateBits.PADDING_BYTES);
        Arrays.fill(damaged, stored.length / 2, stored.length / 2 + 20, (byte) 0x5A);
        byte[] before = damaged.clone();

        assertThat(GzipRepair.wrongBits(damaged, stored.length)).isEmpty();
        assertThat(damaged).isEqualTo(before);
    }

    @Test
    void aFileThatIsCutOffIsLeft() {
        byte[] stored = CompressedBytes.gzip(CAPTURE);
        for (int length : new int[] {0, 1, 9, 12, stored.length / 2, stored.length - 3}) {
            assertThat(GzipRepair.wrongBits(Arrays.copyOf(stored, length + DeflateBits.PADDING_BYTES), length))
                    .as("%d bytes", length)
                    .isEmpty();
        }
    }
}
