package io.scapula.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code --manifest} writes. */
@Timeout(120)
class ManifestTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private Path capture;
    private Path manifest;

    @BeforeEach
    void writeCapture() throws IOException {
        capture = Files.write(directory.resolve("a.scap"), bytes());
        manifest = directory.resolve("m.json");
    }

    private static byte[] bytes() {
        return Workload.start()
                .running(Task.process(10).command("/bin/bash"))
                .fork(10, 20)
                .exec(20, "/bin/ls", "-l")
                .exit(20, 0)
                .container("{\"id\":\"abababababab\",\"name\":\"web\"}")
                .toByteArray();
    }

    private JsonNode manifest() throws IOException {
        return JSON.readTree(manifest.toFile());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void tellsWhatWasReadAndWritten() throws IOException {
        Path result = directory.resolve("out.csv");

        Cli run = Cli.run("commands", capture, "--format", "csv", "-o", result, "--manifest", manifest);

        assertThat(run).isEqualTo(new Cli(0, "", ""));
        JsonNode input = manifest().get("inputs").get(0);
        assertThat(input.get("name").asText()).isEqualTo(capture.toString());
        assertThat(input.get("bytes").asLong()).isEqualTo(bytes().length);
        assertThat(input.get("sha256").asText()).isEqualTo(sha256(bytes()));
        assertThat(input.get("compression").asText()).isEqualTo("none");
        assertThat(input.get("first_event").asText()).isEqualTo("2023-11-14T22:13:20.000000000Z");
        assertThat(input.get("counts").get("programs_started").asLong()).isEqualTo(1);
        assertThat(input.get("changed").asBoolean()).isFalse();
        assertThat(manifest().get("outputs")).hasSize(1);
        JsonNode output = manifest().get("outputs").get(0);
        assertThat(output.get("name").asText()).isEqualTo(result.toString());
        assertThat(output.get("sha256").asText()).isEqualTo(sha256(Files.readAllBytes(result)));
        assertThat(output.get("complete").asBoolean()).isTrue();
        assertThat(manifest().get("exit_status").asInt()).isZero();
    }

    @Test
    void tellsEveryOptionAndItsDefault() throws IOException {
        Cli.run("commands", capture, "--tz", "Europe/Berlin", "--tree", "--manifest", manifest, "proc.name", "=", "ls");

        JsonNode options = manifest().get("options");
        assertThat(options.get("--tz").asText()).isEqualTo("Europe/Berlin");
        assertThat(options.get("--format").asText()).isEqualTo("text");
        assertThat(options.get("--tree").asBoolean()).isTrue();
        assertThat(options.get("--pipelines").asBoolean()).isFalse();
        assertThat(options.get("--columns").isNull()).isTrue();
        assertThat(options.has("--manifest")).isFalse();
        assertThat(manifest().get("parameters").get("FILTER")).hasToString("[\"proc.name\",\"=\",\"ls\"]");
        assertThat(manifest().get("command").asText()).isEqualTo("commands");
        assertThat(manifest().get("arguments"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "commands", capture.toString(), "--tz", "Europe/Berlin", "--tree", "proc.name", "=", "ls");
    }

    @Test
    void tellsWhatDeterminesTheAnswer() throws IOException {
        Cli.run("fields", "--manifest", manifest);

        JsonNode program = manifest().get("program");
        assertThat(program.get("name").asText()).isEqualTo("scapula");
        assertThat(program.get("event_schema").asText()).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(program.get("java").asText()).isEqualTo(Runtime.version().toString());
        assertThat(program.get("libraries").get("duckdb").asText()).matches("[0-9.]+");
        assertThat(program.get("libraries"))
                .allMatch(version -> version.asText().matches("[0-9].*"));
    }

    @Test
    void standardOutputIsHashedAsItIsWritten() throws IOException {
        Cli run = Cli.run("commands", capture, "--manifest", manifest);

        JsonNode output = manifest().get("outputs").get(0);
        assertThat(output.get("name").asText()).isEqualTo("-");
        assertThat(output.get("bytes").asInt()).isEqualTo(run.out().length());
        assertThat(output.get("sha256").asText()).isEqualTo(sha256(run.out()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "csv", "jsonl", "arrow", "parquet"})
    void filesOfEveryFormatAreHashed(String format) throws IOException {
        Path result = directory.resolve("out");

        Cli.run("commands", capture, "--format", format, "-o", result, "--manifest", manifest);

        assertThat(manifest().get("outputs")).hasSize(1);
        assertThat(manifest().get("outputs").get(0).get("sha256").asText())
                .isEqualTo(sha256(Files.readAllBytes(result)));
    }

    @Test
    void everyCommandDescribesACaptureTheSameWay() throws IOException {
        List<List<Object>> commands = List.of(
                List.of("info", capture),
                List.of("events", capture),
                List.of("events", capture, "-n", "1"),
                List.of("events", capture, "--unified"),
                List.of("events", capture, "--format", "csv", "-n", "1"),
                List.of("sql", capture, "SELECT 1"),
                List.of("replay", capture),
                List.of("pods", capture),
                List.of("failing", capture),
                List.of("index", capture));
        List<JsonNode> inputs = new ArrayList<>();
        for (List<Object> command : commands) {
            List<Object> words = new ArrayList<>(command);
            words.addAll(List.of("--manifest", manifest));
            Cli.run(words.toArray());
            inputs.add(manifest().get("inputs"));
        }

        assertThat(inputs).hasSize(commands.size()).allMatch(input -> input.equals(inputs.get(0)));
        assertThat(inputs.get(0).get(0).get("counts").get("blocks").asLong()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"info", "events", "events -n 1", "sql", "commands"})
    void standardInputIsDescribedLikeAFile(String command) throws IOException {
        List<Object> words = new ArrayList<>(List.of(command.split(" ")));
        words.add(1, "-");
        words.addAll(List.of("--manifest", manifest));
        Cli.runWithInput(bytes(), words.toArray());
        JsonNode piped = manifest().get("inputs").get(0);
        Cli.run("info", capture, "--manifest", manifest);
        JsonNode file = manifest().get("inputs").get(0);

        assertThat(piped.get("name").asText()).isEqualTo("-");
        assertThat(((ObjectNode) piped).put("name", capture.toString())).isEqualTo(file);
    }

    @Test
    void aNamedPipeIsDescribedLikeAFile() throws Exception {
        Path pipe = directory.resolve("pipe");
        assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            try {
                Files.write(pipe, bytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        Cli run = Cli.run("events", pipe, "-p", "%evt.num", "--manifest", manifest, "evt.type=execve");

        writer.join();
        assertThat(run.status()).isZero();
        assertThat(run.outLines()).hasSize(1);
        assertThat(manifest().get("inputs").get(0).get("sha256").asText()).isEqualTo(sha256(bytes()));
    }

    @Test
    void twoRunsGiveTheSameBytesWhateverTheManifestIsCalled() throws IOException {
        Path other = directory.resolve("other.json");

        Cli.run("commands", capture, "--manifest", manifest);
        Cli.run("commands", "--manifest=" + other, capture);

        assertThat(other).hasSameBinaryContentAs(manifest);
    }

    @Test
    void keysAreSorted() throws IOException {
        Cli.run("info", capture, "--manifest", manifest);

        List<JsonNode> nodes = new ArrayList<>(List.of(manifest()));
        for (int index = 0; index < nodes.size(); index++) {
            nodes.get(index).forEach(nodes::add);
        }
        assertThat(nodes.stream().filter(JsonNode::isObject).map(ManifestTest::keys))
                .hasSizeGreaterThan(5)
                .allMatch(keys -> keys.equals(keys.stream().sorted().toList()));
    }

    private static List<String> keys(JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    @Test
    void damageIsTold() throws IOException {
        Path cut = Files.write(directory.resolve("cut.scap"), Arrays.copyOf(bytes(), bytes().length - 5));

        Cli run = Cli.run("pods", cut, "--manifest", manifest);

        assertThat(run.status()).isEqualTo(1);
        assertThat(manifest().get("exit_status").asInt()).isEqualTo(1);
        JsonNode damage = manifest().get("inputs").get(0).get("damage").get(0);
        assertThat(damage.get("kind").asText()).isEqualTo("truncated");
        assertThat(damage.get("byte_offset").asLong()).isPositive();
    }

    @Test
    void aCaptureThatChangesMeanwhileIsTold() throws IOException {
        ByteArrayOutputStream changing = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] source, int offset, int length) {
                super.write(source, offset, length);
                try {
                    Files.write(capture, new byte[] {1}, StandardOpenOption.APPEND);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };

        Cli run = Cli.runInto(changing, InputStream.nullInputStream(), "pods", capture, "--manifest", manifest);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("it was changed while it was read");
        assertThat(manifest().get("inputs").get(0).get("changed").asBoolean()).isTrue();
        assertThat(manifest().get("exit_status").asInt()).isEqualTo(1);
    }

    @Test
    void aSavedIndexThatAnsweredIsTold() throws IOException {
        Cli.run("index", capture);

        Cli.run("events", capture, "--manifest", manifest, "evt.type=execve");

        assertThat(manifest().get("inputs").get(0).get("from_saved_index").asBoolean())
                .isTrue();
    }

    @Test
    void theFilesOfAnIndexAreOutputs() throws IOException {
        Cli.run("index", capture, "--manifest", manifest);

        assertThat(manifest().get("outputs"))
                .extracting(output -> output.get("name").asText())
                .contains(capture + ".index/events.arrow", capture + ".index/manifest", "-");
    }

    @Test
    void whatCouldNotBeWrittenIsIncomplete() throws IOException {
        assumeThat(Path.of("/dev/full")).exists();

        Cli run = Cli.run("commands", capture, "-o", "/dev/full", "--manifest", manifest);

        assertThat(run.status()).isEqualTo(2);
        assertThat(manifest().get("outputs").get(0).get("complete").asBoolean()).isFalse();
        assertThat(manifest().get("exit_status").asInt()).isEqualTo(2);
    }

    @Test
    void aDefectIsTold() throws IOException {
        assertThat(Cli.run("failing", capture, "--manifest", manifest).status()).isEqualTo(3);

        assertThat(manifest().get("exit_status").asInt()).isEqualTo(3);
        assertThat(manifest().get("outputs")).isEmpty();
    }

    @Test
    void aCaptureThatIsMissingHasNoHash() throws IOException {
        Cli run = Cli.run("pods", directory.resolve("missing.scap"), "--manifest", manifest);

        assertThat(run.status()).isEqualTo(3);
        assertThat(manifest().get("inputs").get(0).get("sha256").isNull()).isTrue();
    }

    @Test
    void aWrongRequestLeavesNone() {
        assertThat(Cli.run("pods", capture, "--bogus", "--manifest", manifest).status())
                .isEqualTo(2);
        assertThat(Cli.run("pods", "--help", "--manifest", manifest).status()).isZero();

        assertThat(manifest).doesNotExist();
    }

    @Test
    void theCaptureIsNoManifest() throws IOException {
        Path link = Files.createLink(directory.resolve("link"), capture);

        assertThat(Cli.run("pods", capture, "--manifest", capture).err()).contains("names the capture itself");
        assertThat(Cli.run("pods", capture, "--manifest", link).status()).isEqualTo(2);
        assertThat(Cli.run("events", capture, "--manifest", capture).status()).isEqualTo(2);
        assertThat(Cli.run("events", capture, "--manifest", link, "evt.type=execve")
                        .status())
                .isEqualTo(2);
        assertThat(Cli.run("sql", capture, "SELECT 1", "--manifest", link).status())
                .isEqualTo(2);

        assertThat(capture).hasBinaryContent(bytes());
        assertThat(link).hasBinaryContent(bytes());
    }

    @Test
    void theResultIsNoManifest() {
        Cli run = Cli.run("pods", capture, "-o", manifest, "--manifest", manifest);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("-o and --manifest both name");
        assertThat(manifest).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/null", "/", "-", "/no/such/folder/m.json"})
    void aPlaceThatMakesNoSenseIsAWrongRequest(String place) {
        Cli run = Cli.run("pods", capture, "--manifest", place);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines().get(0)).startsWith("scapula: --manifest n");
    }

    @Test
    void anOlderManifestIsReplacedAndNothingElseIsLeft() throws IOException {
        Files.writeString(manifest, "old");

        Cli.run("pods", capture, "--manifest", manifest);

        assertThat(manifest().get("scapula_manifest").asInt()).isEqualTo(1);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactlyInAnyOrder(capture, manifest);
        }
    }

    @Test
    void namesOfAnyKindAreKept() throws IOException {
        Path odd = Files.copy(capture, directory.resolve("é\"\\\n.scap"));

        Cli.run("pods", odd, "--manifest", manifest);

        assertThat(manifest().get("inputs").get(0).get("name").asText()).isEqualTo(odd.toString());
        assertThat(Files.readString(manifest).chars()).allMatch(character -> character < 0x80);
    }
}
