package io.scapula.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scapula.format.testing.BothByteOrders;
import io.scapula.format.testing.BundledCaptures;
import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.EventBytes;
import io.scapula.format.testing.ProcessBytes;
import io.scapula.format.testing.Reading;
import io.scapula.format.testing.SlowStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesTest {
    @TempDir
    Path folder;

    private static CaptureBytes capture(ByteOrder order) {
        CaptureBytes capture = CaptureBytes.section(order).machine("h", 1).processes(9, ProcessBytes.of(7));
        for (int number = 0; number < 500; number++) {
            capture.event(EventBytes.of("SYSCALL_READ_X").at(number).values(number, new byte[number % 70], 3, 4));
        }
        return capture;
    }

    @BothByteOrders
    void pipesDeliverTheSameHoweverTheyArrive(ByteOrder order) throws IOException {
        byte[] bytes = capture(order).toByteArray();
        Reading whole = Reading.of(bytes);

        for (int most = 1; most < 60; most += 4) {
            Reading slow = Reading.of(CaptureReader.open(new SlowStream(bytes, most, most), "-", ReadOptions.DEFAULT));

            assertThat(slow.snapshots()).isEqualTo(whole.snapshots());
            assertThat(slow.metadata()).isEqualTo(whole.metadata());
            assertThat(slow.warnings()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void mappedFilesDeliverTheSame(Mapping mapping) {
        Path file = capture(ByteOrder.LITTLE_ENDIAN).writeTo(folder.resolve("a.scap"));

        Reading mapped = Reading.of(file, ReadOptions.DEFAULT.withMapping(mapping));

        assertThat(mapped.warnings()).isEmpty();
        assertThat(mapped.snapshots())
                .isEqualTo(Reading.of(capture(ByteOrder.LITTLE_ENDIAN)).snapshots());
    }

    @ParameterizedTest
    @EnumSource(names = {"NIO", "CHRONICLE"})
    void mappedRecordingsDeliverTheSameAsAStream(Mapping mapping) throws IOException {
        byte[] recording = BundledCaptures.bytes("file-churn-exit-only.scap.gz");
        Path file = Files.write(folder.resolve("a.scap"), recording);
        Reading streamed = Reading.of(BundledCaptures.path("file-churn-exit-only.scap.gz"), ReadOptions.DEFAULT);

        Reading mapped = Reading.of(file, ReadOptions.DEFAULT.withMapping(mapping));

        assertThat(mapped.snapshots()).isEqualTo(streamed.snapshots());
        assertThat(mapped.metadata()).isEqualTo(streamed.metadata());
        assertThat(mapped.statistics()).isEqualTo(streamed.statistics());
    }

    @ParameterizedTest
    @EnumSource(names = {"NIO", "CHRONICLE"})
    void aMappedFileMayBeCutAnywhere(Mapping mapping) throws IOException {
        Path file = CaptureBytes.section()
                .event(EventBytes.of("SYSCALL_CLOSE_E").values(3))
                .event(EventBytes.of("SYSCALL_CLOSE_E").values(4))
                .writeTo(folder.resolve("a.scap"));
        byte[] whole = Files.readAllBytes(file);

        for (int length = whole.length - 1; length >= 28; length--) {
            Path cut = Files.write(folder.resolve("cut.scap"), java.util.Arrays.copyOf(whole, length));

            Reading reading = Reading.of(cut, ReadOptions.DEFAULT.withMapping(mapping));

            assertThat(reading.events()).hasSize(length >= 80 ? 1 : 0);
            assertThat(reading.warnings()).hasSize(length == 80 || length == 28 ? 0 : 1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NIO", "CHRONICLE"})
    void aClosedReaderShowsNothingOfItsFile(Mapping mapping) throws IOException {
        Path file = capture(ByteOrder.LITTLE_ENDIAN).writeTo(folder.resolve("a.scap"));
        CaptureReader reader = CaptureReader.open(file, ReadOptions.DEFAULT.withMapping(mapping));
        EventCursor cursor = reader.events();
        cursor.advance();
        Event kept = cursor.toEvent();

        reader.close();

        assertThat(cursor.advance()).isFalse();
        assertThat(cursor.has(0)).isFalse();
        assertThat(cursor.options()).isEmpty();
        assertThat(kept.integer(0, -1)).isZero();
        assertThat(reader.storedBytesRead()).isPositive();
    }

    @Test
    void progressOfAPlainFileGrowsWithTheCursor() throws IOException {
        Path file = capture(ByteOrder.LITTLE_ENDIAN).writeTo(folder.resolve("a.scap"));
        try (CaptureReader reader = CaptureReader.open(file)) {
            EventCursor cursor = reader.events();
            assertThat(reader.storedBytesRead()).isZero();

            cursor.advance();

            assertThat(reader.storedBytesRead()).isBetween(200L, 1000L);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "pcap, 'd4 c3 b2 a1 02 00 04 00', 'd4 c3 b2 a1'",
        "text, '23 21 2f 62 69 6e', '23 21 2f 62'",
        "one byte, '0a', '0a'",
        "three bytes, '0a 0d 0d', '0a 0d 0d'",
        "a section header of another format, '0a 0d 0d 0a 1c 00 00 00 11 22 33 44', '0a 0d 0d 0a'"
    })
    void whatIsNoCaptureIsNamed(String kind, String bytes, String shown) throws IOException {
        Path file = Files.write(
                folder.resolve("no.scap"), java.util.HexFormat.ofDelimiter(" ").parseHex(bytes));
        String message = file + ": not a capture: it starts with the bytes " + shown
                + " where a scap section header (0a 0d 0d 0a) was expected";

        for (Mapping mapping : Mapping.values()) {
            assertThatThrownBy(() -> CaptureReader.open(file, ReadOptions.DEFAULT.withMapping(mapping)))
                    .isInstanceOf(MalformedCaptureException.class)
                    .hasMessage(message);
        }
    }

    @Test
    void anEmptyFileIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("empty.scap"));

        for (Mapping mapping : Mapping.values()) {
            assertThatThrownBy(() -> CaptureReader.open(file, ReadOptions.DEFAULT.withMapping(mapping)))
                    .isInstanceOf(MalformedCaptureException.class)
                    .hasMessage(
                            file
                                    + ": empty, 0 bytes: nothing was recorded, or copying it failed; see whether the original is larger");
        }
    }

    @Test
    void anEmptyPipeIsNamedAndClosed() {
        SlowStream pipe = new SlowStream(new byte[0], 1, 1);

        assertThatThrownBy(() -> CaptureReader.open(pipe, "-", ReadOptions.DEFAULT))
                .isInstanceOf(MalformedCaptureException.class)
                .hasMessage(
                        "-: empty, 0 bytes: nothing was recorded, or copying it failed; see whether the original is larger");
        assertThat(pipe.isClosed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8, 12, 27})
    void aSectionHeaderCutOffIsNamed(int length) {
        byte[] cut = CaptureBytes.section().truncateAt(length);

        assertThatThrownBy(() -> CaptureReader.open(new ByteArrayInputStream(cut), "cut.scap", ReadOptions.DEFAULT))
                .isInstanceOf(MalformedCaptureException.class)
                .hasMessage("cut.scap: cut off within its section header, after " + length + " bytes");
    }

    @Test
    void aMissingFileIsTheFileSystemsToName() {
        Path missing = folder.resolve("missing.scap");

        assertThatThrownBy(() -> CaptureReader.open(missing))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(missing.toString());
    }

    @Test
    void aFolderIsNoCapture() {
        assertThatThrownBy(() -> CaptureReader.open(folder)).isInstanceOf(IOException.class);
    }

    @Test
    void textOnAPipeIsNamed() {
        InputStream text = new ByteArrayInputStream("not a capture".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> CaptureReader.open(text, "-", ReadOptions.DEFAULT))
                .isInstanceOf(MalformedCaptureException.class)
                .hasMessageStartingWith("-: not a capture: it starts with the bytes 6e 6f 74 20");
    }

    @Test
    void limitsMustBePositive() {
        assertThatThrownBy(() -> ReadLimits.DEFAULT.withMaxThreads(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ReadLimits.DEFAULT.withMaxBlockBytes(63)).isInstanceOf(IllegalArgumentException.class);
    }
}
