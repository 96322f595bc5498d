package io.scapula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.architecture.Reactor;
import io.scapula.captures.Captures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Two runs give the same bytes, and captures stay what they were. */
class CustodyTest {
    private static final List<String> FORMATS = List.of("text", "csv", "jsonl", "arrow", "parquet");
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-02-02T02:02:02.020202Z"));
    private static final String GROUPED = "SELECT fd_name, count(*), avg(evt_latency) FROM events GROUP BY ALL";
    private static final String SAMPLED = "SELECT evt_num, proc_name FROM events USING SAMPLE 50";

    @TempDir
    private Path directory;

    /** Every command that reads a capture, each in another format; {@code turn} shifts them. */
    private static List<List<String>> commands(String capture, int turn) {
        List<List<String>> tables = List.of(
                List.of("info", capture),
                List.of("commands", capture),
                List.of("pods", capture),
                List.of("sessions", capture),
                List.of("typed", capture),
                List.of("sql", capture, GROUPED),
                List.of("sql", capture, SAMPLED),
                List.of("events", capture, "evt.failed=true"));
        List<List<String>> commands = new ArrayList<>();
        for (int index = 0; index < tables.size(); index++) {
            List<String> command = new ArrayList<>(tables.get(index));
            command.addAll(List.of("--format", FORMATS.get((index + turn) % FORMATS.size())));
            commands.add(command);
        }
        commands.add(List.of("events", capture, "-S", "evt.type=execve"));
        commands.add(List.of("commands", capture, "--as-shell-history"));
        commands.add(List.of("replay", capture));
        return commands;
    }

    private CommandRun recorded(List<String> command, Path manifest) {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("--manifest", manifest.toString()));
        return CommandRun.of(words);
    }

    private void sameTwice(List<String> command) {
        Path first = directory.resolve("first.json");
        Path second = directory.resolve("second.json");

        CommandRun run = recorded(command, first);
        CommandRun again = recorded(command, second);

        assertThat(run.status()).as("%s: %s", command, run.err()).isZero();
        assertThat(again).as("%s", command).isEqualTo(run);
        assertThat(second).as("%s", command).hasSameBinaryContentAs(first);
    }

    /** Each capture with some of the commands, so that all of them have their turn. */
    @TestFactory
    Stream<DynamicTest> twoRunsGiveTheSameBytes() {
        List<Path> captures = Captures.bundled();
        return captures.stream().map(capture -> {
            int turn = captures.indexOf(capture);
            List<List<String>> commands = commands(capture.toString(), turn);
            Collections.rotate(commands, -3 * turn);
            return DynamicTest.dynamicTest(
                    capture.getFileName().toString(),
                    () -> commands.subList(0, 3).forEach(this::sameTwice));
        });
    }

    @TestFactory
    Stream<DynamicTest> twoRunsGiveTheSameBytesInEveryFormat() {
        String capture = Captures.find("attack.scap.gz").toString();
        return Stream.of("info", "pods", "sessions", "fields")
                .map(command -> DynamicTest.dynamicTest(command, () -> {
                    for (String format : FORMATS) {
                        boolean isAboutCapture = !List.of("fields", "analyzers").contains(command);
                        sameTwice(
                                isAboutCapture
                                        ? List.of(command, capture, "--format", format)
                                        : List.of(command, "--format", format));
                    }
                }));
    }

    @Test
    void twoRunsWriteTheSameFiles() throws IOException {
        String capture = Captures.find("attack.scap.gz").toString();
        for (List<String> command : List.of(
                List.of("replay", capture, "--session", "1"),
                List.of("events", capture, "--format", "parquet"),
                List.of("events", capture, "--format", "arrow"))) {
            Path first = directory.resolve("first");
            Path second = directory.resolve("second");

            CommandRun.of(Stream.concat(command.stream(), Stream.of("-o", first.toString()))
                    .toList());
            CommandRun.of(Stream.concat(command.stream(), Stream.of("-o", second.toString()))
                    .toList());

            assertThat(first).as("%s", command).isNotEmptyFile().hasSameBinaryContentAs(second);
        }
    }

    @Test
    void programsThatStartAnewGiveTheSameBytes() throws Exception {
        String capture = Captures.find("attack.scap.gz").toString();
        for (List<String> command : List.of(
                List.of("sessions", capture, "--format", "jsonl"),
                List.of("sql", capture, GROUPED, "--format", "csv"),
                List.of("pods", capture, "--format", "parquet"))) {
            for (String run : List.of("first", "second")) {
                List<String> words = new ArrayList<>(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        Reactor.directory("cli/target/scapula.jar").toString()));
                words.addAll(command);
                words.addAll(
                        List.of("--manifest", directory.resolve(run + ".json").toString()));
                int status = new ProcessBuilder(words)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .redirectOutput(directory.resolve(run).toFile())
                        .start()
                        .waitFor();
                assertThat(status).as("%s", command).isZero();
            }

            assertThat(directory.resolve("first"))
                    .as("%s", command)
                    .isNotEmptyFile()
                    .hasSameBinaryContentAs(directory.resolve("second"));
            assertThat(directory.resolve("first.json")).hasSameBinaryContentAs(directory.resolve("second.json"));
        }
    }

    @Test
    void everyCommandIsTheSameWhenItIsRunAgain() {
        String capture = Captures.find("attack.scap.gz").toString();
        Path manifest = directory.resolve("m.json");
        for (List<String> command : commands(capture, 1)) {
            recorded(command, manifest);

            CommandRun again = CommandRun.of(List.of("verify", manifest.toString(), "--again", "--format", "csv"));

            assertThat(again.status()).as("%s: %s", command, again.out()).isZero();
            assertThat(again.out()).contains("exit_status_again,").contains("output_again,standard output,same");
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    @Test
    void capturesAreNeverChanged() throws IOException {
        Path original = Captures.find("attack.scap.gz");
        Path capture = Files.copy(original, directory.resolve("evidence.scap.gz"));
        Files.setLastModifiedTime(capture, LONG_AGO);
        Files.setPosixFilePermissions(capture, PosixFilePermissions.fromString("r--r--r--"));
        List<Path> before = files();

        for (List<String> command : commands(capture.toString(), 2)) {
            assertThat(CommandRun.of(command).status()).as("%s", command).isZero();

            assertThat(Files.getLastModifiedTime(capture)).as("%s", command).isEqualTo(LONG_AGO);
            assertThat(files()).as("%s", command).isEqualTo(before);
        }
        assertThat(CommandRun.of(List.of("index", capture.toString())).status()).isZero();

        assertThat(files()).containsExactly(capture, directory.resolve("evidence.scap.gz.index"));
        assertThat(Files.getLastModifiedTime(capture)).isEqualTo(LONG_AGO);
        assertThat(capture).hasSameBinaryContentAs(original);
    }
}
