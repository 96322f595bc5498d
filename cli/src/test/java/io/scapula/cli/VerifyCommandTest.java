package io.scapula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code scapula verify}. */
@Timeout(120)
class VerifyCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private Path capture;
    private Path result;
    private Path manifest;

    @BeforeEach
    void runACommand() throws IOException {
        capture = Files.write(directory.resolve("a.scap"), workload("/bin/ls"));
        result = directory.resolve("out.csv");
        manifest = directory.resolve("m.json");
        Cli run = Cli.run("commands", capture, "--format", "csv", "-o", result, "--manifest", manifest);
        assertThat(run.status()).isZero();
    }

    private static byte[] workload(String program) {
        return Workload.start()
                .running(Task.process(10).command("/bin/bash"))
                .fork(10, 20)
                .exec(20, program)
                .exit(20, 0)
                .toByteArray();
    }

    private Cli verify(Object... further) {
        List<Object> words = new ArrayList<>(List.of("verify", manifest, "--format", "csv"));
        words.addAll(List.of(further));
        words.addAll(List.of("--columns", "what,name,result"));
        return Cli.run(words.toArray());
    }

    private void change(Consumer<ObjectNode> change) throws IOException {
        ObjectNode all = (ObjectNode) JSON.readTree(manifest.toFile());
        change.accept(all);
        JSON.writeValue(manifest.toFile(), all);
    }

    private void changeArguments(String... arguments) throws IOException {
        change(all -> {
            ArrayNode words = all.putArray("arguments");
            List.of(arguments).forEach(words::add);
        });
    }

    @Test
    void allIsAsRecorded() {
        Cli run = verify();

        assertThat(run)
                .isEqualTo(
                        new Cli(0, "what,name,result\ninput," + capture + ",same\noutput," + result + ",same\n", ""));
    }

    @Test
    void aCaptureThatDiffersIsNamed() throws IOException {
        Files.write(capture, workload("/bin/id"));

        Cli run = Cli.run("verify", manifest, "--format", "jsonl");

        assertThat(run.status()).isEqualTo(1);
        JsonNode row = JSON.readTree(run.outLines().get(0));
        assertThat(row.get("result").asText()).isEqualTo("differs");
        assertThat(row.get("expected_bytes")).isEqualTo(row.get("found_bytes"));
        assertThat(row.get("expected_sha256")).isNotEqualTo(row.get("found_sha256"));
        assertThat(row.get("message").asText()).isEqualTo("the size is the same, the content is another");
        assertThat(run.outLines().get(1)).contains("\"result\":\"same\"");
    }

    @Test
    void aResultThatIsMissingIsNamed() throws IOException {
        Files.delete(result);

        Cli run = verify();

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.outLines()).contains("input," + capture + ",same", "output," + result + ",missing");
    }

    @Test
    void aResultThatGrewIsNamed() throws IOException {
        Files.writeString(result, Files.readString(result) + "more\n");

        Cli run = Cli.run("verify", manifest);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("differs").contains("bytes instead of");
    }

    @Test
    void filesThatMovedAreFoundWhereTheyAreSaidToBe() throws IOException {
        Path moved = Files.createDirectory(directory.resolve("moved"));
        Files.move(capture, moved.resolve("a.scap"));
        Files.move(result, moved.resolve("out.csv"));

        assertThat(verify().status()).isEqualTo(1);
        assertThat(verify("--directory", moved).status()).isZero();
        assertThat(verify("--directory", moved, "--again").status()).isZero();
    }

    @Test
    void filesThatMovedTogetherWithTheManifestAreFound() throws IOException {
        Path moved = Files.createDirectory(directory.resolve("moved"));
        for (Path file : List.of(capture, result, manifest)) {
            Files.move(file, moved.resolve(file.getFileName()));
        }
        manifest = moved.resolve("m.json");

        assertThat(verify().status()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"m.json,.", "out/m.json,..", "./a/../b/c/m.json,../..", "/tmp/m.json,", "../m.json,"})
    void relativeNamesBeginWhereTheCommandRan(String typed, String expected) {
        assertThat(ManifestFiles.workingDirectory(Path.of(typed))).isEqualTo(expected);
    }

    @Test
    void relativeNamesAreFoundFromTheManifest() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("manifests"));
        change(all -> {
            all.put("working_directory", "..");
            ((ObjectNode) all.get("inputs").get(0)).put("name", "a.scap");
            ((ObjectNode) all.get("outputs").get(0)).put("name", "./out.csv");
        });
        manifest = Files.move(manifest, folder.resolve("m.json"));

        assertThat(verify().status()).isZero();
    }

    @Test
    void theCommandIsRunAgain() {
        Cli run = verify("--again");

        assertThat(run.status()).isZero();
        assertThat(run.outLines()).endsWith("exit_status_again,commands,same", "output_again," + result + ",same");
    }

    @Test
    void anotherAnswerIsNoticed() throws IOException {
        changeArguments("commands", capture.toString(), "--format", "jsonl", "-o", result.toString());

        Cli run = verify("--again");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.outLines()).contains("output," + result + ",same", "output_again," + result + ",differs");
    }

    @Test
    void aForgedIndexDoesNotAnswerTheSecondTime() throws IOException {
        Path other = Files.write(directory.resolve("other.scap"), workload("/bin/id"));
        Path index = directory.resolve("other.scap.index");
        Cli.run("index", other);
        Cli.run("commands", other, "--index", index, "--format", "csv", "-o", result, "--manifest", manifest);
        Files.writeString(index.resolve("manifest"), "nonsense");

        assertThat(verify("--again").status()).isZero();
    }

    @Test
    void otherVersionsAreTold() throws IOException {
        change(all -> ((ObjectNode) all.get("program")).put("version", "0.0.7"));

        Cli run = verify("--again");

        assertThat(run.status()).isZero();
        assertThat(run.err()).contains("version was 0.0.7, here it is");
    }

    @Test
    void standardInputAndOutputAreCheckedIfTheyWereKept() throws IOException {
        Cli kept = Cli.runWithInput(workload("/bin/ls"), "commands", "-", "--manifest", manifest);
        Path out = Files.writeString(directory.resolve("kept"), kept.out());

        Cli without = verify();
        Cli with = verify("--standard-input", capture, "--standard-output", out, "--again");

        assertThat(without.status()).isZero();
        assertThat(without.outLines())
                .contains("input,standard input,not_checked", "output,standard output,not_checked");
        assertThat(verify("--again").status()).isEqualTo(2);
        assertThat(with.status()).isZero();
        assertThat(with.outLines())
                .contains("input,standard input,same", "output,standard output,same")
                .endsWith("output_again,standard output,same");
    }

    @Test
    void whatItChecksIsNotOverwritten() throws IOException {
        byte[] before = Files.readAllBytes(capture);

        assertThat(Cli.run("verify", manifest, "-o", capture).status()).isEqualTo(2);
        assertThat(Cli.run("verify", manifest, "-o", manifest).status()).isEqualTo(2);
        assertThat(Cli.run("verify", manifest, "--manifest", manifest).status()).isEqualTo(2);
        assertThat(Cli.run("verify", manifest, "--manifest", capture).status()).isEqualTo(2);

        assertThat(capture).hasBinaryContent(before);
        assertThat(verify().status()).isZero();
    }

    @Test
    void aHostileManifestWritesNothing() throws IOException {
        Path victim = directory.resolve("victim");
        String name = capture.toString();

        changeArguments("commands", name, "-o", victim.toString());
        assertThat(verify("--again").status()).isEqualTo(1);
        changeArguments("commands", name, "--format", "parquet", "-o", victim.toString());
        assertThat(verify("--again").status()).isEqualTo(1);
        changeArguments("commands", name, "--manifest", victim.toString());
        assertThat(verify("--again").status()).isEqualTo(1);
        changeArguments("index", name, "--index", victim.toString());
        assertThat(verify("--again").status()).isEqualTo(1);
        changeArguments("sql", name, "COPY (SELECT 1) TO '" + victim + "'");
        assertThat(verify("--again").status()).isEqualTo(1);

        assertThat(victim).doesNotExist();
    }

    @Test
    void aHostileManifestReadsNothingElse() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "a secret that is no capture");

        changeArguments("info", secret.toString());
        Cli run = verify("--again");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("no input that the manifest names");
    }

    @Test
    void commandsThatWriteElsewhereAreNotRunAgain() throws IOException {
        Cli.run("index", capture, "--manifest", manifest);

        assertThat(verify().status()).isZero();
        Cli again = verify("--again");

        assertThat(again.status()).isEqualTo(2);
        assertThat(again.err()).contains("'index' is not run again");
    }

    @Test
    void aFileThatIsNoneIsNotRead() throws IOException {
        change(all -> {
            ((ObjectNode) all.get("inputs").get(0)).put("name", "/dev/zero");
            ((ObjectNode) all.get("outputs").get(0)).put("name", "a\u0000b");
        });

        Cli run = verify();

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).contains("/dev/zero,differs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "{}",
                "[]",
                "{\"scapula_manifest\":1}",
                "{\"scapula_manifest\":2}",
                "{\"scapula_manifest\":1,\"scapula_manifest\":1}",
                "{\"scapula_manifest\":1,\"command\":\"pods\",\"arguments\":[1],\"inputs\":[],\"outputs\":[],\"exit_status\":0}",
                "{\"scapula_manifest\":1,\"command\":\"pods\",\"arguments\":[],\"inputs\":[{\"name\":\"a\",\"sha256\":\"x\",\"bytes\":1}],\"outputs\":[],\"exit_status\":0}",
                "{\"scapula_manifest\":1,\"command\":\"pods\",\"arguments\":[],\"inputs\":[],\"outputs\":[],\"exit_status\":0,\"working_directory\":\"/\"}"
            })
    void whatIsNoManifestCannotBeUsed(String text) throws IOException {
        Files.writeString(manifest, text);

        Cli run = Cli.run("verify", manifest);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines().get(0)).startsWith("scapula: " + manifest + ": no manifest");
    }

    @Test
    void aMissingManifestCannotBeUsed() {
        assertThat(Cli.run("verify", directory.resolve("none")).status()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "csv", "jsonl", "arrow", "parquet"})
    void theTableComesInEveryFormat(String format) {
        Cli run = Cli.run("verify", manifest, "--format", format);

        assertThat(run.status()).isZero();
        assertThat(run.out()).isNotEmpty();
    }
}
