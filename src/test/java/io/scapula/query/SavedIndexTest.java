package io.scapula.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scapula.Capture;
import io.scapula.CaptureOptions;
import io.scapula.CapturedEvent;
import io.scapula.IndexPlace;
import io.scapula.captures.Captures;
import io.scapula.field.Field;
import io.scapula.field.FieldException;
import io.scapula.field.FieldFlag;
import io.scapula.field.Fields;
import io.scapula.field.Reads;
import io.scapula.relation.Relation;
import io.scapula.relation.RelationTables;
import io.scapula.table.Table;
import io.scapula.text.DisplayOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saved indexes: they answer as the capture does, and whatever is wrong with them is noticed before they are asked. */
class SavedIndexTest {
    private static final String FILTER = "evt.type = openat and fd.name contains /etc";
    private static final int FLIPS_IN_EACH_FILE = 2;

    @TempDir
    Path directory;

    private Path capture = Path.of("");

    @BeforeEach
    void copy() throws IOException {
        capture = Files.copy(Captures.find("attack.scap.gz"), directory.resolve("attack.scap.gz"));
    }

    private Path save() throws IOException {
        try (Capture made = Capture.open(capture)) {
            return made.saveIndex();
        }
    }

    private long expected() throws IOException {
        try (Capture read = Capture.open(capture)) {
            return read.events(FILTER).count();
        }
    }

    @Test
    void standsBesideTheCaptureAndAnswersInItsPlace() throws IOException {
        Path folder = save();

        assertThat(folder).isEqualTo(directory.resolve("attack.scap.gz.index"));
        try (Capture opened = Capture.open(capture)) {
            assertThat(opened.query(FILTER).count()).isEqualTo(expected()).isPositive();
            assertThat(opened.whyIndexWasMade()).isEmpty();
            assertThat(opened.isIndexFromFile()).isTrue();
        }
    }

    @Test
    void everyFieldOfEveryEventIsTheSame() throws IOException {
        List<String> fields = readableFields();
        List<String> made = new ArrayList<>();
        try (Capture read = Capture.open(capture, CaptureOptions.DEFAULT.with(IndexPlace.NONE))) {
            read.query("evt.type in (clone, execve)").forEach(event -> made.add(line(event, fields)));
        }
        save();
        List<String> opened = new ArrayList<>();
        try (Capture read = Capture.open(capture)) {
            read.query("evt.type in (clone, execve)").forEach(event -> opened.add(line(event, fields)));
            assertThat(read.isIndexFromFile()).isTrue();
        }
        assertThat(opened).isEqualTo(made).isNotEmpty();
    }

    private static List<String> readableFields() {
        Fields all = new Fields(DisplayOptions.DEFAULT);
        List<String> names = new ArrayList<>();
        for (Field field : all.all()) {
            if (!field.has(FieldFlag.UNAVAILABLE) && field.reads() != Reads.PAST) {
                try {
                    all.bind(field.name(), null);
                    names.add(field.name());
                } catch (FieldException e) {
                    // It cannot be asked for without an argument.
                    assertThat(e).hasMessageContaining("argument");
                }
            }
        }
        return names;
    }

    private static String line(CapturedEvent event, List<String> fields) {
        StringBuilder line = new StringBuilder().append(event.number());
        for (String field : fields) {
            line.append('|').append(event.field(field));
        }
        return line.toString();
    }

    @Test
    void itsFilesAreReadByArrowsOwnLibrary() throws IOException {
        Path folder = save();
        Map<String, Long> rows = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder);
                BufferAllocator allocator = new RootAllocator()) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".arrow")).toList()) {
                try (FileChannel channel = FileChannel.open(file);
                        ArrowFileReader reader = new ArrowFileReader(channel, allocator)) {
                    long count = 0;
                    while (reader.loadNextBatch()) {
                        count += reader.getVectorSchemaRoot().getRowCount();
                    }
                    rows.put(file.getFileName().toString(), count);
                    if (file.endsWith("kinds.arrow")) {
                        assertThat(names(reader)).contains("openat", "execve", "read");
                    }
                }
            }
        }
        try (Capture opened = Capture.open(capture)) {
            assertThat(rows).containsEntry("events.arrow", hiddenAndShown(opened));
        }
        assertThat(rows).containsKeys("threads.arrow", "lineages.arrow", "fds.arrow", "containers.arrow");
        assertThat(rows.values()).doesNotContain(0L);
    }

    private static long hiddenAndShown(Capture capture) throws IOException {
        for (Relation relation : capture.relations()) {
            if (relation.name().equals("captures")) {
                Table table = RelationTables.table(relation);
                return table.integer(0, "events") + table.integer(0, "hidden_events");
            }
        }
        throw new AssertionError("no table of captures");
    }

    private static List<String> names(ArrowFileReader kinds) throws IOException {
        FieldVector vector =
                kinds.getDictionaryVectors().values().iterator().next().getVector();
        List<String> names = new ArrayList<>();
        for (int entry = 0; entry < vector.getValueCount(); entry++) {
            names.add(new String((byte[]) vector.getObject(entry), StandardCharsets.UTF_8));
        }
        return names;
    }

    @Test
    void ofAPlainCaptureTheEventsStayWhereTheyAre() throws IOException {
        Path plain = directory.resolve("plain.scap");
        try (GZIPInputStream stream = new GZIPInputStream(Files.newInputStream(capture))) {
            Files.copy(stream, plain);
        }
        capture = plain;
        Path folder = save();

        assertThat(folder.resolve("payload.zst")).doesNotExist();
        try (Capture opened = Capture.open(plain)) {
            assertThat(opened.query("evt.buffer contains root").count())
                    .isEqualTo(opened.events("evt.buffer contains root").count())
                    .isPositive();
            assertThat(opened.isIndexFromFile()).isTrue();
        }
    }

    @Test
    void aFlippedBitAnywhereIsNoticed() throws IOException {
        Path folder = save();
        long expected = expected();
        Random random = new Random(20261124);
        List<Path> files;
        try (Stream<Path> list = Files.list(folder)) {
            files = list.toList();
        }
        assertThat(files).hasSizeGreaterThan(8);
        for (Path file : files) {
            byte[] sound = Files.readAllBytes(file);
            for (int flip = 0; flip < FLIPS_IN_EACH_FILE; flip++) {
                byte[] damaged = sound.clone();
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, damaged);
                try (Capture opened = Capture.open(capture)) {
                    assertThat(opened.query(FILTER).count()).isEqualTo(expected);
                    assertThat(opened.isIndexFromFile()).as(file.toString()).isFalse();
                    assertThat(opened.whyIndexWasMade()).isPresent();
                }
            }
            Files.write(file, sound);
        }
        try (Capture opened = Capture.open(capture)) {
            assertThat(opened.query(FILTER).count()).isEqualTo(expected);
            assertThat(opened.isIndexFromFile()).isTrue();
        }
    }

    @Test
    void filesThatAreCutOrMissingAreNoticed() throws IOException {
        Path folder = save();
        long expected = expected();
        List<Path> files;
        try (Stream<Path> list = Files.list(folder)) {
            files = list.toList();
        }
        for (Path file : files) {
            byte[] sound = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(sound, sound.length / 2));
            assertRebuilt(expected);
            Files.delete(file);
            assertRebuilt(expected);
            Files.write(file, sound);
        }
    }

    private void assertRebuilt(long expected) throws IOException {
        try (Capture opened = Capture.open(capture)) {
            assertThat(opened.query(FILTER).count()).isEqualTo(expected);
            assertThat(opened.isIndexFromFile()).isFalse();
        }
    }

    @Test
    void thatOfAnotherCaptureIsNotBelieved() throws IOException {
        save();
        Files.copy(Captures.find("net.scap.gz"), capture, StandardCopyOption.REPLACE_EXISTING);

        assertRebuilt(expected());
    }

    @Test
    void aChangeThatKeepsSizeAndTimeIsNoticedAtTheEndsOfTheFile() throws IOException {
        save();
        FileTime time = Files.getLastModifiedTime(capture);
        byte[] bytes = Files.readAllBytes(capture);
        bytes[bytes.length - 9] ^= 1;
        Files.write(capture, bytes);
        Files.setLastModifiedTime(capture, time);

        try (Capture opened = Capture.open(capture)) {
            opened.query().count();
            assertThat(opened.isIndexFromFile()).isFalse();
        }
    }

    @Test
    void aCopyOfTheCaptureIsRecognisedByItsContent() throws IOException {
        save();
        Files.setLastModifiedTime(capture, FileTime.fromMillis(0));

        try (Capture opened = Capture.open(capture)) {
            opened.query().count();
            assertThat(opened.isIndexFromFile()).isTrue();
        }
    }

    @Test
    void aCaptureThatGoesOnIsIndexedAnew() throws IOException {
        save();
        Files.write(capture, Files.readAllBytes(Captures.find("net.scap.gz")), StandardOpenOption.APPEND);

        assertRebuilt(expected());
    }

    @Test
    void savingAgainReplacesWhatWasThere() throws IOException {
        Path folder = save();
        Files.writeString(folder.resolve("manifest"), "nonsense");

        assertThat(save()).isEqualTo(folder);
        try (Capture opened = Capture.open(capture)) {
            opened.query().count();
            assertThat(opened.isIndexFromFile()).isTrue();
        }
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).containsExactlyInAnyOrder(capture, folder);
        }
    }

    @Test
    void nothingElseIsReplaced() throws IOException {
        Path other = Files.createDirectory(directory.resolve("attack.scap.gz.index"));
        Files.writeString(other.resolve("notes.txt"), "mine");

        assertThatThrownBy(this::save).isInstanceOf(IOException.class).hasMessageContaining("choose another place");
        assertThat(other.resolve("notes.txt")).hasContent("mine");
    }

    @Test
    void aStreamHasNoPlaceForOne() throws IOException {
        byte[] bytes = Files.readAllBytes(capture);
        try (Capture stream = Capture.open(new ByteArrayInputStream(bytes), "pipe", CaptureOptions.DEFAULT)) {
            assertThatThrownBy(stream::saveIndex)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("stream");
        }
    }

    @Test
    void damageOfTheCaptureIsRemembered() throws IOException {
        byte[] bytes = Files.readAllBytes(capture);
        Files.write(capture, Arrays.copyOf(bytes, bytes.length / 2));
        save();

        try (Capture opened = Capture.open(capture)) {
            assertThat(opened.query().count()).isPositive();
            assertThat(opened.isIndexFromFile()).isTrue();
            assertThat(opened.indexWarnings())
                    .anyMatch(warning -> warning.kind().isDamage());
        }
    }
}
