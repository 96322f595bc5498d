package io.scapula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.EventBytes;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands say of damage, and where they stop. */
class DamageTest {
    @TempDir
    private Path directory;

    /** Three programs are started; the fork and the execve of the second one are zeroed. */
    private Path damaged() throws IOException {
        Workload workload =
                Workload.start().running(Task.process(10)).fork(10, 20).exec(20, "/bin/one");
        int start = workload.capture().size();
        workload.fork(10, 30).exec(30, "/bin/two");
        int end = workload.capture().size();
        byte[] bytes = workload.fork(10, 40).exec(40, "/bin/three").toByteArray();
        Arrays.fill(bytes, start, end, (byte) 0);
        return Files.write(directory.resolve("damaged.scap"), bytes);
    }

    @Test
    void whatComesBehindDamageIsReadAndMarked() throws IOException {
        Path capture = damaged();

        Cli run = Cli.run("commands", capture, "--columns", "proc.cmdline", "--format", "csv");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.outLines()).containsExactly("proc.cmdline", "one", "three");
        assertThat(run.errLines())
                .anyMatch(line -> line.contains("bytes are lost, and reading went on at byte"))
                .anyMatch(line -> line.contains("1 of 2 rows rest on events after a loss, where the state is a guess"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"commands", "events", "info"})
    void strictStopsAtTheFirstDamage(String command) throws IOException {
        Path capture = damaged();

        Cli run = Cli.run(command, capture, "--strict");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).doesNotContain("three");
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .startsWith("scapula: warning: " + capture + ": block ")
                .endsWith("blocks before it are intact");
    }

    @Test
    void strictAnswersFromWhatComesBefore() throws IOException {
        Cli run = Cli.run("commands", damaged(), "--strict", "--columns", "proc.cmdline", "--format", "csv");

        assertThat(run.outLines()).containsExactly("proc.cmdline", "one");
    }

    @Test
    void strictIsNothingToASoundCapture() throws IOException {
        Path sound = Files.write(
                directory.resolve("sound.scap"),
                Workload.start().running(Task.process(10)).exec(10, "/bin/ls").toByteArray());

        assertThat(Cli.run("events", sound, "--strict")).isEqualTo(Cli.run("events", sound));
    }

    @Test
    void sqlTakesStrictToo() throws IOException {
        Path capture = damaged();
        String count = "SELECT count(*) AS n FROM events";

        assertThat(Cli.run("sql", capture, count, "--strict", "--format", "csv").outLines())
                .isNotEqualTo(Cli.run("sql", capture, count, "--format", "csv").outLines());
    }

    @Test
    void eventsSayFromWhereOnTheStateIsAGuess() throws IOException {
        Path capture = damaged();

        Cli run = Cli.run("events", capture);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("three");
        assertThat(run.errLines())
                .anyMatch(line -> line.matches("scapula: warning: " + capture
                        + ": after event \\d+ the state of processes and descriptors is a guess; about \\d+ events are"
                        + " missing in 1 places, which 'scapula info --blind-spots' lists"));
    }

    @Test
    void blindSpotsAreListed() throws IOException {
        Cli run = Cli.run("info", damaged(), "--blind-spots", "--format", "jsonl");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.outLines())
                .singleElement()
                .asString()
                .startsWith("{\"kind\":\"blocks\",\"from\":\"2023-11-14T22:13:20.")
                .contains("\"state_guessed\":true")
                .contains("\"cause\":\"block length 0 is shorter than the 12 bytes");
    }

    @Test
    void blindSpotsAreListedInEveryFormat() throws IOException {
        Path capture = damaged();
        Path file = directory.resolve("spots.arrow");

        assertThat(Cli.run("info", capture, "--blind-spots").out()).contains("kind", "blocks");
        assertThat(Cli.run("info", capture, "--blind-spots", "--format", "csv").outLines())
                .hasSize(2)
                .first()
                .isEqualTo("kind,from,to,after_event,before_event,from_byte,to_byte,bytes,events,count,state_guessed,"
                        + "cause");
        assertThat(Cli.run("info", capture, "--blind-spots", "--format", "arrow", "-o", file)
                        .status())
                .isEqualTo(1);
        assertThat(file).isNotEmptyFile();
    }

    @Test
    void whatWasNeverRecordedIsNoDamage() throws IOException {
        Path capture = Files.write(
                directory.resolve("cut.scap"),
                Workload.start()
                        .running(Task.process(10))
                        .event(EventBytes.of("SYSCALL_READ_X").thread(10).values(100, "root"))
                        .toByteArray());

        Cli spots = Cli.run("info", capture, "--blind-spots", "--format", "csv");
        Cli facts = Cli.run("info", capture, "--format", "csv");

        assertThat(spots.status()).isZero();
        assertThat(spots.err()).isEmpty();
        assertThat(spots.outLines()).hasSize(2).last().asString().startsWith("cut_buffers,");
        assertThat(facts.outLines()).contains("blind_spots,1", "cut_buffers,1", "cut_bytes,95");
    }
}
