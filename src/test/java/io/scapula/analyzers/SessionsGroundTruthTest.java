package io.scapula.analyzers;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.Capture;
import io.scapula.captures.Captures;
import io.scapula.table.Table;
import io.scapula.testing.Rows;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code sessions} against what whoever logged in wrote down. */
class SessionsGroundTruthTest {
    private static final long SECOND = 1_000_000_000L;

    private static Table sessions(String capture) throws IOException {
        try (Capture opened = Capture.open(Captures.find(capture))) {
            return opened.analyze("sessions");
        }
    }

    private static long noted(String recording, String what) throws IOException {
        return GroundTruth.lines(
                        recording,
                        Pattern.compile("^(\\d+\\.\\d+) " + Pattern.quote(what)),
                        found -> GroundTruth.nanos(found.group(1)))
                .get(0);
    }

    @Test
    void aliceLoggedInAfterAWrongPasswordAndUsedSudo() throws IOException {
        Table sessions = sessions("ssh-session.scap.gz");

        assertThat(Rows.of(
                        sessions,
                        "session",
                        "kind",
                        "user.name",
                        "user.loginname",
                        "container.name",
                        "open",
                        "parent",
                        "authentication"))
                .containsExactly(
                        "1 ssh alice alice host false - accepted after 1 failed", "2 sudo root alice host false 1 -");
        assertThat(sessions.text(0, "remote")).startsWith("127.0.0.1:");
        assertThat(sessions.text(0, "terminal")).isEqualTo("pts/1");
        assertThat(sessions.timeNanos(0, "start"))
                .isBetween(
                        noted("ssh-session", "login alice") - SECOND / 4,
                        noted("ssh-session", "login alice") + SECOND / 2);
        assertThat(sessions.timeNanos(0, "end"))
                .isBetween(noted("ssh-session", "logout") - SECOND / 4, noted("ssh-session", "logout") + SECOND / 4);
        assertThat(sessions.timeNanos(1, "start"))
                .isBetween(noted("ssh-session", "cmd sudo"), noted("ssh-session", "cmd sudo") + SECOND / 2);
    }

    @Test
    void theIntruderExecutedAShellInTheContainerAndOpenedAReverseShellFromIt() throws IOException {
        Table sessions = sessions("attack.scap.gz");

        assertThat(Rows.of(sessions, "kind", "user.name", "remote", "container.name", "open", "parent"))
                .containsExactly("exec root - shop-web false -", "reverse_shell root 127.0.0.1:4444 shop-web false 1");
        assertThat(sessions.timeNanos(0, "start"))
                .isBetween(noted("attack", "podman exec") - SECOND / 4, noted("attack", "podman exec") + SECOND / 4);
        assertThat(sessions.timeNanos(1, "end"))
                .isBetween(noted("attack", "c2 sends b'exit"), noted("attack", "c2 received"));
    }

    /** Containers that a runtime starts, web servers, tools and daemons: nobody was in there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "crashloop.scap.gz",
                "crashloop-exit-only.scap.gz",
                "short-lived.scap.gz",
                "net.scap.gz",
                "net-exit-only.scap.gz",
                "file-churn-exit-only.scap.gz"
            })
    void whereNobodyWasNobodyIsFound(String capture) throws IOException {
        assertThat(Rows.of(sessions(capture), "kind", "user.name", "proc.cmdline"))
                .isEqualTo(List.of());
    }
}
