package io.scapula.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scapula.format.block.MachineInfo;
import io.scapula.format.block.SectionHeader;
import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.EventBytes;
import io.scapula.format.testing.Reading;
import io.scapula.format.testing.Written;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The order of a capture's blocks, and when its file appears. */
class CaptureWriterTest {
    private static final SectionHeader HEADER =
            new SectionHeader(ByteOrder.LITTLE_ENDIAN, 1, 2, SectionHeader.UNKNOWN_LENGTH, List.of());
    private static final MachineInfo MACHINE = new MachineInfo(1, 2, 3, "node", 4, 5);

    @TempDir
    Path folder;

    private static EventDraft event() {
        EventDraft draft = new EventDraft();
        draft.start(1, 0, 1000, 7, 7);
        draft.addInteger(5, 8);
        draft.add("data".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return draft;
    }

    private static void write(CaptureWriter writer) throws IOException {
        writer.section(HEADER);
        writer.metadata(MACHINE);
        writer.event(event());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void anEventMadeFromNothingIsReadBack() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CaptureWriter writer = CaptureWriter.to(bytes, WriteOptions.DEFAULT)) {
            write(writer);
            writer.commit();
        }

        Reading reading = Reading.of(bytes.toByteArray());

        assertThat(reading.metadata()).containsExactly(HEADER, MACHINE);
        assertThat(reading.event().cpu()).isEqualTo(1);
        assertThat(reading.event().timestampNanos()).isEqualTo(1000);
        assertThat(reading.event().tid()).isEqualTo(7);
        assertThat(reading.event().integer(0, -1)).isEqualTo(5);
        assertThat(reading.event().text(1)).isEqualTo("data");
        assertThat(reading.warnings()).isEmpty();
    }

    @Test
    void refusesListsAfterTheFirstEventOfTheirSection() throws IOException {
        try (CaptureWriter writer = CaptureWriter.to(OutputStream.nullOutputStream(), WriteOptions.DEFAULT)) {
            write(writer);

            assertThat(writer.takesMetadata()).isFalse();
            assertThatThrownBy(() -> writer.metadata(MACHINE)).isInstanceOf(IllegalStateException.class);

            writer.section(HEADER);

            assertThat(writer.takesMetadata()).isTrue();
            writer.metadata(MACHINE);
        }
    }

    @Test
    void refusesAnythingBeforeTheFirstSectionAndAfterTheEnd() throws IOException {
        try (CaptureWriter writer = CaptureWriter.to(OutputStream.nullOutputStream(), WriteOptions.DEFAULT)) {
            assertThatThrownBy(() -> writer.metadata(MACHINE)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> writer.event(event())).isInstanceOf(IllegalStateException.class);
            writer.section(HEADER);
            assertThatThrownBy(() -> writer.metadata(HEADER)).isInstanceOf(IllegalArgumentException.class);
            writer.commit();

            assertThatThrownBy(() -> writer.event(event())).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(OutputCompression.class)
    void theFileAppearsWhenItIsComplete(OutputCompression compression) throws IOException {
        Path target = folder.resolve("out.scap");
        try (CaptureWriter writer = CaptureWriter.create(target, WriteOptions.DEFAULT.withCompression(compression))) {
            write(writer);
            assertThat(target).doesNotExist();
            writer.commit();
        }

        assertThat(names()).containsExactly("out.scap");
        assertThat(Reading.of(target, ReadOptions.DEFAULT).events()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(OutputCompression.class)
    void withoutACommitTheOldFileStays(OutputCompression compression) throws IOException {
        Path target = Files.writeString(folder.resolve("out.scap"), "old");
        try (CaptureWriter writer = CaptureWriter.create(target, WriteOptions.DEFAULT.withCompression(compression))) {
            write(writer);
        }

        assertThat(target).hasContent("old");
        assertThat(names()).containsExactly("out.scap");
    }

    @Test
    void aLinkStaysAndWhatItPointsAtIsReplaced() throws IOException {
        Path target = Files.writeString(folder.resolve("out.scap"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.scap"), target);
        try (CaptureWriter writer = CaptureWriter.create(link, WriteOptions.DEFAULT)) {
            write(writer);
            writer.commit();
        }

        assertThat(link).isSymbolicLink();
        assertThat(Reading.of(target, ReadOptions.DEFAULT).events()).hasSize(1);
    }

    @Test
    void aDirectoryIsNoTarget() {
        assertThatThrownBy(() -> CaptureWriter.create(folder, WriteOptions.DEFAULT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("directory");
    }

    @ParameterizedTest
    @EnumSource(OutputCompression.class)
    void whatTheOutputSaysIsThrown(OutputCompression compression) {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("No space left on device");
            }
        };

        assertThatThrownBy(() -> {
                    try (CaptureWriter writer =
                            CaptureWriter.to(full, WriteOptions.DEFAULT.withCompression(compression))) {
                        write(writer);
                        writer.commit();
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");
    }

    @Test
    void blocksBetweenEventsAreLeftOutAndCounted() {
        byte[] capture = CaptureBytes.section()
                .event(EventBytes.of("SYSCALL_CLOSE_E").values(3))
                .machine("late", 1)
                .block(0x999, body -> body.raw(1, 2, 3, 4))
                .event(EventBytes.of("SYSCALL_CLOSE_X").values(0))
                .toByteArray();

        Written written = Written.copy(capture, WriteOptions.DEFAULT);

        assertThat(written.result().lateBlocks()).isEqualTo(2);
        assertThat(Reading.of(written.bytes()).metadata()).containsExactly(HEADER);
        assertThat(Reading.of(written.bytes()).events()).hasSize(2);
    }

    @Test
    void levelsAreThoseOfTheCompression() {
        assertThat(WriteOptions.DEFAULT
                        .withCompression(OutputCompression.GZIP)
                        .withLevel(9)
                        .level())
                .isEqualTo(9);
        assertThatThrownBy(() -> WriteOptions.DEFAULT.withLevel(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WriteOptions.DEFAULT
                        .withCompression(OutputCompression.GZIP)
                        .withLevel(10))
                .hasMessageContaining("1 to 9");
    }

    @Test
    void theCompressionFollowsFromTheName() {
        assertThat(OutputCompression.ofName(Path.of("a.scap"))).isEqualTo(OutputCompression.NONE);
        assertThat(OutputCompression.ofName(Path.of("a.scap.GZ"))).isEqualTo(OutputCompression.GZIP);
        assertThat(OutputCompression.ofName(Path.of("a.scap.zst"))).isEqualTo(OutputCompression.SEEKABLE_ZSTD);
    }
}
