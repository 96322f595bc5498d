package io.scapula.analyzers.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.analyzers.container.DyingContainer.Verdict;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Containers that do not end by themselves: who ended them, and why. */
class PodKillsTest {
    private static final int SIGABRT = 6;
    private static final int SIGKILL = 9;
    private static final int SIGSEGV = 11;
    private static final int SIGTERM = 15;

    private static void assertSure(Verdict verdict, String cause) {
        assertThat(verdict.cause()).as(verdict.summary()).isEqualTo(cause);
        assertThat(verdict.isSure()).as(verdict.toString()).isTrue();
    }

    @Test
    void aStoppedContainerTellsWhoSentTheSignal() {
        Verdict verdict = DyingContainer.running("/app/server").isSent(SIGTERM).killedBy(SIGTERM);

        assertSure(verdict, "killed");
        assertThat(verdict.summary()).contains("runc (pid 60, child of containerd-shim", "sent SIGTERM");
    }

    @Test
    void oneThatExitsWith143IsKilledAsWell() {
        assertSure(
                DyingContainer.running("/app/server").isSent(SIGTERM).waits(300).exits(143), "killed");
    }

    @Test
    void oneThatHeedsTheSignalCompletes() {
        Verdict verdict = DyingContainer.running("/app/server")
                .isSent(SIGTERM)
                .prints("bye\n")
                .exits(0);

        assertSure(verdict, "completed");
        assertThat(verdict.summary()).contains("asked it to end (SIGTERM)");
    }

    @Test
    void theGracePeriodIsTold() {
        Verdict verdict = DyingContainer.running("/app/server")
                .isSent(SIGTERM)
                .waits(10_000)
                .isSent(SIGKILL)
                .killedBy(SIGKILL);

        assertSure(verdict, "killed");
        assertThat(verdict.summary()).contains("after SIGTERM had not ended it for 10.0 s");
    }

    @Test
    void aKillThatNobodySentIsNotCertain() {
        Verdict verdict = DyingContainer.running("/app/server").killedBy(SIGKILL);

        assertThat(verdict.isSure()).isFalse();
        assertThat(verdict.table().text(0, "other_causes")).contains("oom_killed");
    }

    @Test
    void aKillThatNobodySentOfAProcessThatGrewToItsLimitIsTheOomKiller() {
        DyingContainer container = DyingContainer.running("/app/server");
        container
                .story()
                .workload()
                .container(ContainerStory.description(ContainerStory.ID, Map.of("memory_limit", "67108864"), Map.of()));
        for (int mebibytes = 4; mebibytes <= 64; mebibytes += 2) {
            container.holds(mebibytes * 1024L);
        }

        Verdict verdict = container.killedBy(SIGKILL);

        assertSure(verdict, "oom_killed");
        assertThat(verdict.summary()).contains("held 64 MiB at least", "may hold 64 MiB");
    }

    @Test
    void crashesAndAbortsAreTheKernelsWord() {
        assertSure(DyingContainer.running("/app/server").killedBy(SIGSEGV), "segfault");
        assertSure(DyingContainer.running("/app/server").killedBy(SIGABRT), "abort");
    }

    @Test
    void commandsThatFailBeforeTheStopAreProbes() {
        Verdict verdict = DyingContainer.running("/app/server")
                .isProbedWith(200, 0, "/bin/healthy", "--quick")
                .isProbedWith(201, 1, "/bin/healthy", "--quick")
                .isProbedWith(202, 1, "/bin/healthy", "--quick")
                .isSent(SIGTERM)
                .killedBy(SIGTERM);

        assertSure(verdict, "probe_failed");
        assertThat(verdict.summary()).contains("healthy --quick", "2 times in a row");
    }

    @Test
    void commandsThatSucceedAgainAreNoReason() {
        Verdict verdict = DyingContainer.running("/app/server")
                .isProbedWith(200, 1, "/bin/healthy")
                .isProbedWith(201, 1, "/bin/healthy")
                .isProbedWith(202, 0, "/bin/healthy")
                .isSent(SIGTERM)
                .killedBy(SIGTERM);

        assertSure(verdict, "killed");
    }

    @Test
    void connectionsThatHearNothingBeforeTheStopAreProbes() {
        Verdict verdict = DyingContainer.running("/app/server")
                .listens(8080)
                .isAskedInVain(8080)
                .waits(1000)
                .isAskedInVain(8080)
                .waits(1000)
                .isSent(SIGKILL)
                .killedBy(SIGKILL);

        assertSure(verdict, "probe_failed");
        assertThat(verdict.summary()).contains("2 probes in a row of port 8080");
        assertThat(verdict.table().integer(0, "listening")).isEqualTo(8080);
    }

    @Test
    void probesThatOnlyConnectAreContentWithThat() {
        Verdict verdict = DyingContainer.running("/app/server")
                .listens(8080)
                .isConnectedTo(8080)
                .waits(1000)
                .isConnectedTo(8080)
                .isSent(SIGKILL)
                .killedBy(SIGKILL);

        assertSure(verdict, "killed");
    }

    @Test
    void aFirstProcessThatHandsOnASignalIsNotTheOneWhoSentIt() {
        DyingContainer container =
                DyingContainer.running("/sbin/tini", "server").spawns(101, "/app/server");
        container.story().workload().call(DyingContainer.RUNTIME, "SYSCALL_KILL", 0L, DyingContainer.ENTRY, 15L);
        container.story().workload().call(DyingContainer.ENTRY, "SYSCALL_KILL", 0L, 101L, 15L);
        container.story().killed(101, SIGTERM);

        Verdict verdict = container.exits(143);

        assertSure(verdict, "killed");
        assertThat(verdict.summary()).contains("runc");
    }

    @Test
    void probesOfAnotherPortAreNoReason() {
        Verdict verdict = DyingContainer.running("/app/server")
                .listens(8080)
                .isAskedInVain(9090)
                .isAskedInVain(9090)
                .isSent(SIGKILL)
                .killedBy(SIGKILL);

        assertSure(verdict, "killed");
    }

    @Test
    void aStoryOfOneContainerEndsWithTheRankedCauses() {
        DyingContainer container = DyingContainer.running("/app/server").prints("bye\n");
        container.story().exits(DyingContainer.ENTRY, 3);

        var story = container.story().workload().answer(new Pods(), Map.of("id", ContainerStory.ID.substring(0, 4)));

        assertThat(io.scapula.testing.Rows.of(story, "what", "text"))
                .containsExactly(
                        "start server",
                        "output bye",
                        "exit exited with 3",
                        "cause error_exit 0.72: it exited by itself; no failed call explains it, its last output may");
    }

    @Test
    void anUnknownContainerHasNoStory() {
        var story = DyingContainer.running("/app/server").story().workload().answer(new Pods(), Map.of("id", "zzz"));

        assertThat(story.rowCount()).isZero();
        assertThat(story.notes()).containsExactly("No container's id begins with zzz.");
    }
}
