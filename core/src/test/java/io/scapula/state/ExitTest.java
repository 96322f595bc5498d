package io.scapula.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.EventBytes;
import io.scapula.testing.Replay;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import io.scapula.testing.Workload.Shape;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How threads end, and who takes their children: {@code state-engine} 6.5. */
class ExitTest {
    private static Task init() {
        return Task.process(1).command("/sbin/init");
    }

    private static Task shell() {
        return Task.process(10).parent(1).command("/bin/bash");
    }

    @Test
    void anExitedThreadIsStillThereDuringItsExit() {
        byte[] capture = Workload.start().running(init(), shell()).exit(10, 0).toByteArray();

        Replay during = Replay.upTo(1, capture);

        assertThat(during.thread(10).has(ThreadFlags.CLOSED)).isTrue();
        assertThat(during.thread(10).comm()).isEqualTo("bash");
    }

    @Test
    void anExitedThreadIsGoneAtTheNextEvent() {
        byte[] capture = Workload.start()
                .running(init(), shell())
                .exit(10, 0)
                .call(1, "SYSCALL_CLOSE", 0, 3)
                .toByteArray();

        assertThat(Replay.upTo(2, capture).knows(10)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0, ", "256, 1, 0, ", "32512, 127, 0, ", "9, 0, 9, SIGKILL", "139, 0, 11, SIGSEGV"})
    void aStatusIsTakenApartAsWaitDoes(int status, int code, int signal, String name) {
        ExitStatus exit = ExitStatus.fromWaitStatus(status);

        assertThat(exit.code()).isEqualTo(code);
        assertThat(exit.signal()).isEqualTo(signal);
        assertThat(exit.signalName()).isEqualTo(name);
    }

    @Test
    void aStatusWithACoreDumpSaysSo() {
        assertThat(ExitStatus.fromWaitStatus(139)).isEqualTo(new ExitStatus(0, 11, true));
        assertThat(ExitStatus.fromWaitStatus(139).reportedCode()).isEqualTo(139);
    }

    @Test
    void aSignalWithoutANameIsItsNumber() {
        assertThat(new ExitStatus(0, 99, false).signalName()).isEqualTo("SIG99");
    }

    @Test
    void theOldestRecordersDoNotSayHow() {
        Replay replay =
                Workload.inShape(Shape.OLDEST).running(shell()).exit(10, 3).replay();

        assertThat(replay.told()).contains("ended 10 last ?");
    }

    @Test
    void orphansGoToTheReaperThatTheEventNames() {
        Replay replay = Workload.start()
                .running(init(), Task.process(5).parent(1), shell())
                .fork(10, 20)
                .exitReapedBy(10, 5)
                .replay();

        assertThat(replay.thread(20).ptid()).isEqualTo(5);
    }

    @Test
    void orphansGoToAnotherThreadOfTheirParent() {
        Replay replay = Workload.start()
                .running(init(), shell())
                .thread(10, 11)
                .known(Task.process(20).parent(11))
                .forkSeenFromChild(11, 20)
                .exit(11, 0)
                .replay();

        assertThat(replay.thread(20).ptid()).isEqualTo(10);
    }

    @Test
    void orphansGoToInitOtherwise() {
        Replay replay = Workload.start()
                .running(init(), Task.process(5).parent(1), Task.process(10).parent(5))
                .fork(10, 20)
                .exit(10, 0)
                .replay();

        assertThat(replay.thread(20).ptid()).isEqualTo(1);
    }

    @Test
    void orphansGoToTheNearestSubreaper() {
        Replay replay = Workload.start()
                .running(init(), Task.process(5).parent(1), Task.process(10).parent(5))
                .call(5, "SYSCALL_PRCTL", 0, 36, "", 1)
                .fork(10, 20)
                .exit(10, 0)
                .replay();

        assertThat(replay.thread(20).ptid()).isEqualTo(5);
    }

    @Test
    void orphansBelowMoreAncestorsThanAnyRealTreeHasHaveNoParent() {
        assertThat(parentOfAnOrphanBelow(256)).isEqualTo(1);
        assertThat(parentOfAnOrphanBelow(257)).isZero();
    }

    /** Processes 1, 2, 3 ... are each other's children; the lowest of them exits. */
    private static long parentOfAnOrphanBelow(int ancestors) {
        Task[] tree = LongStream.rangeClosed(1, ancestors + 1)
                .mapToObj(pid -> Task.process(pid).parent(pid - 1))
                .toArray(Task[]::new);
        Replay replay = Workload.start()
                .running(tree)
                .fork(ancestors + 1, 1000)
                .exit(ancestors + 1, 0)
                .replay();
        return replay.thread(1000).ptid();
    }

    @Test
    void aSubreaperCanResign() {
        Replay replay = Workload.start()
                .running(init(), Task.process(5).parent(1), Task.process(10).parent(5))
                .call(5, "SYSCALL_PRCTL", 0, 36, "", 1)
                .call(5, "SYSCALL_PRCTL", 0, 36, "", 0)
                .fork(10, 20)
                .exit(10, 0)
                .replay();

        assertThat(replay.thread(20).ptid()).isEqualTo(1);
    }

    @Test
    void aReaperThatTheEventNamesStaysOne() {
        Replay replay = Workload.start()
                .running(init(), Task.process(5).parent(1), Task.process(10).parent(5))
                .fork(10, 20)
                .fork(20, 30)
                .exitReapedBy(10, 5)
                .exit(20, 0)
                .replay();

        assertThat(replay.thread(30).ptid()).isEqualTo(5);
    }

    @Test
    void orphansOfAPidNamespaceStayInIt() {
        Task pidOne = Task.process(100).parent(10).ids(1, 1);
        Task inside = Task.process(101).parent(100).ids(2, 2);
        Task child = Task.process(102).parent(101).ids(3, 3);

        Replay replay = Workload.start()
                .running(init(), shell(), pidOne, inside, child)
                .exit(101, 0)
                .replay();

        assertThat(replay.thread(102).ptid()).isEqualTo(100);
    }

    @Test
    void aReaperOutsideOfThePidNamespaceIsNone() {
        Task inside = Task.process(101).parent(1).ids(2, 2);
        Task child = Task.process(102).parent(101).ids(3, 3);

        Replay replay =
                Workload.start().running(init(), inside, child).exit(101, 0).replay();

        assertThat(replay.thread(102).ptid()).isZero();
    }

    @Test
    void aLeaderStaysAsLongAsItsThreadsLive() {
        Replay replay = Workload.start()
                .running(init(), shell().cwd("/srv/"))
                .thread(10, 11)
                .exit(10, 0)
                .call(11, "SYSCALL_CHDIR", 0, "sub")
                .replay();

        assertThat(replay.thread(10).has(ThreadFlags.CLOSED)).isTrue();
        assertThat(replay.thread(10).cwd()).isEqualTo("/srv/sub/");
        assertThat(replay.told()).contains("ended 10 0").noneMatch(line -> line.contains("last"));
    }

    @Test
    void aLeaderGoesWithTheLastOfItsThreads() {
        Replay replay = Workload.start()
                .running(init(), shell())
                .thread(10, 11)
                .exit(10, 0)
                .exit(11, 3)
                .replay();

        assertThat(replay.knows(10)).isFalse();
        assertThat(replay.knows(11)).isFalse();
        assertThat(replay.told()).containsSubsequence("ended 10 0", "ended 11 last 3");
    }

    @Test
    void aPidIsUsedAgainAfterItsProcessEnded() {
        Replay replay = Workload.start()
                .running(init(), shell())
                .exit(10, 0)
                .fork(1, 10)
                .exec(10, "/bin/other")
                .replay();

        assertThat(replay.thread(10).comm()).isEqualTo("other");
        assertThat(replay.told()).containsSubsequence("ended 10 last 0", "started 10 by 1");
    }

    @Test
    void aPidUsedAgainWithoutARecordedEndIsALoss() {
        Replay replay = Workload.start()
                .running(init())
                .fork(1, 10)
                .pause(5_000)
                .fork(1, 10)
                .replay();

        assertThat(replay.told()).containsSubsequence("started 10 by 1", "lost 10", "started 10 by 1");
    }

    @Test
    void aLostProcessTakesItsThreadsWithIt() {
        Replay replay = Workload.start()
                .running(init(), shell())
                .thread(10, 11)
                .thread(10, 12)
                .pause(5_000)
                .fork(1, 10)
                .exit(10, 4)
                .replay();

        assertThat(replay.told()).contains("ended 10 last 4");
        assertThat(replay.state().threadCount()).isEqualTo(1);
    }

    @Test
    void aSecondExitOfTheSameThreadSaysNothingNew() {
        Workload workload =
                Workload.start().running(init(), shell()).thread(10, 11).exit(10, 0);
        workload.event(EventBytes.of("PROCEXIT_1_E").thread(10).values(256));

        Replay replay = workload.replay();

        assertThat(replay.told().stream().filter(line -> line.startsWith("ended 10")))
                .hasSize(1);
    }

    @Test
    void aChildOfVforkThatEndedFirstIsKnownByTheNameItWasBornWith() {
        Workload workload = Workload.start()
                .running(Task.process(10).command("/bin/make"))
                .vfork(10, 11)
                .exec(11, "/bin/true")
                .exit(11, 0)
                .vforkReturns(10, 11)
                .vfork(10, 12)
                .vforkReturns(10, 12)
                .exit(12, 0);

        StateEngine state = workload.replay().state();

        assertThat(state.nameOfVforked(11)).isEqualTo("make");
        assertThat(state.nameOfVforked(12)).isNull();
        assertThat(state.nameOfVforked(13)).isNull();
    }
}
