package io.scapula.format;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.CompressedBytes;
import io.scapula.format.testing.EventBytes;
import io.scapula.format.testing.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Parts of a compressed capture that are whole are read, wherever the others are damaged; and bombs are left. */
class CompressedSalvageTest {
    private static final int EVENTS = 3000;
    private static final byte[] CAPTURE = capture();
    /** Three parts; the second one begins within a block. */
    private static final byte[][] PARTS =
            CompressedBytes.split(CAPTURE, CAPTURE.length / 3 + 5, 2 * CAPTURE.length / 3 + 7);

    @TempDir
    Path folder;

    enum Form {
        GZIP,
        ZSTD;

        byte[] compress(byte[] part) {
            return this == GZIP ? CompressedBytes.gzip(part) : CompressedBytes.zstd(part);
        }
    }

    /** Events that cannot be compressed well, so that damage falls into them. */
    private static byte[] capture() {
        Random random = new Random(1);
        CaptureBytes capture = CaptureBytes.section().machine("h", 1);
        for (int number = 1; number <= EVENTS; number++) {
            byte[] data = new byte[64];
            random.nextBytes(data);
            capture.event(EventBytes.of("SYSCALL_READ_X")
                    .thread(9)
                    .at(1_700_000_000_000_000_000L + number)
                    .values(number, data));
        }
        return capture.toByteArray();
    }

    private static List<Long> numbers(Reading reading) {
        return reading.events().stream().map(event -> event.integer(0, -1)).toList();
    }

    private static long countOf(Reading reading, long from, long to) {
        return LongStream.rangeClosed(from, to)
                .filter(numbers(reading)::contains)
                .count();
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheDamagedPartIsLost(Form form) {
        byte[] second = form.compress(PARTS[1]);
        for (int at : new int[] {0, 3, second.length / 2, second.length - 2}) {
            byte[] damaged = second.clone();
            damaged[at] ^= (byte) 0x11;
            if (at == second.length / 2) {
                Arrays.fill(damaged, at, at + 200, (byte) 0x5A);
            }

            Reading reading =
                    Reading.of(CompressedBytes.join(form.compress(PARTS[0]), damaged, form.compress(PARTS[2])));

            assertThat(countOf(reading, 1, 998)).as("byte %d", at).isEqualTo(998);
            assertThat(countOf(reading, 2003, EVENTS)).as("byte %d", at).isEqualTo(998);
            assertThat(reading.warningKinds()).contains(CaptureWarning.Kind.COMPRESSION_DAMAGED);
            assertThat(reading.losses().losses()).extracting(Loss::kind).contains(Loss.Kind.COMPRESSED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPartThatIsCutOffHidesNoLaterOne(Form form) {
        byte[] second = form.compress(PARTS[1]);

        Reading reading = Reading.of(CompressedBytes.join(
                form.compress(PARTS[0]), Arrays.copyOf(second, second.length / 3), form.compress(PARTS[2])));

        assertThat(countOf(reading, 1, 998)).isEqualTo(998);
        assertThat(countOf(reading, 2003, EVENTS)).isEqualTo(998);
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatIsReadAheadIsReadOnToo(Form form) throws IOException {
        byte[] second = form.compress(PARTS[1]);
        Arrays.fill(second, second.length / 2, second.length / 2 + 100, (byte) 0x5A);
        byte[] third = form.compress(CompressedBytes.join(PARTS[2], CAPTURE, CAPTURE));
        Path file = Files.write(folder.resolve("a.scap"), CompressedBytes.join(form.compress(PARTS[0]), second, third));

        Reading reading = Reading.of(file, ReadOptions.DEFAULT);

        assertThat(Files.size(file)).isGreaterThan(1 << 18);
        assertThat(reading.events()).hasSizeGreaterThanOrEqualTo(2 * 998 + 2 * EVENTS);
        assertThat(numbers(reading)).endsWith(2998L, 2999L, 3000L);
    }

    /** Events that are alike, so that damage is copied from one to the next. */
    @Test
    void nothingIsInventedWhereOneOfSeveralZstdFramesIsDamaged() {
        byte[] capture = similarEvents();
        byte[][] parts = CompressedBytes.split(capture, capture.length / 3 + 5, 2 * capture.length / 3 + 7);
        Set<List<Object>> recorded = contents(Reading.of(capture));
        byte[] second = CompressedBytes.zstd(parts[1]);
        int checksumsWrong = 0;
        for (int bit = 8 * 20; bit < 8 * second.length; bit += 1009) {
            byte[] damaged = second.clone();
            damaged[bit >>> 3] ^= (byte) (1 << (bit & 7));

            Reading reading = Reading.of(
                    CompressedBytes.join(CompressedBytes.zstd(parts[0]), damaged, CompressedBytes.zstd(parts[2])));

            assertThat(recorded).as("bit %d", bit).containsAll(contents(reading));
            assertThat(reading.losses().losses())
                    .as("bit %d", bit)
                    .extracting(Loss::kind)
                    .contains(Loss.Kind.COMPRESSED);
            assertThat(reading.events()).as("bit %d", bit).hasSizeGreaterThanOrEqualTo(2 * EVENTS / 3 - 4);
            checksumsWrong += reading.losses().losses().get(0).cause().contains("checksum") ? 1 : 0;
        }
        assertThat(checksumsWrong).as("flips that nothing else tells of").isGreaterThan(10);
    }

    private static byte[] similarEvents() {
        Random random = new Random(2);
        CaptureBytes capture = CaptureBytes.section().machine("h", 1);
        for (int number = 1; number <= EVENTS; number++) {
            byte[] data = ("GET /page/" + random.nextInt(99) + " HTTP/1.1 Host: www.example.com").getBytes(US_ASCII);
            capture.event(EventBytes.of("SYSCALL_READ_X")
                    .thread(9)
                    .at(1_700_000_000_000_000_000L + 1000L * number + random.nextInt(999))
                    .values(number, data));
        }
        return capture.toByteArray();
    }

    private static Set<List<Object>> contents(Reading reading) {
        return reading.events().stream()
                .map(event -> List.<Object>of(event.timestampNanos(), event.integer(0, -1), event.text(1)))
                .collect(Collectors.toSet());
    }

    @Test
    void everyBlockBeforeTheDamageInAZstdFrameIsDelivered() {
        byte[] stored = CompressedBytes.zstd(CAPTURE);
        int block = 1 << 17;
        byte[] damaged = stored.clone();
        Arrays.fill(damaged, stored.length - 20_000, stored.length - 19_000, (byte) 0x5A);

        Reading reading = Reading.of(damaged);

        // All but the last block and what the decompressor keeps back of the one before.
        int whole = (int) ((CAPTURE.length / block * (long) block - (1 << 13)) / (CAPTURE.length / EVENTS));
        assertThat(countOf(reading, 1, whole)).isEqualTo(whole);
    }

    @Test
    void aLossTellsHowManyEventsItMayHold() {
        byte[] second = CompressedBytes.gzip(PARTS[1]);
        second[3] = (byte) 0xFF;

        Reading reading = Reading.of(
                CompressedBytes.join(CompressedBytes.gzip(PARTS[0]), second, CompressedBytes.gzip(PARTS[2])));

        assertThat(reading.losses().estimatedEvents()).isBetween(800L, 1200L);
        assertThat(reading.losses().lostBytes(Loss.Kind.COMPRESSED)).isBetween(50_000L, 120_000L);
    }

    @ParameterizedTest
    @EnumSource
    void aBombIsLeft(Form form) {
        byte[] header = CaptureBytes.section().toByteArray();
        byte[] zeros = new byte[1 << 24];
        byte[] bomb = form.compress(zeros);
        byte[][] parts = new byte[40][];
        Arrays.fill(parts, bomb);
        byte[] stored = CompressedBytes.join(form.compress(header), CompressedBytes.join(parts));

        Reading reading = Reading.of(stored);

        assertThat(reading.events()).isEmpty();
        assertThat(reading.warnings())
                .filteredOn(warning -> warning.kind() == CaptureWarning.Kind.LIMIT_REACHED)
                .singleElement()
                .satisfies(warning -> assertThat(warning.message())
                        .contains("more than 500 times as many, which no honest capture does"));
    }

    @Test
    void aPipeWithoutEndIsLeft() throws IOException {
        byte[] start = CAPTURE;
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                Arrays.fill(target, offset, offset + length, (byte) 0);
                return length;
            }
        };
        ReadLimits limits = ReadLimits.DEFAULT.withMaxBytes(50_000_000).withMaxSearchedBytes(1 << 30);

        Reading reading = Reading.of(CaptureReader.open(
                new SequenceInputStream(new ByteArrayInputStream(start), endless),
                "-",
                ReadOptions.DEFAULT.withLimits(limits)));

        assertThat(reading.events()).hasSize(EVENTS);
        assertThat(reading.warningKinds()).contains(CaptureWarning.Kind.LIMIT_REACHED);
        assertThat(reading.warnings())
                .anySatisfy(warning -> assertThat(warning.message())
                        .contains("the capture has more than the 50000000 bytes that the limits allow"));
    }

    /** It would take 128 MiB to read a file of a few bytes. */
    @Test
    void aSmallZstdFileMayNotAskForMuchMemory() throws IOException {
        byte[] stored = CompressedBytes.join(
                CompressedBytes.zstd(CaptureBytes.section()
                        .event(EventBytes.of("SYSCALL_CLOSE_E").values(3))
                        .toByteArray()),
                new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0, (byte) 0x88, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        Path file = Files.write(folder.resolve("a.scap"), stored);

        Reading reading = Reading.of(file, ReadOptions.DEFAULT);

        assertThat(reading.events()).hasSize(1);
        assertThat(reading.warnings())
                .singleElement()
                .satisfies(warning ->
                        assertThat(warning.message()).contains("a frame asks for a window of 134217728 bytes"));
    }
}
