package io.scapula.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.EventBytes;
import io.scapula.testing.NamedEvent;
import io.scapula.testing.Replay;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import io.scapula.testing.Workload.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What execve and execveat change: {@code state-engine} 6.3. */
class ExecveTest {
    private static final long ENOENT = 2;

    private static Task shell() {
        return Task.process(10).parent(1).command("/bin/bash").cwd("/srv/app/");
    }

    private static EventBytes exec(String constant, Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(Map.of("res", 0L, "exe", "x", "comm", "x", "pid", 10L, "ptid", 1L));
        values.putAll(more);
        return NamedEvent.of(constant, values).thread(10);
    }

    private static Replay replay(EventBytes... events) {
        Workload workload = Workload.start().running(shell());
        for (EventBytes event : events) {
            workload.event(event);
        }
        return workload.replay();
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void aProgramReplacesTheOneBefore(Shape shape) {
        Replay replay = Workload.inShape(shape)
                .running(shell())
                .exec(10, "/usr/bin/python3", "-m", "http.server")
                .replay();

        ThreadVersion thread = replay.thread(10);
        assertThat(thread.exe()).isEqualTo("/usr/bin/python3");
        assertThat(thread.args()).containsExactly("-m", "http.server");
        assertThat(thread.lastExecNanos()).isGreaterThanOrEqualTo(Workload.START_NANOS);
        assertThat(replay.told()).anyMatch(line -> line.startsWith("program 10") && line.contains(" was bash"));
    }

    @Test
    void theVersionBeforeStaysWhatItWas() {
        byte[] capture = Workload.start()
                .running(shell())
                .call(10, "SYSCALL_CLOSE", 0, 3)
                .exec(10, "/bin/ls")
                .toByteArray();
        Replay replay = Replay.upTo(1, capture);
        ThreadVersion before = replay.thread(10);

        ThreadVersion after = Replay.of(capture).thread(10);

        assertThat(before.comm()).isEqualTo("bash");
        assertThat(after.comm()).isEqualTo("ls");
        assertThat(after.row()).isGreaterThan(before.row());
    }

    @Test
    void aProgramWithoutANameIsCalledByItsFirstArgument() {
        ThreadVersion thread = replay(NamedEvent.of(
                                "SYSCALL_EXECVE_8_X", Map.of("res", 0L, "exe", "/bin/old", "pid", 10L, "ptid", 1L))
                        .thread(10))
                .thread(10);

        assertThat(thread.comm()).isEqualTo("/bin/old");
    }

    @Test
    void theTrustedPathIsTheExecutable() {
        ThreadVersion thread = replay(exec(
                        "SYSCALL_EXECVE_19_X",
                        Map.of("trusted_exepath", "/usr/bin/real (deleted)", "filename", "./link")))
                .thread(10);

        assertThat(thread.exepath()).isEqualTo("/usr/bin/real");
    }

    @Test
    void withoutATrustedPathTheAskedOneIsJoinedWithTheDirectory() {
        ThreadVersion thread = replay(exec("SYSCALL_EXECVE_19_X", Map.of("filename", "../bin/run")))
                .thread(10);

        assertThat(thread.exepath()).isEqualTo("/srv/bin/run");
    }

    @Test
    void theEnterEventsPathIsTaken() {
        Replay replay = Workload.inShape(Shape.PAIRS)
                .running(shell())
                .exec(10, "bin/run")
                .replay();
        Task task = shell().exepath("");
        Workload withoutTrusted = Workload.start().running(task);
        withoutTrusted
                .event(EventBytes.of("SYSCALL_EXECVE_19_E").thread(10).values("bin/run"))
                .event(NamedEvent.of(
                                "SYSCALL_EXECVE_19_X",
                                27,
                                Map.of("res", 0L, "exe", "bin/run", "comm", "run", "pid", 10L, "ptid", 1L))
                        .thread(10));

        assertThat(withoutTrusted.replay().thread(10).exepath()).isEqualTo("/srv/app/bin/run");
        assertThat(replay.thread(10).exepath()).isEqualTo("/srv/app/bin/run");
    }

    @Test
    void anExecveThatTellsNoPathLeavesTheOldOne() {
        ThreadVersion thread = replay(exec("SYSCALL_EXECVE_19_X", Map.of())).thread(10);

        assertThat(thread.exepath()).isEqualTo("/bin/bash");
    }

    @Test
    void anExecveatTakesItsTrustedPath() {
        ThreadVersion thread = replay(exec("SYSCALL_EXECVEAT_X", Map.of("trusted_exepath", "/memfd:x (deleted)")))
                .thread(10);

        assertThat(thread.exepath()).isEqualTo("/memfd:x");
    }

    @Test
    void aFailedExecveChangesNothing() {
        Replay replay = Workload.start()
                .running(shell())
                .failedExec(10, "/no/such", (int) ENOENT)
                .replay();

        assertThat(replay.thread(10).comm()).isEqualTo("bash");
        assertThat(replay.thread(10).exepath()).isEqualTo("/bin/bash");
        assertThat(replay.told()).contains("failed 10 /no/such 2").noneMatch(line -> line.startsWith("program"));
    }

    @Test
    void aFailedExecveTellsOfTheCgroupsAllTheSame() {
        Workload workload = Workload.start().running(shell());
        workload.task(10).cgroups("cpu=/docker/" + "ab".repeat(32));

        Replay replay = workload.failedExec(10, "/no/such", (int) ENOENT).replay();

        assertThat(replay.thread(10).containerId()).isEqualTo("abababababab");
        assertThat(replay.told()).containsSubsequence("container abababababab", "failed 10 /no/such 2");
    }

    @Test
    void anOldFailedExecveHasThePathOfItsEnterEvent() {
        Replay replay = Workload.inShape(Shape.PAIRS)
                .running(shell())
                .failedExec(10, "/no/such", (int) ENOENT)
                .replay();

        assertThat(replay.told()).contains("failed 10 /no/such 2");
    }

    @Test
    void identityAndTerminalAreTheEvents() {
        ThreadVersion thread = replay(exec(
                        "SYSCALL_EXECVE_19_X",
                        Map.of("uid", 33L, "gid", 34L, "loginuid", 1000L, "tty", 34816L, "vpgid", 7L, "pgid", 8L)))
                .thread(10);

        assertThat(List.of(thread.uid(), thread.gid(), thread.loginUid(), thread.tty(), thread.vpgid(), thread.pgid()))
                .containsExactly(33L, 34L, 1000L, 34816L, 7L, 8L);
    }

    @Test
    void factsAboutTheExecutableAreTheEvents() {
        ThreadVersion thread = replay(exec(
                        "SYSCALL_EXECVE_19_X",
                        Map.of("flags", 0b0111L, "exe_ino", 9L, "exe_ino_ctime", 10L, "exe_ino_mtime", 11L)))
                .thread(10);

        assertThat(List.of(thread.exeWritable(), thread.exeUpperLayer(), thread.exeFromMemfd()))
                .containsOnly(true);
        assertThat(thread.exeLowerLayer()).isFalse();
        assertThat(List.of(thread.exeInode(), thread.exeInodeCtimeNanos(), thread.exeInodeMtimeNanos()))
                .containsExactly(9L, 10L, 11L);
    }

    @Test
    void theDirectoryStaysWhatItWas() {
        ThreadVersion thread =
                replay(exec("SYSCALL_EXECVE_19_X", Map.of("cwd", "/elsewhere"))).thread(10);

        assertThat(thread.cwd()).isEqualTo("/srv/app/");
    }

    @Test
    void theOtherThreadsOfTheProcessEnd() {
        Replay replay = Workload.start()
                .running(shell())
                .thread(10, 11)
                .thread(10, 12)
                .exec(10, "/bin/ls")
                .replay();

        assertThat(replay.knows(11)).isFalse();
        assertThat(replay.knows(12)).isFalse();
        assertThat(replay.knows(10)).isTrue();
    }

    @Test
    void aThreadThatExecutesTakesTheLeadersPlace() {
        // The kernel ends the leader, then the thread goes on under the leader's id.
        Replay replay = Workload.start()
                .running(shell())
                .thread(10, 11)
                .killed(10, 9)
                .known(shell())
                .exec(10, "/bin/ls")
                .fork(10, 20)
                .replay();

        assertThat(replay.told()).doesNotContain("ended 10 last 137");
        assertThat(replay.thread(10).has(ThreadFlags.CLOSED)).isFalse();
        assertThat(replay.thread(20).ptid()).isEqualTo(10);
    }

    @Test
    void theProcessOfSuchAThreadEndsOnceAllItsThreadsDid() {
        Replay replay = Workload.start()
                .running(shell())
                .thread(10, 11)
                .killed(10, 9)
                .known(shell())
                .exec(10, "/bin/java")
                .thread(10, 15)
                .exit(15, 0)
                .exit(10, 3)
                .replay();

        assertThat(replay.told()).contains("ended 15 0", "ended 10 last 3");
        assertThat(replay.knows(10)).isFalse();
    }

    @Test
    void anExecveOfAnotherProcessThanKnownIsAnotherProcess() {
        // 11 was a thread of 10; its end and the clone that used the id again were dropped.
        Workload workload = Workload.start().running(shell()).thread(10, 11);
        workload.event(exec("SYSCALL_EXECVE_19_X", Map.of("pid", 11L, "ptid", 10L, "comm", "cron"))
                .thread(11));

        Replay replay = workload.replay();

        assertThat(replay.thread(11).pid()).isEqualTo(11);
        assertThat(replay.thread(11).ptid()).isEqualTo(10);
        assertThat(replay.told()).contains("lost 11");
    }
}
