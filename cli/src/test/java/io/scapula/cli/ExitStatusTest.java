package io.scapula.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exit status and the message of whatever can go wrong: what, where, and what to do. */
class ExitStatusTest {
    @TempDir
    private Path directory;

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes);
    }

    private static Workload workload() {
        return Workload.start().running(Task.process(10)).fork(10, 20).exec(20, "/bin/ls");
    }

    private Path sound() throws IOException {
        return file("sound.scap", workload().toByteArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"info", "events", "pods", "commands"})
    void aSoundCaptureIsDone(String command) throws IOException {
        Cli run = Cli.run(command, sound());

        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"info", "events", "pods", "commands"})
    void aTruncatedCaptureIsDamaged(String command) throws IOException {
        Workload workload = workload();
        int whole = workload.capture().size();
        Path cut = file("cut.scap", workload.exit(20, 0).capture().truncateAt(whole + 21));

        Cli run = Cli.run(command, cut);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .startsWith("scapula: warning: " + cut + ": block 7 at byte " + whole + ": ")
                .contains("ends after 21");
        assertThat(run.out()).isNotEmpty();
    }

    @Test
    void whatLiesBeforeTheDamageIsTold() throws IOException {
        Workload workload = workload();
        int whole = workload.capture().size();
        Path cut = file("cut.scap", workload.exit(20, 0).capture().truncateAt(whole + 21));

        Cli run = Cli.run("commands", cut, "--columns", "proc.cmdline,ended", "--format", "csv");

        assertThat(run.outLines()).containsExactly("proc.cmdline,ended", "ls,running");
    }

    @Test
    void anEmptyFileCannotBeRead() throws IOException {
        Path empty = file("empty.scap", new byte[0]);

        Cli run = Cli.run("pods", empty);

        assertThat(run)
                .isEqualTo(new Cli(
                        3,
                        "",
                        "scapula: " + empty
                                + ": empty, 0 bytes: nothing was recorded, or copying it failed; see whether the original is larger"
                                + System.lineSeparator()));
    }

    @Test
    void aTextIsNoCapture() throws IOException {
        Path text = file("text.scap", "hello, this is a text and no capture".getBytes());

        Cli run = Cli.run("info", text);

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.errLines())
                .containsExactly("scapula: " + text + ": not a capture: it starts with the bytes 68 65 6c 6c where a"
                        + " scap section header (0a 0d 0d 0a) was expected");
    }

    @Test
    void aMissingFileCannotBeRead() {
        Path missing = directory.resolve("missing.scap");

        Cli run = Cli.run("pods", missing);

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.errLines()).containsExactly("scapula: " + missing + ": no such file");
    }

    @Test
    void aDirectoryCannotBeRead() {
        Cli run = Cli.run("pods", directory);

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.errLines()).containsExactly("scapula: " + directory + ": a directory, not a capture");
    }

    @Test
    void aFileWithoutPermissionCannotBeRead() throws IOException {
        Path secret = sound();
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(secret))
                .as("whether root can read everything")
                .isFalse();

        Cli run = Cli.run("pods", secret);

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.errLines()).containsExactly("scapula: " + secret + ": permission denied");
    }

    @Test
    void aFileThatFailsToReadIsNamed() {
        Path unreadable = Path.of("/proc/self/mem");
        assumeThat(unreadable).exists();

        Cli run = Cli.run("pods", unreadable);

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.errLines()).singleElement().asString().startsWith("scapula: /proc/self/mem: ");
    }

    @Test
    void noCommandIsAWrongRequest() {
        Cli run = Cli.run();

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("Usage: scapula").contains("pods");
    }

    @Test
    void anUnknownCommandIsAWrongRequest() {
        Cli run = Cli.run("frobnicate", "x.scap");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines())
                .containsExactly(
                        "scapula: there is no command 'frobnicate'; the commands are info, events, sql, index, convert,"
                                + " merge, replay, analyzers, fields, verify, commands, failing, pods, sessions, typed",
                        "scapula: try 'scapula --help'");
    }

    @Test
    void aCommandWithATypingErrorIsGuessed() {
        assertThat(Cli.run("pod", "x.scap").errLines())
                .startsWith("scapula: there is no command 'pod'; did you mean pods?");
    }

    @Test
    void aCaptureMustBeNamed() {
        Cli run = Cli.run("pods");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines())
                .containsExactly(
                        "scapula: Missing required parameter: 'CAPTURE'", "scapula: try 'scapula pods --help'");
    }

    @Test
    void twoCapturesAreOneTooMany() throws IOException {
        Cli run = Cli.run("pods", sound(), "other.scap");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines()).startsWith("scapula: 'other.scap' is one argument too many; pods takes one capture");
    }

    @Test
    void anUnknownOptionIsAWrongRequest() throws IOException {
        Cli run = Cli.run("pods", sound(), "--bogus");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines())
                .containsExactly("scapula: there is no option --bogus", "scapula: try 'scapula pods --help'");
    }

    @Test
    void anUnknownColumnIsAWrongRequest() throws IOException {
        Cli run = Cli.run("pods", sound(), "--columns", "container.id,nonsense");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines().get(0))
                .startsWith("scapula: --columns: table pods has no column nonsense; it has k8s.ns.name, ");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",container.id", "container.id, ,start"})
    void aColumnWithoutANameIsAWrongRequest(String columns) throws IOException {
        Cli run = Cli.run("pods", sound(), "--columns=" + columns);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines().get(0)).startsWith("scapula: --columns needs names between its commas, such as");
    }

    @Test
    void anUnknownTimeZoneIsAWrongRequest() throws IOException {
        Cli run = Cli.run("pods", sound(), "--tz", "Mars/Olympus");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines().get(0))
                .isEqualTo("scapula: Invalid value for option '--tz': there is no time zone 'Mars/Olympus'; give one"
                        + " such as UTC, Europe/Berlin or +02:00");
    }

    @Test
    void anUnknownFormatIsAWrongRequest() throws IOException {
        Cli run = Cli.run("pods", sound(), "--format", "xml");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines().get(0))
                .contains("--format")
                .contains("text, csv, jsonl")
                .contains("'xml'");
    }

    @Test
    void aSwitchTakesNoArgumentFromBehindIt() throws IOException {
        Path capture = file(
                "two.scap",
                Workload.start()
                        .running(Task.process(10))
                        .fork(10, 20)
                        .exec(20, "/bin/one")
                        .fork(10, 30)
                        .exec(30, "/bin/two")
                        .toByteArray());
        String filter = "proc.name = two";

        assertThat(Cli.run("commands", capture, "--pipelines", filter).outLines())
                .hasSize(2)
                .isEqualTo(Cli.run("commands", capture, filter, "--pipelines").outLines())
                .isEqualTo(Cli.run("commands", "--pipelines", capture, filter).outLines());
    }

    @Test
    void aValueForASwitchIsAWrongRequest() throws IOException {
        assertThat(Cli.run("pods", sound(), "--sandboxes=perhaps").status()).isEqualTo(2);
    }

    @Test
    void aQuestionThatMakesNoSenseIsDoneAndSaidToBe() throws IOException {
        Path still =
                file("still.scap", Workload.start().running(Task.process(10)).toByteArray());

        Cli run = Cli.run("commands", still);

        assertThat(run.status()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines())
                .containsExactly("scapula: " + still
                        + ": commands is not applicable: the capture holds no clone or clone3 or execve or execveat or fork"
                        + " or vfork event");
    }

    @Test
    void aDefectIsNoFaultOfTheRequest() throws IOException {
        Cli run = Cli.run("failing", sound());

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.errLines())
                .startsWith(
                        "scapula: a defect of the analyzer failing (io.scapula.cli.FailingAnalyzer), not of the capture;"
                                + " please report what follows",
                        "scapula: java.lang.IllegalArgumentException: a defect")
                .allMatch(line -> line.startsWith("scapula: "));
    }
}
