package io.scapula.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.CompressedBytes;
import io.scapula.format.testing.EventBytes;
import io.scapula.format.testing.Reading;
import io.scapula.format.testing.SlowStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CompressionTest {
    private static final byte[] CAPTURE = capture();

    @TempDir
    Path folder;

    private static byte[] capture() {
        CaptureBytes capture = CaptureBytes.section().machine("h", 1);
        for (int number = 0; number < 200; number++) {
            capture.event(EventBytes.of("SYSCALL_READ_X").at(number).values(number, new byte[number], 3, 4));
        }
        return capture.toByteArray();
    }

    static Stream<Arguments> compressed() {
        byte[][] three = CompressedBytes.split(CAPTURE, 1, 5000);
        byte[] skippable = CompressedBytes.skippableFrame(77);
        return Stream.of(
                Arguments.of("plain", CAPTURE, Compression.NONE),
                Arguments.of("a gzip member", CompressedBytes.gzip(CAPTURE), Compression.GZIP),
                Arguments.of("three gzip members", CompressedBytes.gzip(three), Compression.GZIP),
                Arguments.of(
                        "empty gzip members in between",
                        CompressedBytes.gzip(new byte[0], three[0], new byte[0], three[1], three[2], new byte[0]),
                        Compression.GZIP),
                Arguments.of("a zstd frame", CompressedBytes.zstd(CAPTURE), Compression.ZSTD),
                Arguments.of("three zstd frames", CompressedBytes.zstd(three), Compression.ZSTD),
                Arguments.of(
                        "skippable zstd frames around",
                        CompressedBytes.join(
                                skippable,
                                CompressedBytes.zstd(three[0]),
                                skippable,
                                CompressedBytes.zstd(three[1], three[2]),
                                skippable),
                        Compression.ZSTD));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("compressed")
    void deliversTheSameFromAFile(String name, byte[] stored, Compression compression) throws IOException {
        Path file = Files.write(folder.resolve("a.scap"), stored);

        try (CaptureReader reader = CaptureReader.open(file)) {
            assertThat(reader.compression()).isEqualTo(compression);
            assertThat(reader.storedBytes()).isEqualTo(stored.length);
            assertSame(Reading.of(reader));
            assertThat(reader.storedBytesRead()).isEqualTo(stored.length);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("compressed")
    void deliversTheSameFromAPipe(String name, byte[] stored, Compression compression) throws IOException {
        for (int most : new int[] {1, 2, 3, 7, 1000}) {
            SlowStream pipe = new SlowStream(stored, most, most);

            CaptureReader reader = CaptureReader.open(pipe, "-", ReadOptions.DEFAULT);

            assertThat(reader.compression()).isEqualTo(compression);
            assertThat(reader.storedBytes()).isEqualTo(-1);
            assertSame(Reading.of(reader));
            assertThat(reader.storedBytesRead()).isEqualTo(stored.length);
            assertThat(pipe.isClosed()).isTrue();
        }
    }

    private static void assertSame(Reading reading) {
        assertThat(reading.warnings()).isEmpty();
        assertThat(reading.snapshots()).isEqualTo(Reading.of(CAPTURE).snapshots());
    }

    @Test
    void bytesAfterTheLastGzipMemberAreReported() throws IOException {
        byte[] stored = CompressedBytes.join(CompressedBytes.gzip(CAPTURE), new byte[] {0x1F, 0, 0, 0, 0});
        Path file = Files.write(folder.resolve("a.scap"), stored);

        Reading reading = Reading.of(file, ReadOptions.DEFAULT);

        assertThat(reading.events()).hasSize(200);
        assertThat(reading.warningKinds()).containsExactly(CaptureWarning.Kind.TRAILING_BYTES);
        assertThat(reading.warnings().get(0).message())
                .isEqualTo("5 bytes after the compressed stream belong to no capture");
    }

    @Test
    void howManyBytesFollowInAPipeIsNotKnown() {
        Reading reading = Reading.of(CompressedBytes.join(CompressedBytes.gzip(CAPTURE), new byte[10]));

        assertThat(reading.events()).hasSize(200);
        assertThat(reading.warnings().get(0).message())
                .isEqualTo("bytes after the compressed stream belong to no capture");
    }

    @Test
    void trailingBytesAreNoDamage() {
        byte[] stored = CompressedBytes.join(CompressedBytes.gzip(CAPTURE), new byte[10]);

        Reading reading = Reading.of(stored, ReadOptions.DEFAULT.withOnDamage(ReadOptions.OnDamage.FAIL));

        assertThat(reading.events()).hasSize(200);
    }

    @Test
    void aGzipStreamCutOffIsTruncation() {
        byte[] stored = CompressedBytes.gzip(CAPTURE);

        Reading reading = Reading.of(Arrays.copyOf(stored, stored.length / 2));

        assertThat(reading.events()).isNotEmpty();
        assertThat(reading.warningKinds()).containsExactly(CaptureWarning.Kind.TRUNCATED);
        assertThat(reading.warnings().get(0).message()).startsWith("the gzip stream is cut off");
    }

    @Test
    void aGzipTrailerCutOffIsTruncation() {
        byte[] stored = CompressedBytes.gzip(CAPTURE);

        Reading reading = Reading.of(Arrays.copyOf(stored, stored.length - 1));

        assertThat(reading.events()).hasSize(200);
        assertThat(reading.warnings())
                .singleElement()
                .hasToString("block 203 at byte " + CAPTURE.length
                        + ": the gzip stream is cut off; the 202 blocks before it are intact");
    }

    @Test
    void aWrongGzipChecksumIsReported() {
        byte[] stored = CompressedBytes.gzip(CAPTURE);
        stored[stored.length - 8] ^= 1;

        Reading reading = Reading.of(stored);

        assertThat(reading.events()).hasSize(200);
        assertThat(reading.warningKinds()).containsExactly(CaptureWarning.Kind.COMPRESSION_DAMAGED);
        assertThat(reading.warnings().get(0).message())
                .startsWith("the gzip stream is damaged (checksum or size of a gzip member is wrong)");
    }

    @Test
    void aZstdStreamCutOffIsTruncation() {
        byte[] stored = CompressedBytes.zstd(CompressedBytes.split(CAPTURE, 10_000));

        Reading reading = Reading.of(Arrays.copyOf(stored, stored.length - 7));

        assertThat(reading.events()).isNotEmpty();
        assertThat(reading.warningKinds()).containsExactly(CaptureWarning.Kind.TRUNCATED);
        assertThat(reading.warnings().get(0).message()).startsWith("the zstd stream is cut off");
    }

    @Test
    void aWrongZstdChecksumIsReported() {
        byte[] stored = CompressedBytes.zstd(CompressedBytes.split(CAPTURE, 10_000));
        stored[stored.length - 1] ^= 1;

        Reading reading = Reading.of(stored);

        assertThat(reading.events()).isNotEmpty();
        assertThat(reading.warningKinds()).containsExactly(CaptureWarning.Kind.COMPRESSION_DAMAGED);
        assertThat(reading.warnings().get(0).message()).startsWith("the zstd stream is damaged (");
    }

    @Test
    void compressionDamageFailsWhereDamageIsToFail() {
        byte[] stored = CompressedBytes.gzip(CAPTURE);
        byte[] cut = Arrays.copyOf(stored, stored.length - 1);

        assertThatThrownBy(() -> Reading.of(cut, ReadOptions.DEFAULT.withOnDamage(ReadOptions.OnDamage.FAIL)))
                .cause()
                .isInstanceOf(MalformedCaptureException.class)
                .hasMessageContaining("the gzip stream is cut off");
    }

    @Test
    void aStreamThatEndsBeforeItsFirstByteIsRefused() {
        byte[] stored = Arrays.copyOf(CompressedBytes.gzip(CAPTURE), 6);

        assertThatThrownBy(
                        () -> CaptureReader.open(new ByteArrayInputStream(stored), "cut.scap.gz", ReadOptions.DEFAULT))
                .isInstanceOf(MalformedCaptureException.class)
                .hasMessage("cut.scap.gz: the gzip stream is cut off before its first byte");
    }

    @Test
    void gzipHeadersMayHoldExtraFields() {
        byte[] member = CompressedBytes.gzip(CAPTURE);
        byte[] header = {0x1F, (byte) 0x8B, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3};
        byte[] extra = {3, 0, 9, 9, 9, 'n', 'a', 'm', 'e', 0, 'c', 0, 7, 7};
        byte[] stored = CompressedBytes.join(header, extra, Arrays.copyOfRange(member, 10, member.length));

        assertSame(Reading.of(stored));
    }
}
