package io.scapula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.CaptureBytes;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code scapula merge} says and refuses. */
@Timeout(60)
class MergeCommandTest {
    @TempDir
    private Path directory;

    private static Task shell() {
        return Task.process(10).command("/bin/bash");
    }

    private static Workload first() {
        return Workload.start().running(shell()).close(10, 3).close(10, 4);
    }

    private static Workload second() {
        return Workload.start().pause(5000).running(shell()).close(10, 5);
    }

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes);
    }

    private Path out() {
        return directory.resolve("out.scap");
    }

    @Test
    void makesOneCaptureOfTwo() throws IOException {
        Path one = file("one.scap", first().toByteArray());
        Path two = file("two.scap", second().toByteArray());

        Cli run = Cli.run("merge", two, one, "-o", out());

        assertThat(run.status()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(Cli.run("events", out(), "-p", "%proc.name %evt.rawarg.fd").outLines())
                .containsExactly("bash 3", "bash 4", "bash 5");
    }

    @Test
    void tellsOfTheTimeBetweenTwoFiles() throws IOException {
        Path one = file("one.scap", first().toByteArray());
        Path two = file("two.scap", second().toByteArray());

        Cli run = Cli.run("merge", one, two, "-o", out());

        assertThat(run.errLines())
                .containsExactly("scapula: nothing was recorded for 4.999s between " + one + " and " + two);
    }

    @Test
    void tellsThatALaterFileBeginsASection() throws IOException {
        Path one = file("one.scap", first().toByteArray());
        Path two = file(
                "two.scap",
                Workload.start()
                        .pause(10)
                        .running(shell().command("/bin/vi"))
                        .close(10, 5)
                        .toByteArray());

        Cli run = Cli.run("merge", one, two, "-o", out());

        assertThat(run.status()).isZero();
        assertThat(run.errLines())
                .containsExactly("scapula: processes came, went or changed without a record between " + one + " and "
                        + two + ": the later one begins a new section");
    }

    @Test
    void refusesToWriteOverACapture() throws IOException {
        Path one = file("one.scap", first().toByteArray());
        Path two = file("two.scap", second().toByteArray());

        Cli run = Cli.run("merge", one, two, "-o", two);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines()).first().asString().contains("captures are never changed");
        assertThat(Files.readAllBytes(two)).isEqualTo(second().toByteArray());
    }

    @Test
    void refusesCapturesOfDifferentMachines() throws IOException {
        Path one = file("one.scap", first().toByteArray());
        byte[] other = CaptureBytes.section().machine("other", 2).toByteArray();
        Path two = file("two.scap", concatenated(other, eventsOf(second())));

        Cli refused = Cli.run("merge", one, two, "-o", out());
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.errLines())
                .first()
                .isEqualTo(
                        "scapula: " + one + " and " + two
                                + " tell of different machines: host names other and node; --force puts them behind each other");
        assertThat(out()).doesNotExist();

        Cli forced = Cli.run("merge", "--force", one, two, "-o", out());
        assertThat(forced.status()).isZero();
        assertThat(Cli.run("info", out(), "--format", "jsonl").out()).contains("\"sections\"");
    }

    /** A capture without its section header and machine. */
    private static byte[] eventsOf(Workload workload) {
        byte[] whole = workload.toByteArray();
        int start = CaptureBytes.section().machine("node", 2).size();
        return java.util.Arrays.copyOfRange(whole, start, whole.length);
    }

    private static byte[] concatenated(byte[] one, byte[] two) {
        byte[] both = java.util.Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }

    @Test
    void writesWhatCanBeReadOfADamagedCapture() throws IOException {
        Workload damaged = first();
        Path one =
                file("one.scap", damaged.capture().truncateAt(damaged.capture().size() - 7));
        Path two = file("two.scap", second().toByteArray());

        Cli run = Cli.run("merge", one, two, "-o", out());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("warning: " + one);
        assertThat(Cli.run("events", out(), "-p", "%evt.rawarg.fd").outLines()).containsExactly("3", "5");
    }

    @Test
    void leavesOutWhatIsNoCapture() throws IOException {
        Path one = file("one.scap", first().toByteArray());
        Path two = file("two.scap", new byte[0]);

        Cli run = Cli.run("merge", one, two, "-o", out());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .startsWith("scapula: warning: " + two + ": empty, 0 bytes")
                .endsWith("; it was left out");
        assertThat(Cli.run("events", out(), "-p", "%evt.rawarg.fd").outLines()).containsExactly("3", "4");
    }

    @Test
    void whereNothingCanBeReadNothingIsWritten() throws IOException {
        Path one = file("one.scap", new byte[] {1, 2, 3, 4});

        Cli run = Cli.run("merge", one, "-o", out());

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains(one + ": not a capture");
        assertThat(out()).doesNotExist();
    }

    @Test
    void standardInputCannotBeReadTwice() throws IOException {
        Cli run = Cli.run("merge", file("one.scap", first().toByteArray()), "-", "-o", out());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errLines()).first().asString().contains("store standard input in a file");
    }

    @Test
    void compressesAsTheNameSays() throws IOException {
        Path one = file("one.scap", first().toByteArray());
        Path compressed = directory.resolve("out.scap.zst");

        Cli run = Cli.run("merge", one, "-o", compressed, "--profile", "sysdig-0.29.3");

        assertThat(run.status()).isZero();
        assertThat(Cli.run("info", compressed).out()).containsPattern("compression: +zstd");
    }
}
