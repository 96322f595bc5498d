package io.scapula.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.scapula.format.testing.BundledCaptures;
import io.scapula.format.testing.CompressedBytes;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Captures from pipes, and results into pipes. */
@Timeout(60)
class StandardInputTest {
    @TempDir
    private Path directory;

    private static byte[] capture() {
        return Workload.start()
                .running(Task.process(10))
                .fork(10, 20)
                .exec(20, "/bin/ls")
                .toByteArray();
    }

    @Test
    void aDashIsStandardInput() {
        Cli run = Cli.runWithInput(capture(), "commands", "-", "--columns", "proc.cmdline", "--format", "csv");

        assertThat(run).isEqualTo(new Cli(0, "proc.cmdline\r\nls\r\n".replace("\r", ""), ""));
    }

    @Test
    void standardInputMayBeCompressed() {
        for (byte[] compressed : List.of(CompressedBytes.gzip(capture()), CompressedBytes.zstd(capture()))) {
            Cli run = Cli.runWithInput(compressed, "commands", "-", "--columns", "proc.cmdline", "--format", "csv");

            assertThat(run.outLines()).containsExactly("proc.cmdline", "ls");
        }
    }

    @Test
    void standardInputThatIsEmptyCannotBeRead() {
        Cli run = Cli.runWithInput(new byte[0], "pods", "-");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.errLines())
                .containsExactly(
                        "scapula: standard input: empty, 0 bytes: nothing was recorded, or copying it failed; see whether the original is larger");
    }

    @Test
    void standardInputThatIsCutIsDamaged() {
        byte[] whole = capture();

        Cli run = Cli.runWithInput(java.util.Arrays.copyOf(whole, whole.length - 5), "pods", "-");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errLines()).singleElement().asString().startsWith("scapula: warning: standard input: block ");
    }

    private static ProcessBuilder command(String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.scapula.cli.Main"));
        words.addAll(List.of(arguments));
        return new ProcessBuilder(words);
    }

    @Test
    void aPipeThatIsClosedEndsTheRealCommandQuietly() throws IOException, InterruptedException {
        Path errors = directory.resolve("errors");
        Process process = command(
                        "commands", BundledCaptures.path("short-lived.scap.gz").toString(), "--format", "jsonl")
                .redirectError(errors.toFile())
                .start();

        String first;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8), 100)) {
            first = out.readLine();
        }

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(first).startsWith("{\"evt.num\":");
        assertThat(process.exitValue()).isZero();
        assertThat(Files.readString(errors)).isEmpty();
    }

    @Test
    void theFileThatStandardInputIsReadFromIsNoOutput() throws IOException, InterruptedException {
        assumeThat(Path.of("/dev/stdin")).exists();
        Path file = Files.write(directory.resolve("evidence.scap"), capture());

        Process process = command("pods", "-", "-o", file.toString())
                .redirectInput(file.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(said).contains("-o names the capture itself");
        assertThat(Files.readAllBytes(file)).isEqualTo(capture());
    }
}
