package io.scapula.analyzers;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.Capture;
import io.scapula.captures.Captures;
import io.scapula.testing.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code typed} against what was typed. */
class TypedGroundTruthTest {
    private static final Pattern COMMAND = Pattern.compile("^[\\d.]+ (?:cmd (.*)|c2 sends b'(.*)\\\\n')$");

    private static List<String> typed(String capture, boolean indexed, String... columns) throws IOException {
        try (Capture opened = Capture.open(Captures.find(capture))) {
            if (indexed) {
                opened.index((bytes, total) -> {});
            }
            return Rows.of(opened.analyze("typed"), columns);
        }
    }

    /** The commands of a ground truth, without those that it describes in words. */
    private static List<String> commands(String groundTruth) throws IOException {
        Path file = Captures.find(groundTruth);
        return Files.readAllLines(file).stream()
                .map(COMMAND::matcher)
                .filter(Matcher::matches)
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .filter(command ->
                        !command.startsWith("with backspaces") && !command.startsWith("sleep 60 interrupted"))
                .map(command -> command.equals("sudo cat /etc/shadow") ? command + " | head -1" : command)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyLineOfTheSshSessionIsToldOnceAndPasswordsAreMasked(boolean indexed) throws IOException {
        List<String> lines = typed("ssh-session.scap.gz", indexed, "text");

        assertThat(lines)
                .containsSubsequence(commands("ssh-session.ground-truth.txt"))
                .endsWith("********", "echo mistake", "sleep 60", "^C", "logout")
                .contains("vi: 16 keys")
                .hasSize(22);
        assertThat(typed("ssh-session.scap.gz", indexed, "masked", "prompt"))
                .filteredOn(line -> line.startsWith("true"))
                .containsExactly(
                        "true alice@127.0.0.1's password:",
                        "true alice@127.0.0.1's password:",
                        "true [sudo] password for alice:");
    }

    @Test
    void everyLineOfTheIntruderIsTold() throws IOException {
        assertThat(typed("attack.scap.gz", false, "text"))
                .containsOnlyOnceElementsOf(commands("attack.ground-truth.txt").stream()
                        .filter(command -> !command.equals("id") && !command.equals("exit"))
                        .toList())
                .hasSize(21);
        assertThat(typed("attack.scap.gz", false, "container.name", "terminal"))
                .containsOnly("shop-web pts/0", "shop-web 127.0.0.1:33334->127.0.0.1:4444");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "crashloop.scap.gz",
                "crashloop-exit-only.scap.gz",
                "net.scap.gz",
                "short-lived.scap.gz",
                "zoo-a.scap.gz",
                "zoo-a-exit-only.scap.gz"
            })
    void whereNobodyTypedThereIsNoLine(String capture) throws IOException {
        assertThat(typed(capture, false, "text")).isEmpty();
    }
}
