package io.scapula.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.Capture;
import io.scapula.captures.Captures;
import io.scapula.cli.CommandRun;
import io.scapula.format.CaptureCopy;
import io.scapula.format.CaptureReader;
import io.scapula.format.CaptureWriter;
import io.scapula.format.EventCursor;
import io.scapula.format.WriteOptions;
import io.scapula.format.block.MachineInfo;
import io.scapula.format.block.ProcessEntry;
import io.scapula.format.block.ProcessList;
import io.scapula.format.block.SectionHeader;
import io.scapula.format.event.ParameterSpec;
import io.scapula.format.event.ParameterType;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Plants secrets, converts with {@code --redact}, and looks whether anything is left of them, and everything else is. */
class RedactedCapturesTest {
    private static final int SECRETS = 100;
    private static final long SEED = 20_261_130;
    private static final List<String> HOSTS = List.of("ssh-session.scap.gz", "net-exit-only.scap.gz");
    /** On what redaction does not touch. */
    private static final List<String> FILTERS = List.of(
            "evt.type = openat",
            "evt.type in (read, write) and evt.failed = false",
            "evt.rawres < 0",
            "fd.num = 3",
            "fd.type = file",
            "proc.pid > 20000 and evt.dir = <",
            "proc.name = bash",
            "container.id != host",
            "evt.buflen > 100",
            "user.uid = 0 and evt.cpu = 0",
            "evt.is_io_read = true",
            "thread.tid = 4000001",
            "evt.latency > 1000000");

    @TempDir
    Path folder;

    @Test
    void leavesNothingOfAHundredSecrets() throws IOException {
        Path planted = folder.resolve("planted.scap");
        List<String> forbidden;
        try (CaptureWriter writer = CaptureWriter.create(planted, WriteOptions.DEFAULT)) {
            PlantedSecrets secrets = new PlantedSecrets(writer, SECRETS, SEED);
            secrets.section(new SectionHeader(ByteOrder.LITTLE_ENDIAN, 1, 2, -1, List.of()));
            secrets.metadata(new MachineInfo(1, 1L << 30, 0, "host", 0, 0));
            secrets.metadata(new ProcessList(9, List.of(model())));
            secrets.end();
            writer.commit();
            forbidden = secrets.forbidden();
        }

        Path redacted = redact(planted);

        assertThat(left(planted, forbidden)).hasSizeGreaterThan(SECRETS);
        assertThat(left(redacted, forbidden)).isEmpty();
        assertSameShape(planted, redacted);
    }

    private static ProcessEntry model() throws IOException {
        List<ProcessEntry> entries = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(Captures.find("net-exit-only.scap.gz"))) {
            reader.events(block -> {
                        if (block instanceof ProcessList list) {
                            entries.addAll(list.entries());
                        }
                    })
                    .advance();
        }
        return entries.get(0);
    }

    @TestFactory
    Stream<DynamicTest> leavesNothingOfAHundredSecretsInARecording() {
        return Captures.each(() -> HOSTS.stream().map(Captures::find).toList(), capture -> {
            Path planted =
                    folder.resolve("planted-" + capture.getFileName().toString().replace(".gz", ""));
            List<String> forbidden;
            try (CaptureReader reader = CaptureReader.open(capture);
                    CaptureWriter writer = CaptureWriter.create(planted, WriteOptions.DEFAULT)) {
                PlantedSecrets secrets = new PlantedSecrets(writer, SECRETS, SEED);
                CaptureCopy.copy(reader, secrets, (read, total) -> {});
                writer.commit();
                forbidden = secrets.forbidden();
            }

            Path redacted = redact(planted);

            assertThat(left(planted, forbidden)).hasSizeGreaterThan(SECRETS);
            assertThat(left(redacted, forbidden)).isEmpty();
            assertSameShape(planted, redacted);
            for (String filter : FILTERS) {
                assertThat(selected(redacted, filter)).as(filter).isEqualTo(selected(planted, filter));
            }
        });
    }

    @Test
    void leavesNothingOfPasswordsThatWereTyped() throws IOException {
        Path redacted = redact(Captures.find("ssh-session.scap.gz"));

        assertThat(left(redacted, List.of("S3cret-pw", "wrongpass", "abc123"))).isEmpty();
        CommandRun typed = CommandRun.of(List.of("typed", redacted.toString(), "--show-hidden"));
        assertThat(typed.out())
                .doesNotContain("S3cret-pw")
                .doesNotContain("wrongpass")
                .doesNotContain("abc123")
                .contains("export TOKEN=R")
                .contains("vi notes.txt")
                .contains("sudo cat /etc/shadow");
    }

    @Test
    void writesTheSameTwiceAndAMapThatOnlyItsOwnerReads() throws IOException {
        Path capture = Captures.find("ssh-session.scap.gz");
        Path map = folder.resolve("map.jsonl");
        Path secondMap = folder.resolve("second.jsonl");

        Path first = redact(capture, "--redaction-map", map.toString());
        byte[] bytes = Files.readAllBytes(first);
        Path second = redact(capture, "--redaction-map", secondMap.toString());

        assertThat(Files.readAllBytes(second)).isEqualTo(bytes);
        assertThat(secondMap).hasSameBinaryContentAs(map);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(map)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(map))
                .contains("\"secret\":\"S3cret-pw\",\"kind\":\"typed-password\"")
                .contains("\"kind\":\"private-key\"");
    }

    private Path redact(Path capture, String... options) {
        Path redacted = folder.resolve("redacted.scap");
        List<String> arguments =
                new ArrayList<>(List.of("convert", capture.toString(), redacted.toString(), "--redact", "secrets"));
        arguments.addAll(Arrays.asList(options));
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.status()).as(run.err()).isZero();
        return redacted;
    }

    /** What of the texts a file holds. */
    private static List<String> left(Path capture, List<String> texts) throws IOException {
        String bytes = Files.readString(capture, StandardCharsets.ISO_8859_1);
        return texts.stream().filter(bytes::contains).toList();
    }

    private static List<Long> selected(Path capture, String filter) throws IOException {
        List<Long> numbers = new ArrayList<>();
        try (Capture opened = Capture.open(capture)) {
            opened.events(filter).forEach(event -> numbers.add(event.number()));
        }
        return numbers;
    }

    /** The same events at the same times with the same lengths, and the same numbers in them. */
    private static void assertSameShape(Path one, Path other) throws IOException {
        assertThat(Files.size(other)).isEqualTo(Files.size(one));
        try (CaptureReader first = CaptureReader.open(one);
                CaptureReader second = CaptureReader.open(other)) {
            EventCursor expected = first.events();
            EventCursor actual = second.events();
            while (expected.advance()) {
                assertThat(actual.advance()).isTrue();
                if (!shape(actual).equals(shape(expected))) {
                    assertThat(shape(actual)).isEqualTo(shape(expected));
                }
            }
            assertThat(actual.advance()).isFalse();
        }
    }

    private static String shape(EventCursor event) {
        StringBuilder shape = new StringBuilder();
        shape.append(event.number()).append(' ').append(event.typeCode()).append(' ');
        shape.append(event.timestampNanos())
                .append(' ')
                .append(event.tid())
                .append(' ')
                .append(event.cpu());
        for (int index = 0; index < event.parameterCount(); index++) {
            shape.append(' ').append(event.parameterLength(index));
            if (isNumber(event, index)) {
                shape.append('=').append(event.rawInteger(index, true));
            }
        }
        return shape.toString();
    }

    private static boolean isNumber(EventCursor event, int index) {
        List<ParameterSpec> parameters =
                event.type() == null ? List.of() : event.type().parameters();
        return index < parameters.size()
                && parameters.get(index).type().isInteger()
                && parameters.get(index).type() != ParameterType.BOOL;
    }
}
