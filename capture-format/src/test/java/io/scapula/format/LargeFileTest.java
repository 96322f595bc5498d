package io.scapula.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.Bytes;
import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.EventBytes;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A file beyond 2 GiB, sparse: most of it is the data of plugin events, which takes no room on the disk. */
class LargeFileTest {
    private static final int PLUGIN_EVENT = 322;
    private static final int DATA_BYTES = 60_000_000;
    private static final int EVENT_BYTES = 26 + 2 * 4 + 4 + DATA_BYTES;
    private static final int BLOCK_BYTES = 12 + (2 + EVENT_BYTES + 3 & ~3);
    private static final int SMALL_BLOCK_BYTES = 52;
    private static final long TWO_GIB = 1L << 31;

    @TempDir
    Path folder;

    /** Blocks straddle 1 GiB, where windows end, and 2 GiB, where int offsets end; a small event follows each. */
    @ParameterizedTest
    @EnumSource(names = {"NIO", "CHRONICLE"})
    void eventsBeyondTwoGibibytesAreRead(Mapping mapping) throws IOException {
        Path file = folder.resolve("large.scap");
        int pairs = write(file);
        List<Long> smallOffsets = new ArrayList<>();

        try (CaptureReader reader = CaptureReader.open(file, ReadOptions.DEFAULT.withMapping(mapping))) {
            EventCursor cursor = reader.events();
            for (int pair = 1; pair <= pairs; pair++) {
                assertThat(cursor.advance()).isTrue();
                assertThat(cursor.parameterLength(1)).isEqualTo(DATA_BYTES);
                assertThat(cursor.integer(0, -1)).isEqualTo(pair);
                assertThat(cursor.advance()).isTrue();
                assertThat(cursor.integer(0, -1)).isEqualTo(pair);
                smallOffsets.add(cursor.byteOffset());
            }

            assertThat(cursor.advance()).isFalse();
            assertThat(reader.warnings()).isEmpty();
            assertThat(reader.storedBytesRead()).isEqualTo(reader.storedBytes());
        }
        assertThat(smallOffsets.get(pairs - 1)).isGreaterThan(TWO_GIB + DATA_BYTES);
        assertThat(smallOffsets)
                .allMatch(offset -> (offset - 28 - BLOCK_BYTES) % (BLOCK_BYTES + SMALL_BLOCK_BYTES) == 0);
    }

    private static int write(Path file) throws IOException {
        int pairs = 0;
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(CaptureBytes.section().toByteArray());
            while (out.getFilePointer() < TWO_GIB + 3L * DATA_BYTES) {
                pairs++;
                long start = out.getFilePointer();
                out.write(startOfLargeBlock(pairs));
                out.seek(start + BLOCK_BYTES - 4);
                out.write(little().u32(BLOCK_BYTES).toByteArray());
                out.write(CaptureBytes.empty(ByteOrder.LITTLE_ENDIAN)
                        .event(EventBytes.of("SYSCALL_CLOSE_E").values(pairs))
                        .toByteArray());
            }
        }
        return pairs;
    }

    private static byte[] startOfLargeBlock(int number) {
        return little().u32(0x221)
                .u32(BLOCK_BYTES)
                .u16(0)
                .u64(number)
                .u64(-1)
                .u32(EVENT_BYTES)
                .u16(PLUGIN_EVENT)
                .u32(2)
                .u32(4)
                .u32(DATA_BYTES)
                .u32(number)
                .toByteArray();
    }

    private static Bytes little() {
        return Bytes.in(ByteOrder.LITTLE_ENDIAN);
    }
}
