package io.scapula.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import io.scapula.format.testing.BundledCaptures;
import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.CompressedBytes;
import io.scapula.format.testing.SampleCaptures;
import io.scapula.format.testing.Seeded;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Captures with wrong bytes in them. Whatever the bytes say, a reader ends, in bounded memory, with nothing but its own
 * exceptions, and what lies before the first wrong byte is as it was.
 */
class CorruptionTest {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** A reader's first window, and whatever a capture of a few kilobytes can honestly claim. */
    private static final long MOST_BYTES_ALLOCATED = 8 << 20;

    private static final int SLICE_BYTES = 60_000;

    @Seeded
    void wrongBytesInASampleHarmNothingBeforeThem(long seed) {
        Random random = new Random(seed);
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            byte[] capture = SampleCaptures.everything(order).toByteArray();
            assertTimeoutPreemptively(LONG, () -> assertHarmless(capture, order, random, 3000));
        }
    }

    @Seeded
    void wrongBytesInARecordingHarmNothingBeforeThem(long seed) {
        byte[] slice = BundledCaptures.slice("file-churn-exit-only.scap.gz", SLICE_BYTES);
        assertTimeoutPreemptively(LONG, () -> assertHarmless(slice, ByteOrder.LITTLE_ENDIAN, new Random(seed), 600));
    }

    private static void assertHarmless(byte[] capture, ByteOrder order, Random random, int rounds) {
        EventHashes intact = new EventHashes().read(capture, capture.length);
        EventHashes reading = new EventHashes();
        for (int round = 0; round < rounds; round++) {
            byte[] damaged = capture.clone();
            int first = damage(damaged, random, order);

            long allocatedBefore = allocatedBytes();
            reading.read(damaged, damaged.length);
            long allocated = allocatedBytes() - allocatedBefore;

            assertOnlyOurs(reading.failure(), round);
            assertThat(allocated).as("round %d", round).isLessThan(MOST_BYTES_ALLOCATED);
            if (reading.failure() == null) {
                assertThat(reading.sameAs(intact.hashes()))
                        .as("round %d", round)
                        .isGreaterThanOrEqualTo(intact.countBefore(first));
            }
            assertOnlyOurs(reading.readUnified(damaged).failure(), round);
        }
    }

    private static long allocatedBytes() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private static void assertOnlyOurs(@Nullable IOException failure, int round) {
        if (failure != null) {
            assertThat(failure)
                    .as("round %d", round)
                    .isInstanceOfAny(MalformedCaptureException.class, UnsupportedCaptureException.class);
        }
    }

    /** Overwrites something; the first wrong byte's offset. */
    private static int damage(byte[] bytes, Random random, ByteOrder order) {
        int position = random.nextInt(bytes.length - 8);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
        int[] odd = {0, 1, 3, 4, 11, 12, 0x7F, 0xFF, 0x100, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, -1, -4};
        int value = odd[random.nextInt(odd.length)];
        switch (random.nextInt(5)) {
            case 0 -> bytes[position] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[position] = (byte) random.nextInt();
            case 2 -> buffer.putShort(position, (short) value);
            case 3 -> buffer.putInt(position & ~3, value);
            default -> {
                for (int index = 0; index < 1 + random.nextInt(7); index++) {
                    bytes[position + index] = (byte) random.nextInt();
                }
            }
        }
        return position & ~3;
    }

    @Seeded
    void wrongBytesInAGzipStreamEndInAWarning(long seed) {
        assertCompressedIsHarmless(seed, true);
    }

    @Seeded
    void wrongBytesInAZstdStreamEndInAWarning(long seed) {
        assertCompressedIsHarmless(seed, false);
    }

    private static void assertCompressedIsHarmless(long seed, boolean gzip) {
        Random random = new Random(seed);
        byte[] capture = SampleCaptures.everything(ByteOrder.LITTLE_ENDIAN).toByteArray();
        byte[][] parts = CompressedBytes.split(capture, 1000, 2001);
        byte[] stored = gzip ? CompressedBytes.gzip(parts) : CompressedBytes.zstd(parts);
        assertTimeoutPreemptively(LONG, () -> {
            for (int round = 0; round < 2500; round++) {
                byte[] damaged = stored.clone();
                damage(damaged, random, ByteOrder.LITTLE_ENDIAN);

                EventHashes reading = new EventHashes().readUnified(damaged);

                assertOnlyOurs(reading.failure(), round);
            }
        });
    }

    /** A list entry whose lengths are forged claims no more memory than the list has bytes. */
    @Seeded
    void noisyBytesAfterASectionHeaderAreHarmless(long seed) {
        Random random = new Random(seed);
        byte[] header = CaptureBytes.section().toByteArray();
        assertTimeoutPreemptively(LONG, () -> {
            for (int round = 0; round < 2000; round++) {
                byte[] noise = new byte[random.nextInt(3000)];
                random.nextBytes(noise);
                byte[] capture = CompressedBytes.join(header, noise);

                long before = allocatedBytes();
                EventHashes reading = new EventHashes().read(capture, capture.length);

                assertThat(allocatedBytes() - before).isLessThan(MOST_BYTES_ALLOCATED);
                assertOnlyOurs(reading.failure(), round);
            }
        });
    }
}
