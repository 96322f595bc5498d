package io.scapula.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.scapula.format.testing.BundledCaptures;
import io.scapula.format.testing.Bytes;
import io.scapula.format.testing.CompressedBytes;
import io.scapula.format.testing.Reading;
import io.scapula.format.testing.Written;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Captures in seekable zstd: any zstd reads them, and single events are fetched from them. */
class SeekableCaptureTest {
    private static final WriteOptions SEEKABLE = WriteOptions.DEFAULT.withCompression(OutputCompression.SEEKABLE_ZSTD);
    private static final int FOOTER_BYTES = 9;
    private static final int ENTRY_BYTES = 12;

    private static byte[] plain = {};
    private static byte[] seekable = {};

    @TempDir
    Path folder;

    @BeforeAll
    static void write() {
        byte[] recording = BundledCaptures.bytes("net-exit-only.scap.gz");
        plain = Written.copy(recording, WriteOptions.DEFAULT).bytes();
        seekable = Written.copy(recording, SEEKABLE).bytes();
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int frames(byte[] file) {
        return littleEndian(file).getInt(file.length - FOOTER_BYTES);
    }

    /** Where the table's entry for a frame is. */
    private static int entry(byte[] file, int frame) {
        return file.length - FOOTER_BYTES - (frames(file) - frame) * ENTRY_BYTES;
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("capture.scap.zst"), bytes);
    }

    private boolean isOwnStore(byte[] bytes) throws IOException {
        OffHeapMemory memory = new OffHeapMemory(0, folder);
        try (EventStore store = EventStore.ofCapture(file(bytes), Compression.ZSTD, memory, ReadLimits.DEFAULT)) {
            return store != null;
        }
    }

    @Test
    void anyZstdMakesThePlainCaptureOfIt() throws IOException {
        try (ZstdInputStreamNoFinalizer stream = new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(seekable))) {
            assertThat(stream.readAllBytes()).isEqualTo(plain);
        }
    }

    @Test
    void theTableTellsWhereFramesAreAndEachBeginsWithABlock() {
        assertThat(frames(seekable)).isGreaterThan(3);
        ByteBuffer table = littleEndian(seekable);
        int offset = 0;
        int start = 0;
        for (int frame = 0; frame < frames(seekable); frame++) {
            int at = entry(seekable, frame);
            int compressed = table.getInt(at);
            byte[] content = com.github.luben.zstd.Zstd.decompress(
                    Arrays.copyOfRange(seekable, offset, offset + compressed), table.getInt(at + 4));
            assertThat(content).hasSize(table.getInt(at + 4));
            assertThat(content.length).isLessThanOrEqualTo(1 << 20);
            assertThat(table.getInt(at + 8)).isEqualTo(table.getInt(offset + compressed - 4));
            assertThat(Reading.of(CompressedBytes.join(Arrays.copyOf(plain, 28), content))
                            .warnings())
                    .allMatch(warning -> !warning.kind().isDamage());
            offset += compressed;
            start += content.length;
        }
        assertThat(start).isEqualTo(plain.length);
        assertThat(table.getInt(offset)).isEqualTo(0x184D2A5E);
        assertThat(table.getInt(offset + 4)).isEqualTo(seekable.length - offset - 8);
    }

    @Test
    void eventsAreFetchedFromTheFileInAnyOrder() throws IOException {
        assertFetched(seekable);
    }

    @Test
    void eventsThatReachOverTheEndOfAFrameAreFetchedToo() throws IOException {
        byte[][] parts =
                CompressedBytes.split(plain, 12, 1000, 70_001, 70_007, 70_050, plain.length / 2 + 1, plain.length - 5);

        assertFetched(foreign(parts));
    }

    /** A seekable file as other programs write it: frames that end anywhere, no checksums in the table. */
    private static byte[] foreign(byte[]... parts) {
        Bytes table = Bytes.in(ByteOrder.LITTLE_ENDIAN);
        byte[] frames = {};
        for (byte[] part : parts) {
            byte[] frame = CompressedBytes.zstd(part);
            frames = CompressedBytes.join(frames, frame);
            table.u32(frame.length).u32(part.length);
        }
        byte[] entries = table.toByteArray();
        byte[] end = Bytes.in(ByteOrder.LITTLE_ENDIAN)
                .u32(0x184D2A5EL)
                .u32(entries.length + FOOTER_BYTES)
                .raw(entries)
                .u32(parts.length)
                .u8(0)
                .u32(0x8F92EAB1L)
                .toByteArray();
        return CompressedBytes.join(frames, end);
    }

    private void assertFetched(byte[] bytes) throws IOException {
        List<Event> events = new ArrayList<>();
        List<Long> positions = new ArrayList<>();
        OffHeapMemory memory = new OffHeapMemory(0, folder);
        Path file = file(bytes);
        try (CaptureReader reader = CaptureReader.open(file);
                EventStore store = EventStore.ofCapture(file, reader.compression(), memory, ReadLimits.DEFAULT)) {
            assertThat(store).isNotNull();
            assertThat(store.isCaptureItself()).isTrue();
            EventCursor cursor = reader.events();
            while (cursor.advance()) {
                positions.add(store.keep(cursor));
                events.add(cursor.toEvent());
            }
            assertThat(memory.memoryBytes() + memory.fileBytes()).isZero();
            List<Integer> rows = new ArrayList<>();
            for (int row = 0; row < events.size(); row += 1 + row / 500) {
                rows.add(row);
            }
            Collections.shuffle(rows, new Random(1));
            StoredEvent stored = new StoredEvent(store, headers(events, positions));
            for (int row : rows.subList(0, Math.min(rows.size(), 400))) {
                stored.moveTo(row);
                Event event = events.get(row);
                assertThat(stored.tid()).isEqualTo(event.tid());
                assertThat(stored.parameterCount()).isEqualTo(event.parameterCount());
                for (int index = 0; index < event.parameterCount(); index++) {
                    assertThat(stored.bytes(index)).isEqualTo(event.bytes(index));
                }
            }
        }
    }

    private static StoredEvent.Headers headers(List<Event> events, List<Long> positions) {
        return new StoredEvent.Headers() {
            @Override
            public long number(int row) {
                return events.get(row).number();
            }

            @Override
            public long timestampNanos(int row) {
                return events.get(row).timestampNanos();
            }

            @Override
            public int cpu(int row) {
                return events.get(row).cpu();
            }

            @Override
            public int typeCode(int row) {
                return events.get(row).typeCode();
            }

            @Override
            public long position(int row) {
                return positions.get(row);
            }

            @Override
            public boolean isBigEndian(int row) {
                return events.get(row).byteOrder() == ByteOrder.BIG_ENDIAN;
            }
        };
    }

    @Test
    void aFileWithoutATableIsNotItsOwnStore() throws IOException {
        int table = seekable.length - FOOTER_BYTES - frames(seekable) * ENTRY_BYTES - 8;

        assertThat(isOwnStore(seekable)).isTrue();
        assertThat(isOwnStore(Arrays.copyOf(seekable, table))).isFalse();
        assertThat(isOwnStore(CompressedBytes.zstd(plain))).isFalse();
        assertThat(isOwnStore(new byte[0])).isFalse();
    }

    @Test
    void everyDamagedByteOfTheTableIsNoticed() throws IOException {
        int table = seekable.length - FOOTER_BYTES - frames(seekable) * ENTRY_BYTES - 8;
        List<Integer> unnoticed = new ArrayList<>();
        for (int at = table; at < seekable.length; at++) {
            byte[] damaged = seekable.clone();
            damaged[at] ^= 0x10;
            boolean checksum =
                    at < seekable.length - FOOTER_BYTES && (at - table - 8) % ENTRY_BYTES >= 8 && at > table + 8;
            if (isOwnStore(damaged) && !checksum) {
                unnoticed.add(at - table);
            }
        }

        assertThat(unnoticed).isEmpty();
    }

    @Test
    void aTableThatShiftsTheBoundaryOfTwoFramesIsNoticed() throws IOException {
        for (int field : new int[] {0, 4}) {
            byte[] lying = seekable.clone();
            ByteBuffer table = littleEndian(lying);
            int first = entry(lying, 0) + field;
            int second = entry(lying, 1) + field;
            table.putInt(first, table.getInt(first) - 8).putInt(second, table.getInt(second) + 8);

            assertThat(isOwnStore(lying)).isFalse();
            assertThat(Reading.of(lying).events()).isNotEmpty();
        }
    }

    @Test
    void aClaimOfGigabytesClaimsNoMemory() throws IOException {
        byte[] frame = CompressedBytes.zstd(plain);
        byte[] claims = Bytes.in(ByteOrder.LITTLE_ENDIAN)
                .raw(frame)
                .u32(0x184D2A5EL)
                .u32(8 + FOOTER_BYTES)
                .u32(frame.length)
                .u32(0xFFFFFFF0L)
                .u32(1)
                .u8(0)
                .u32(0x8F92EAB1L)
                .toByteArray();
        byte[] manyFrames = seekable.clone();
        littleEndian(manyFrames).putInt(manyFrames.length - FOOTER_BYTES, 0x7FFFFFFF);

        assertThat(isOwnStore(claims)).isFalse();
        assertThat(isOwnStore(manyFrames)).isFalse();
    }

    @Test
    void aFrameThatIsDamagedLaterIsNoticedWhenItIsFetched() throws IOException {
        byte[] damaged = seekable.clone();
        damaged[littleEndian(seekable).getInt(entry(seekable, 0)) / 2] ^= 1;
        OffHeapMemory memory = new OffHeapMemory(0, folder);
        try (EventStore store = EventStore.ofIndexedCapture(file(damaged), memory, ReadLimits.DEFAULT)) {
            assertThatThrownBy(() -> store.piece(0))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("frame 0 is damaged");
        }
    }

    @Test
    void theRestOfADamagedFileIsReadUpToTheDamage() {
        byte[] damaged = seekable.clone();
        damaged[littleEndian(seekable).getInt(entry(seekable, 0)) + 1000] ^= 1;

        Reading reading = Reading.of(damaged);

        assertThat(reading.warningKinds()).anyMatch(CaptureWarning.Kind::isDamage);
        assertThat(reading.metadata()).isNotEmpty();
    }
}
