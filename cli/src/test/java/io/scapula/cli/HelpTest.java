package io.scapula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command tells about itself. */
class HelpTest {
    private static final int SCREEN_COLUMNS = 80;

    @Test
    void listsTheCommandsWithWhatTheyDo() {
        Cli run = Cli.run("--help");

        assertThat(run.status()).isZero();
        for (String command : List.of("info", "analyzers", "pods", "commands", "convert")) {
            assertThat(run.out()).containsPattern("(?m)^  " + command + " +[A-Z]");
        }
    }

    @Test
    void explainsTheExitStatus() {
        assertThat(Cli.run("--help").out())
                .contains("0 done; 1 done, but the capture was damaged; 2 the request was")
                .contains("3 nothing could be read.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "info", "events", "analyzers", "fields", "pods", "commands", "convert", "merge", "verify"})
    void describesEveryOption(String command) {
        Cli run = command.isEmpty() ? Cli.run("--help") : Cli.run(command, "--help");

        List<String> lines = run.outLines();
        assertThat(run.status()).isZero();
        for (int index = 0; index < lines.size(); index++) {
            if (lines.get(index).matches("^ +(-\\w, )?--\\w.*")) {
                boolean sameLine = lines.get(index).matches("^ +(-\\w, )?--\\S+ {2,}\\S.*");
                boolean nextLine =
                        index + 1 < lines.size() && lines.get(index + 1).matches("^ {20,}\\S.*");
                assertThat(sameLine || nextLine).as(lines.get(index)).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "info", "events", "analyzers", "fields", "pods", "commands", "convert", "merge", "verify"})
    void fitsOnAScreen(String command) {
        Cli run = command.isEmpty() ? Cli.run("--help") : Cli.run(command, "--help");

        assertThat(run.outLines()).allMatch(line -> line.length() <= SCREEN_COLUMNS);
    }

    @Test
    void saysItsVersion() {
        Cli run = Cli.run("--version");

        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("scapula ");
    }

    @Test
    void listsTheAnalyzersOnTheClassPath() {
        Cli run = Cli.run("analyzers", "--format", "csv");

        assertThat(run.outLines())
                .startsWith("id,description,options,needs,uses")
                .anyMatch(line -> line.startsWith("pods,") && line.contains("--sandboxes"))
                .anyMatch(line -> line.startsWith("commands,") && line.contains("execve"))
                .anyMatch(line -> line.startsWith("failing,"));
    }

    @Test
    void anAnalyzersOptionIsAnOptionOfItsCommand() {
        assertThat(Cli.run("pods", "--help").out()).containsPattern("--sandboxes +also list pod sandboxes");
    }
}
