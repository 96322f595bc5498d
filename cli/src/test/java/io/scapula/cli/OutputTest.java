package io.scapula.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where results go, and in what form. */
class OutputTest {
    @TempDir
    private Path directory;

    private Path capture;

    @BeforeEach
    void writeCapture() throws IOException {
        Workload workload = Workload.start()
                .running(Task.process(10).command("/bin/bash"))
                .fork(10, 20)
                .exec(20, "/bin/ls", "-l", "a,b")
                .exit(20, 2);
        capture = Files.write(directory.resolve("a.scap"), workload.toByteArray());
    }

    @Test
    void textIsATableForPeople() {
        Cli run = Cli.run("commands", capture, "--columns", "time,proc.pid,exit_code,duration_ns,proc.cmdline");

        assertThat(run.outLines())
                .containsExactly(
                        "time                     proc.pid  exit_code  duration_ns  proc.cmdline",
                        "2023-11-14 22:13:20.002        20          2          1ms  ls -l a,b");
    }

    @Test
    void textShowsTheColumnsThatPeopleReadFirst() {
        String header = Cli.run("commands", capture).outLines().get(0);

        assertThat(header.split(" +"))
                .containsExactly(
                        "time", "container.name", "user.name", "proc.pid", "exit_code", "duration_ns", "proc.cmdline");
    }

    @Test
    void wideTextShowsEverything() {
        Cli run = Cli.run("commands", capture, "--wide");

        assertThat(run.outLines().get(0)).contains("evt.num").contains("proc.exepath");
        assertThat(run.outLines().get(1)).contains("2023-11-14 22:13:20.002000000");
    }

    @Test
    void csvHasAHeaderAndQuotes() {
        Cli run = Cli.run("commands", capture, "--format", "csv", "--columns", "time,exit_code,signal,proc.cmdline");

        assertThat(run.outLines())
                .containsExactly(
                        "time,exit_code,signal,proc.cmdline", "2023-11-14T22:13:20.002000000Z,2,,\"ls -l a,b\"");
    }

    @Test
    void jsonHasOneObjectALine() {
        Cli run = Cli.run("commands", capture, "--format", "jsonl", "--columns", "time,exit_code,signal,proc.cmdline");

        assertThat(run.outLines())
                .containsExactly("{\"time\":\"2023-11-14T22:13:20.002000000Z\",\"exit_code\":2,\"signal\":null,"
                        + "\"proc.cmdline\":\"ls -l a,b\"}");
    }

    @Test
    void aFormatMayBeWrittenInCapitals() {
        assertThat(Cli.run("commands", capture, "--format", "JSONL").out()).startsWith("{");
    }

    @Test
    void columnsComeInTheOrderAskedFor() {
        Cli run = Cli.run("commands", capture, "--format=csv", "--columns=exit_code, proc.pid");

        assertThat(run.outLines()).containsExactly("exit_code,proc.pid", "2,20");
    }

    @Test
    void theTimeZoneIsThatOfTexts() {
        Cli text = Cli.run("commands", capture, "--tz", "Europe/Berlin", "--columns", "time");
        Cli csv = Cli.run("commands", capture, "--tz", "Europe/Berlin", "--columns", "time", "--format", "csv");

        assertThat(text.outLines()).contains("2023-11-14 23:13:20.002");
        assertThat(csv.outLines()).contains("2023-11-14T22:13:20.002000000Z");
    }

    @Test
    void aFileTakesTheOutput() throws IOException {
        Path file = directory.resolve("out.csv");

        Cli run = Cli.run("commands", capture, "--format", "csv", "--columns", "proc.pid", "-o", file);

        assertThat(run).isEqualTo(new Cli(0, "", ""));
        assertThat(Files.readAllLines(file)).containsExactly("proc.pid", "20");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pods", "info"})
    void theCaptureItselfIsNoOutput(String command) throws IOException {
        byte[] before = Files.readAllBytes(capture);

        Cli run = Cli.run(command, capture, "-o", capture);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines().get(0))
                .isEqualTo("scapula: -o names the capture itself, " + capture
                        + ", which would be lost; choose another file");
        assertThat(Files.readAllBytes(capture)).isEqualTo(before);
    }

    @Test
    void aLinkToTheCaptureIsNoOutputEither() throws IOException {
        Path symbolic = Files.createSymbolicLink(directory.resolve("symbolic"), capture);
        Path hard = Files.createLink(directory.resolve("hard"), capture);

        assertThat(Cli.run("pods", capture, "-o", symbolic).status()).isEqualTo(2);
        assertThat(Cli.run("pods", capture, "-o", hard).status()).isEqualTo(2);
    }

    @Test
    void anOutputThatCannotBeOpenedIsAWrongRequest() {
        Path nowhere = directory.resolve("no/such/file");

        Cli run = Cli.run("pods", capture, "-o", nowhere);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines()).containsExactly("scapula: cannot write to " + nowhere + ": no such directory");
    }

    @Test
    void aFullDiskIsNotThoughtToBeTheCaptures() {
        assumeThat(Path.of("/dev/full")).exists();

        Cli run = Cli.run("commands", capture, "-o", "/dev/full");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines()).containsExactly("scapula: cannot write to /dev/full: No space left on device");
    }

    @ParameterizedTest
    @ValueSource(strings = {"commands", "info", "analyzers"})
    void aReaderThatHasSeenEnoughEndsItQuietly(String command) {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        Object[] arguments = command.equals("analyzers") ? new Object[] {command} : new Object[] {command, capture};

        Cli run = Cli.runInto(broken, InputStream.nullInputStream(), arguments);

        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
    }

    @Test
    void controlCharactersOfACommandLineAreEscapedInText() throws IOException {
        Workload workload = Workload.start()
                .running(Task.process(10))
                .exec(10, "/bin/sh", "-c", "\033[2J\033]0;owned\007\nrm\t\u202Etxt");
        Path hostile = Files.write(directory.resolve("hostile.scap"), workload.toByteArray());

        Cli text = Cli.run("commands", hostile, "--columns", "proc.cmdline");
        Cli json = Cli.run("commands", hostile, "--columns", "proc.cmdline", "--format", "jsonl");

        assertThat(text.outLines()).hasSize(2);
        assertThat(text.out().replace("\n", "").codePoints())
                .noneMatch(point -> Character.isISOControl(point) || point == 0x202E);
        assertThat(json.outLines()).hasSize(1);
        assertThat(json.out()).containsIgnoringCase("\\u001b[2J");
    }

    @Test
    void aHostileFileNameIsEscapedInMessages() throws IOException {
        Path hostile = Files.write(directory.resolve("a\033[2J\nb.scap"), new byte[0]);

        Cli run = Cli.run("pods", hostile);

        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err()).doesNotContain("\033");
    }

    @Test
    void notesGoToThePersonAndNotIntoTheData() throws IOException {
        Workload workload = Workload.start()
                .running(Task.process(10).command("/bin/web").inContainer("/docker/" + "ab".repeat(32), 1));
        Path undescribed = Files.write(directory.resolve("undescribed.scap"), workload.toByteArray());

        Cli run = Cli.run("pods", undescribed, "--format", "csv", "--columns", "container.id");

        assertThat(run.outLines()).containsExactly("container.id", "abababababab");
        assertThat(run.errLines()).singleElement().asString().contains("holds no container metadata");
    }
}
