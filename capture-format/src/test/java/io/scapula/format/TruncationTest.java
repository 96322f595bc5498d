package io.scapula.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.scapula.format.block.BlockType;
import io.scapula.format.testing.BothByteOrders;
import io.scapula.format.testing.BundledCaptures;
import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.CompressedBytes;
import io.scapula.format.testing.SampleCaptures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Captures that end too early: what lies before the cut is read, and the place of the cut is named. */
class TruncationTest {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final ReadOptions FAIL = ReadOptions.DEFAULT.withOnDamage(ReadOptions.OnDamage.FAIL);
    /** The recording's metadata and its first two thousand events or so. */
    private static final int SLICE_BYTES = 200_000;

    @TempDir
    Path folder;

    /** Where each block starts, and where the last one ends. */
    private static List<Integer> boundaries(byte[] capture, ByteOrder order) {
        ByteBuffer buffer = ByteBuffer.wrap(capture).order(order);
        List<Integer> boundaries = new ArrayList<>(List.of(0));
        for (int position = 0; position < capture.length; ) {
            position += buffer.getInt(position + 4);
            boundaries.add(position);
        }
        return boundaries;
    }

    @BothByteOrders
    void aPlainCaptureMayBeCutAtEveryByte(ByteOrder order) {
        byte[] capture = SampleCaptures.everything(order).toByteArray();

        assertTimeoutPreemptively(LONG, () -> assertEveryCut(capture, order, 1));
    }

    @Test
    void aRecordingMayBeCutAnywhere() {
        byte[] slice = BundledCaptures.slice("file-churn-exit-only.scap.gz", SLICE_BYTES);

        assertThat(new EventHashes().read(slice, slice.length).count()).isGreaterThan(500);
        assertTimeoutPreemptively(LONG, () -> assertEveryCut(slice, ByteOrder.LITTLE_ENDIAN, 41));
    }

    private static void assertEveryCut(byte[] capture, ByteOrder order, int step) {
        List<Integer> boundaries = boundaries(capture, order);
        EventHashes reading = new EventHashes().read(capture, capture.length);
        long[] whole = reading.hashes();
        int[] eventsBefore = eventsBefore(capture, order, boundaries);
        int block = 0;
        for (int cut = 0; cut < capture.length; cut += step) {
            while (boundaries.get(block + 1) <= cut) {
                block++;
            }
            reading.read(capture, cut);
            if (cut < CaptureBytes.SECTION_HEADER_BYTES) {
                assertThat(reading.failure()).isInstanceOf(MalformedCaptureException.class);
                continue;
            }
            assertThat(reading.failure()).isNull();
            assertThat(reading.count()).as("events before byte %d", cut).isEqualTo(eventsBefore[block]);
            assertThat(reading.sameAs(whole)).as("same before byte %d", cut).isEqualTo(reading.count());
            assertNamesThePlace(reading.warnings(), cut, block, boundaries.get(block));
        }
    }

    /** How many of the events come before each boundary. */
    private static int[] eventsBefore(byte[] capture, ByteOrder order, List<Integer> boundaries) {
        ByteBuffer buffer = ByteBuffer.wrap(capture).order(order);
        int[] events = new int[boundaries.size()];
        for (int block = 1; block < boundaries.size(); block++) {
            BlockType type = BlockType.find(buffer.getInt(boundaries.get(block - 1)));
            boolean isEvent = type != null && type.kind() == BlockType.Kind.EVENT;
            events[block] = events[block - 1] + (isEvent ? 1 : 0);
        }
        return events;
    }

    private static void assertNamesThePlace(List<CaptureWarning> all, int cut, int block, int offset) {
        List<CaptureWarning> warnings =
                all.stream().filter(warning -> warning.kind().isDamage()).toList();
        if (cut == offset) {
            assertThat(warnings).isEmpty();
            return;
        }
        assertThat(warnings).hasSize(1);
        CaptureWarning warning = warnings.get(0);
        assertThat(warning.kind()).isEqualTo(CaptureWarning.Kind.TRUNCATED);
        assertThat(warning.location()).isEqualTo(new CaptureLocation(block + 1, offset));
        assertThat(warning.toString())
                .startsWith("block " + (block + 1) + " at byte " + offset + ": ")
                .endsWith("the " + block + " blocks before it are intact");
    }

    @BothByteOrders
    void whoAsksForFailureGetsItAtEveryCut(ByteOrder order) {
        byte[] capture = SampleCaptures.everything(order).toByteArray();
        List<Integer> boundaries = boundaries(capture, order);
        EventHashes reading = new EventHashes();

        for (int cut = CaptureBytes.SECTION_HEADER_BYTES; cut < capture.length; cut++) {
            reading.read(capture, cut, FAIL);

            if (boundaries.contains(cut)) {
                assertThat(reading.failure()).isNull();
            } else {
                assertThat(reading.failure()).isInstanceOf(MalformedCaptureException.class);
            }
        }
    }

    @Test
    void aMappedRecordingMayBeCutAnywhere() throws IOException {
        byte[] slice = BundledCaptures.slice("file-churn-exit-only.scap.gz", SLICE_BYTES);
        EventHashes reading = new EventHashes().read(slice, slice.length);
        long[] whole = reading.hashes();
        Path file = Files.write(folder.resolve("cut.scap"), slice);
        List<Integer> boundaries = boundaries(slice, ByteOrder.LITTLE_ENDIAN);
        int[] eventsBefore = eventsBefore(slice, ByteOrder.LITTLE_ENDIAN, boundaries);

        int block = boundaries.size() - 2;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int cut = slice.length - 1; cut >= CaptureBytes.SECTION_HEADER_BYTES; cut -= 499) {
                channel.truncate(cut);
                while (boundaries.get(block) > cut) {
                    block--;
                }
                reading.read(file, ReadOptions.DEFAULT.withMapping(cut % 2 == 0 ? Mapping.NIO : Mapping.CHRONICLE));

                assertThat(reading.failure()).isNull();
                assertThat(reading.count()).isEqualTo(eventsBefore[block]);
                assertThat(reading.sameAs(whole)).isEqualTo(reading.count());
                assertNamesThePlace(reading.warnings(), cut, block, boundaries.get(block));
            }
        }
    }

    @BothByteOrders
    void aGzipStreamMayBeCutAtEveryByte(ByteOrder order) {
        byte[] capture = SampleCaptures.everything(order).toByteArray();
        byte[] stored = CompressedBytes.gzip(CompressedBytes.split(capture, 100, 2001));

        assertTimeoutPreemptively(LONG, () -> assertEveryCompressedCut(capture, stored, 1));
    }

    @BothByteOrders
    void aZstdStreamMayBeCutAtEveryByte(ByteOrder order) {
        byte[] capture = SampleCaptures.everything(order).toByteArray();
        byte[] stored = CompressedBytes.join(
                CompressedBytes.zstd(CompressedBytes.split(capture, 100, 2001)), CompressedBytes.skippableFrame(50));

        assertTimeoutPreemptively(LONG, () -> assertEveryCompressedCut(capture, stored, 1));
    }

    @Test
    void compressedRecordingsMayBeCutAnywhere() {
        byte[] slice = BundledCaptures.slice("file-churn-exit-only.scap.gz", SLICE_BYTES);
        byte[][] parts = CompressedBytes.split(slice, 70_000, 140_001);

        assertTimeoutPreemptively(LONG, () -> assertEveryCompressedCut(slice, CompressedBytes.gzip(parts), 97));
        assertTimeoutPreemptively(LONG, () -> assertEveryCompressedCut(slice, CompressedBytes.zstd(parts), 97));
    }

    /** What can be decompressed before the cut is not known here; but it is a prefix, and a longer file gives no less. */
    private static void assertEveryCompressedCut(byte[] capture, byte[] stored, int step) {
        EventHashes reading = new EventHashes().read(capture, capture.length);
        long[] whole = reading.hashes();
        int before = 0;
        for (int cut = 0; cut < stored.length; cut += step) {
            reading.read(stored, cut);
            if (reading.failure() != null) {
                assertThat(reading.failure()).isInstanceOf(MalformedCaptureException.class);
                assertThat(before).isZero();
                continue;
            }
            assertThat(reading.sameAs(whole)).as("same before byte %d", cut).isEqualTo(reading.count());
            assertThat(reading.count()).isGreaterThanOrEqualTo(before);
            assertThat(reading.warnings())
                    .filteredOn(warning -> warning.kind().isDamage())
                    .extracting(CaptureWarning::kind)
                    .as("cut at %d of %d", cut, stored.length)
                    .isSubsetOf(CaptureWarning.Kind.TRUNCATED)
                    .hasSizeLessThanOrEqualTo(1);
            before = reading.count();
        }
        assertThat(reading.read(stored, stored.length).hashes()).isEqualTo(whole);
    }
}
