package io.scapula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.EventBytes;
import io.scapula.format.testing.ProcessBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedactionArgumentsTest {
    private static final String SECRET = "hunter2x";

    @TempDir
    Path folder;

    private byte[] bytes = {};
    private Path capture = Path.of("");
    private Path output = Path.of("");

    @BeforeEach
    void writeCapture() throws IOException {
        byte[] data = ("see " + SECRET).getBytes(StandardCharsets.ISO_8859_1);
        bytes = CaptureBytes.section()
                .processes(9, ProcessBytes.of(7).comm("sh").env("DB_PASSWORD=" + SECRET))
                .event(EventBytes.of("SYSCALL_WRITE_X").thread(7).values(data.length, data, 1, data.length))
                .toByteArray();
        capture = folder.resolve("capture.scap");
        output = folder.resolve("out.scap");
        Files.write(capture, bytes);
    }

    @Test
    void saysHowManySecretsOfWhichKindWereReplaced() throws IOException {
        Cli run = Cli.run("convert", capture, output, "--redact", "secrets");

        assertThat(run.status()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(output + ": different secrets that were replaced: 1 password");
        assertThat(Files.readString(output, StandardCharsets.ISO_8859_1))
                .doesNotContain(SECRET)
                .contains("see REDACT1x");
    }

    @Test
    void readsStandardInputAndWritesStandardOutput() {
        Cli run = Cli.runWithInput(bytes, "convert", "-", "-", "--redact", "secrets+io");

        assertThat(run.status()).isZero();
        assertThat(run.out()).doesNotContain(SECRET).contains("xxxxxxxxxxxx");
    }

    @Test
    void writesAMapAndWarnsOfIt() throws IOException {
        Path map = folder.resolve("map.jsonl");

        Cli run = Cli.run("convert", capture, output, "--redact", "secrets", "--redaction-map", map);

        assertThat(run.err()).contains(map + " tells the secrets themselves");
        assertThat(Files.readString(map))
                .isEqualTo("{\"token\":\"REDACT1x\",\"secret\":\"" + SECRET
                        + "\",\"kind\":\"password\",\"count\":2,\"first_event\":0,\"everywhere\":true}\n");
    }

    @Test
    void refusesOptionsThatNeedAnother() {
        Cli run = Cli.run("convert", capture, output, "--redact-names");

        assertThat(run.status()).isEqualTo(ExitStatusCode.WRONG_REQUEST);
        assertThat(run.err()).contains("go with --redact");
        assertThat(output).doesNotExist();
    }

    @Test
    void refusesAnUnknownProfileAndAPatternThatIsNone() throws IOException {
        Path patterns = folder.resolve("patterns");
        Files.writeString(patterns, "fine\nregex:(\n");

        Cli unknown = Cli.run("convert", capture, output, "--redact", "all");
        Cli broken = Cli.run("convert", capture, output, "--redact", "secrets", "--redact-patterns", patterns);

        assertThat(unknown.status()).isEqualTo(ExitStatusCode.WRONG_REQUEST);
        assertThat(unknown.err()).contains("expected secrets or secrets+io");
        assertThat(broken.status()).isEqualTo(ExitStatusCode.WRONG_REQUEST);
        assertThat(broken.err()).contains("line 2");
    }

    @Test
    void refusesAMapOverTheCapture() throws IOException {
        Cli run = Cli.run("convert", capture, output, "--redact", "secrets", "--redaction-map", capture);

        assertThat(run.status()).isEqualTo(ExitStatusCode.WRONG_REQUEST);
        assertThat(Files.readAllBytes(capture)).isEqualTo(bytes);
    }
}
