package io.scapula.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scapula.format.testing.BundledCaptures;
import io.scapula.format.testing.EventBytes;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import io.scapula.testing.Workload.Shape;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The facts about a capture. */
@Timeout(60)
class InfoCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private static byte[] capture() {
        return Workload.inShape(Shape.PAIRS)
                .running(Task.process(10).command("/bin/bash"))
                .fork(10, 20)
                .exec(20, "/bin/ls")
                .exit(20, 0)
                .container("{\"id\":\"abababababab\",\"name\":\"web\"}")
                .container("nonsense")
                .event(EventBytes.of(9999).thread(10))
                .toByteArray();
    }

    private Path file() throws IOException {
        return Files.write(directory.resolve("a.scap"), capture());
    }

    private static JsonNode facts(Cli run) throws IOException {
        return JSON.readTree(run.out());
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
        return String.format("%064x", new BigInteger(1, hash));
    }

    @Test
    void countsWhatIsInIt() throws IOException {
        JsonNode facts = facts(Cli.run("info", file(), "--format", "jsonl"));

        // Section header, machine, process list; eight events with known codes and one without.
        assertThat(facts.get("blocks").asLong()).isEqualTo(12);
        assertThat(facts.get("events").asLong()).isEqualTo(8);
        assertThat(facts.get("unknown_events").asLong()).isEqualTo(1);
        assertThat(facts.get("sections").asLong()).isEqualTo(1);
        assertThat(facts.get("processes").asLong()).isEqualTo(2);
        assertThat(facts.get("programs_started").asLong()).isEqualTo(1);
        assertThat(facts.get("containers").asLong()).isEqualTo(1);
        assertThat(facts.get("unreadable_container_descriptions").asLong()).isEqualTo(1);
        assertThat(facts.get("compression").asText()).isEqualTo("none");
    }

    @Test
    void tellsWhenItBeganAndEnded() throws IOException {
        JsonNode facts = facts(Cli.run("info", file(), "--format", "jsonl"));

        assertThat(facts.get("first_event").asText()).isEqualTo("2023-11-14T22:13:20.000000000Z");
        assertThat(facts.get("duration_ns").asLong()).isEqualTo(5_000_000);
    }

    @Test
    void hashesTheFile() throws Exception {
        JsonNode facts = facts(Cli.run("info", file(), "--format", "jsonl"));

        assertThat(facts.get("sha256").asText()).isEqualTo(sha256(capture()));
        assertThat(facts.get("bytes").asLong()).isEqualTo(capture().length);
    }

    @Test
    void hashesStandardInput() throws Exception {
        JsonNode facts = facts(Cli.runWithInput(capture(), "info", "-", "--format", "jsonl"));

        assertThat(facts.get("sha256").asText()).isEqualTo(sha256(capture()));
        assertThat(facts.get("bytes").asLong()).isEqualTo(capture().length);
        assertThat(facts.get("capture").asText()).isEqualTo("standard input");
    }

    @Test
    void hashesAllOfADamagedCapture() throws Exception {
        byte[] damaged = capture();
        damaged[capture().length / 2] ^= 0x55;
        byte[] cut = java.util.Arrays.copyOf(damaged, damaged.length - 7);

        Cli run = Cli.runWithInput(cut, "info", "-", "--format", "jsonl");

        assertThat(facts(run).get("sha256").asText()).isEqualTo(sha256(cut));
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void aNamedPipeIsHashedAsItIsRead() throws Exception {
        Path pipe = directory.resolve("pipe");
        assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            try {
                Files.write(pipe, capture());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });

        JsonNode facts = facts(Cli.run("info", pipe, "--format", "jsonl"));

        writer.join();
        assertThat(facts.get("sha256").asText()).isEqualTo(sha256(capture()));
        assertThat(facts.get("events").asLong()).isEqualTo(8);
    }

    static List<Path> recordings() {
        return BundledCaptures.all();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void agreesWithTheManifestOfTheRecordings(Path recording) throws IOException {
        String manifest = Files.readString(recording.resolveSibling("MANIFEST.md"));

        JsonNode facts = facts(Cli.run("info", recording, "--format", "jsonl"));

        String section =
                manifest.split("## `" + recording.getFileName() + "`")[1].split("\n## ")[0];
        assertThat(section)
                .contains(String.format(
                        Locale.ROOT, "\n%,d bytes, ", facts.get("bytes").asLong()))
                .contains("`" + facts.get("sha256").asText() + "`");
        assertThat(facts.get("damage")).isEmpty();
    }

    @Test
    void listsEventTypesContainersAndMachines() throws IOException {
        JsonNode facts = facts(Cli.run("info", file(), "--format", "jsonl"));

        assertThat(facts.get("events_by_type").get(0).get("count").asLong()).isEqualTo(2);
        assertThat(facts.get("container_list").get(0).get("container.name").asText())
                .isEqualTo("web");
        assertThat(facts.get("machines").get(0).get("hostname").asText()).isEqualTo("node");
    }

    @Test
    void textSaysTheSameInWords() throws IOException {
        Cli run = Cli.run("info", file(), "--tz", "Europe/Berlin");

        assertThat(run.out())
                .containsPattern("(?m)^events: +8$")
                .containsPattern("(?m)^first event: +2023-11-14 23:13:20\\.000000000 Europe/Berlin$")
                .containsPattern("(?m)^kernel: +not recorded$")
                .containsPattern("(?m)^damage$");
    }

    @Test
    void csvHasOneFactARow() throws IOException {
        Cli run = Cli.run("info", file(), "--format", "csv");

        assertThat(run.outLines()).startsWith("key,value").contains("events,8", "programs_started,1");
    }

    @Test
    void manyEventTypesAreCutInTextUnlessItIsWide() {
        Path recording = BundledCaptures.path("crashloop.scap.gz");

        String cut = Cli.run("info", recording).out();
        String wide = Cli.run("info", recording, "--wide").out();

        assertThat(cut).containsPattern("events by type \\(the 20 most frequent of \\d+; --wide lists all\\)");
        assertThat(wide).doesNotContain("most frequent").hasSizeGreaterThan(cut.length());
    }

    @Test
    void hostileNamesAreEscaped() throws IOException {
        byte[] hostile = Workload.start()
                .container("{\"id\":\"x\\u001b[2J\",\"name\":\"a\\nb\\u009b1m\"}")
                .toByteArray();

        Cli run = Cli.runWithInput(hostile, "info", "-");

        assertThat(run.out().replace("\n", "").codePoints()).noneMatch(Character::isISOControl);
    }
}
