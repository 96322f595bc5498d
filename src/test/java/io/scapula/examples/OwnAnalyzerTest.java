package io.scapula.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.Capture;
import io.scapula.analysis.Analyzers;
import io.scapula.architecture.Reactor;
import io.scapula.captures.Captures;
import io.scapula.table.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An analyzer in a jar of its own works in the command and in the library, without a change there. */
class OwnAnalyzerTest {
    private static final String SSH_SESSION =
            Captures.find("ssh-session.scap.gz").toString();

    @TempDir
    private Path directory;

    private record Run(int status, String output) {}

    private Run command(Map<String, String> environment, String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Reactor.directory("cli/target/scapula.jar").toString()));
        words.addAll(List.of(arguments));
        Path output = directory.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        int status = builder.start().waitFor();
        return new Run(status, Files.readString(output, StandardCharsets.UTF_8));
    }

    private static String jar() throws IOException {
        try (Stream<Path> files = Files.list(Reactor.directory("examples/target"))) {
            return files.filter(
                            file -> file.getFileName().toString().matches("scapula-examples-[^-]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow()
                    .toString();
        }
    }

    @Test
    void theCommandFindsItInAJarThatTheEnvironmentNames() throws Exception {
        Run run = command(Map.of("SCAPULA_ANALYZERS", jar()), "shells-under-servers", SSH_SESSION, "--format", "csv");

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.output()).contains("sshd,").contains("bash");
    }

    @Test
    void itIsListedWithTheOthersAndHasHelp() throws Exception {
        Map<String, String> environment = Map.of("SCAPULA_ANALYZERS", jar());

        assertThat(command(environment, "analyzers").output()).contains("shells-under-servers", "--shells", "pods");
        assertThat(command(environment, "shells-under-servers", "--help").output())
                .contains("--shells", "names of programs that count as shells");
    }

    @Test
    void withoutTheJarThereIsNoSuchCommand() throws Exception {
        Run run = command(Map.of(), "shells-under-servers", SSH_SESSION);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.output()).contains("there is no command 'shells-under-servers'");
    }

    @Test
    void aJarThatIsNotThereIsSaid() throws Exception {
        Run run = command(Map.of("SCAPULA_ANALYZERS", "/nowhere/mine.jar"), "pods", SSH_SESSION);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.output()).contains("SCAPULA_ANALYZERS").contains("/nowhere/mine.jar");
    }

    @Test
    void theLibraryFindsItOnTheClassPath() throws IOException {
        assertThat(Analyzers.load().find("shells-under-servers")).isNotNull();
        try (Capture capture = Capture.open(Path.of(SSH_SESSION))) {
            Table shells = capture.analyze("shells-under-servers");

            assertThat(shells.rowCount()).isPositive();
            assertThat(shells.text(0, "server")).startsWith("sshd");
        }
    }
}
