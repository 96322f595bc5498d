package io.scapula.analyzers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scapula.captures.Captures;
import io.scapula.cli.CommandRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code replay} against what the screens showed, as whoever sat at the other end wrote it down. */
class ReplayGroundTruthTest {
    private static final String SSH_SESSION =
            Captures.find("ssh-session.scap.gz").toString();
    private static final String ATTACK = Captures.find("attack.scap.gz").toString();

    @TempDir
    private Path directory;

    private static List<String> screen(String capture, int session) {
        CommandRun run = CommandRun.of(List.of("replay", capture, "--session", Integer.toString(session), "--screen"));
        assertThat(run.status()).as(run.err()).isZero();
        return new String(run.out().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                .lines()
                .map(String::stripTrailing)
                .toList();
    }

    @Test
    void theScreenShowsWhatAliceSaw() {
        assertThat(screen(SSH_SESSION, 1))
                .containsSubsequence(
                        "alice@vm:~$ whoami",
                        "alice",
                        "alice@vm:~$ pwd",
                        "/home/alice",
                        "alice@vm:~$ ls -la /etc | head -5",
                        "-rw-------  1 root     root         0 May 20  2025 .pwd.lock",
                        "alice@vm:~$ ps aux | grep ssh | wc -l",
                        "10",
                        "alice@vm:~$ cat notes.txt",
                        "hello",
                        "-bash: gti: command not found",
                        "-bash: cd: /nonexistent: No such file or directory",
                        "alice:x:1001:1001::/home/alice:/bin/bash",
                        "cat: /etc/shadow: Permission denied",
                        "1",
                        "2",
                        "3",
                        "root:*:20228:0:99999:7:::",
                        "alice@vm:~$ echo mistake",
                        "mistake",
                        "^C")
                .noneMatch(line -> line.contains("mistkae"));
    }

    @Test
    void aReverseShellIsPlayedFromItsConnection() {
        assertThat(screen(ATTACK, 2))
                .anyMatch(line -> line.contains("uid=0(root)"))
                .anyMatch(line -> line.contains("daemon:x:1:1"))
                .noneMatch(line -> line.contains("miner starting"));
    }

    @Test
    void whatTheRecorderCutIsSaidToBeCut() {
        assertThat(screen(ATTACK, 1)).anyMatch(line -> line.matches(".*\\[… \\d+ bytes not recorded\\].*"));
    }

    @Test
    void anAsciicastHoldsTheSameInTimeOrder() throws IOException {
        Path cast = directory.resolve("session.cast");
        CommandRun run = CommandRun.of(List.of("replay", SSH_SESSION, "--session", "1", "-o", cast.toString()));
        ObjectMapper json = new ObjectMapper();
        List<String> lines = Files.readAllLines(cast);
        StringBuilder output = new StringBuilder();
        double last = 0;
        for (String line : lines.subList(1, lines.size())) {
            JsonNode event = json.readTree(line);
            assertThat(event.get(0).asDouble()).isGreaterThanOrEqualTo(last);
            last = event.get(0).asDouble();
            output.append(event.get(1).asText().equals("o") ? event.get(2).asText() : "");
        }

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(json.readTree(lines.get(0)).get("version").asInt()).isEqualTo(2);
        assertThat(output.toString()).contains("gti: command not found", "root:*:20228:0:99999:7:::");
        assertThat(last).isBetween(24.0, 27.0);
    }
}
