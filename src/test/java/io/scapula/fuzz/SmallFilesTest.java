package io.scapula.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.scapula.Capture;
import io.scapula.CaptureOptions;
import io.scapula.IndexPlace;
import io.scapula.format.MalformedCaptureException;
import io.scapula.format.UnsupportedCaptureException;
import io.scapula.format.block.BlockType;
import io.scapula.format.testing.Bytes;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A file of a kilobyte makes nothing allocate more than 64 MB, whatever it claims: reading, state, index and answers together. */
@Timeout(120)
class SmallFilesTest {
    private static final int KILOBYTE = 1024;
    private static final long MOST_BYTES = 64 << 20;
    private static final int FILES = 100;
    private static final int ZSTD_BLOCKS = 235;
    private static final int GZIP_ZEROS = 900_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder = Path.of("");

    /** Tables of facts and the like are loaded once, and are no file's fault. */
    @BeforeEach
    void warmUp() throws IOException {
        ask(new CaptureSeeds().captures().findFirst().orElseThrow());
    }

    @Test
    void builtCaptures() throws IOException {
        CaptureSeeds seeds = new CaptureSeeds();
        SplittableRandom random = new SplittableRandom(20_261_130);
        for (int file = 0; file < FILES; file++) {
            byte[] choices = new byte[random.nextInt(400)];
            random.nextBytes(choices);
            byte[] built = seeds.built(choices);
            assertFrugal("file " + file, Arrays.copyOf(built, Math.min(built.length, KILOBYTE)));
        }
    }

    /** Every place in a small capture says in turn that what follows is enormous. */
    @Test
    void lyingLengths() throws IOException {
        for (byte[] capture : new CaptureSeeds().captures().limit(3).toList()) {
            byte[] small = Arrays.copyOf(capture, Math.min(capture.length, KILOBYTE));
            for (int place = 30; place + 4 <= small.length; place += 18) {
                byte[] lying = small.clone();
                byte[] length = Bytes.in(ByteOrder.LITTLE_ENDIAN)
                        .u32(place % 4 == 0 ? 0x7FFFFFF0 : 0x0FFFFFF0)
                        .toByteArray();
                System.arraycopy(length, 0, lying, place, length.length);
                assertFrugal("length at " + place, lying);
            }
        }
    }

    /** One block of a megabyte of zeros, which zstd makes very small. */
    @ParameterizedTest
    @EnumSource
    void aBlockOfZerosInZstd(BlockType type) throws IOException {
        byte[] stored = CompressedZeros.zstd(type, ZSTD_BLOCKS);

        assertThat(stored.length).isLessThanOrEqualTo(KILOBYTE);
        assertFrugal(type.name(), stored);
    }

    /** As much of it as a kilobyte of gzip stands for. */
    @ParameterizedTest
    @EnumSource
    void aBlockOfZerosInGzip(BlockType type) throws IOException {
        byte[] stored = CompressedZeros.gzip(type, GZIP_ZEROS);

        assertThat(stored.length).isLessThanOrEqualTo(KILOBYTE);
        assertFrugal(type.name(), stored);
    }

    private void assertFrugal(String what, byte[] file) throws IOException {
        long before = allocatedBytes();
        long outsideBefore = bytesOutsideTheHeap();

        long outside = ask(file) - outsideBefore;

        assertThat(allocatedBytes() - before + Math.max(0, outside)).as(what).isLessThan(MOST_BYTES);
    }

    /** Opens, indexes and asks; how many bytes were in use outside the heap at the end of that. */
    private long ask(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("capture"), bytes);
        try (Capture capture = Capture.open(file, CaptureOptions.DEFAULT.with(IndexPlace.NONE))) {
            capture.query("proc.aname = sh or fd.name contains / or evt.buffer contains a")
                    .count();
            capture.history();
            return bytesOutsideTheHeap();
        } catch (MalformedCaptureException | UnsupportedCaptureException e) {
            assertThat(e).hasMessageContaining("capture");
            return 0;
        }
    }

    private static long allocatedBytes() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private static long bytesOutsideTheHeap() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
