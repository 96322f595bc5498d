package io.scapula.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.testing.NamedEvent;
import io.scapula.testing.Replay;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import io.scapula.testing.Workload.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clone as the child sees it, as the parent sees it, and both: {@code state-engine} 6.1 and 6.2. */
class CloneTest {
    private static final long FIRST_EVENT = Workload.START_NANOS;

    private static Task shell() {
        return Task.process(10).parent(1).command("/bin/bash", "-l").session(10).user(1000, 1000);
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void theChildsSideMakesTheChild(Shape shape) {
        Replay replay = Workload.inShape(shape)
                .running(shell())
                .forkSeenFromChild(10, 20)
                .replay();

        ThreadVersion child = replay.thread(20);
        assertThat(List.of(child.tid(), child.pid(), child.ptid())).containsExactly(20L, 20L, 10L);
        assertThat(child.commandLine()).endsWith("bash -l");
        assertThat(child.cloneNanos()).isEqualTo(FIRST_EVENT);
        assertThat(replay.told()).contains("started 20 by 10");
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void theParentsSideMakesTheChild(Shape shape) {
        Replay replay = Workload.inShape(shape)
                .running(shell())
                .forkSeenFromParent(10, 20)
                .replay();

        ThreadVersion child = replay.thread(20);
        assertThat(List.of(child.tid(), child.pid(), child.ptid())).containsExactly(20L, 20L, 10L);
        assertThat(child.vpid()).isEqualTo(20);
        assertThat(replay.told()).contains("started 20 by 10");
    }

    @Test
    void bothSidesMakeOneChildWhenTheChildReturnsFirst() {
        Replay replay = Workload.start()
                .running(shell())
                .forkSeenFromChild(10, 20)
                .forkSeenFromParent(10, 20)
                .replay();

        assertThat(replay.told()).containsOnlyOnce("started 20 by 10").noneMatch(line -> line.startsWith("lost"));
    }

    @Test
    void bothSidesMakeOneChildWhenTheParentReturnsFirst() {
        Replay replay = Workload.start()
                .running(shell())
                .forkSeenFromParent(10, 20)
                .forkSeenFromChild(10, 20)
                .replay();

        assertThat(replay.told()).containsOnlyOnce("started 20 by 10").noneMatch(line -> line.startsWith("lost"));
        assertThat(replay.thread(20).cloneNanos()).isEqualTo(FIRST_EVENT);
    }

    @Test
    void theChildKeepsItsLifeWhenTheParentReturnsLate() {
        Replay replay = Workload.start()
                .running(shell())
                .forkSeenFromChild(10, 20)
                .exec(20, "/bin/ls")
                .forkSeenFromParent(10, 20)
                .replay();

        assertThat(replay.thread(20).comm()).isEqualTo("ls");
    }

    @Test
    void aChildThatEndedBeforeTheParentReturnedIsNotBornAgain() {
        Replay replay = Workload.start()
                .running(shell())
                .forkSeenFromChild(10, 20)
                .exec(20, "/bin/true")
                .exit(20, 0)
                .known(Task.process(20).parent(10))
                .forkSeenFromParent(10, 20)
                .replay();

        assertThat(replay.knows(20)).isFalse();
        assertThat(replay.told()).containsOnlyOnce("started 20 by 10");
    }

    @Test
    void aThreadIdThatIsUsedAgainMuchLaterIsAnotherChild() {
        Replay replay = Workload.start()
                .running(shell())
                .fork(10, 20)
                .exit(20, 0)
                .pause(3_000)
                .forkSeenFromParent(10, 20)
                .replay();

        assertThat(replay.knows(20)).isTrue();
        assertThat(replay.told().stream().filter("started 20 by 10"::equals)).hasSize(2);
    }

    @Test
    void aFailedCloneMakesNothing() {
        Workload workload = Workload.start().running(shell());
        workload.event(NamedEvent.of("SYSCALL_CLONE_20_X", Map.of("res", -11L, "pid", 10L))
                .thread(10));

        Replay replay = workload.replay();

        assertThat(replay.told()).containsExactly("section", "found 10");
    }

    @Test
    void aProcessInheritsWhatTheEventDoesNotTell() {
        Replay replay = Workload.start()
                .running(shell().cwd("/srv/").env("A=1", "B=2").tty(34816))
                .forkSeenFromChild(10, 20)
                .replay();

        ThreadVersion child = replay.thread(20);
        assertThat(child.exepath()).isEqualTo("/bin/bash");
        assertThat(child.cwd()).isEqualTo("/srv/");
        assertThat(child.env()).containsExactly("A=1", "B=2");
        assertThat(child.sid()).isEqualTo(10);
        assertThat(child.loginUid()).isEqualTo(1000);
        assertThat(child.tty()).isEqualTo(34816);
    }

    @Test
    void theEventWinsOverWhatTheParentHas() {
        Replay replay = Workload.start()
                .running(shell())
                .known(shell().comm("worker").user(33, 1000))
                .forkSeenFromChild(10, 20)
                .replay();

        assertThat(replay.thread(20).comm()).isEqualTo("worker");
        assertThat(replay.thread(20).uid()).isEqualTo(33);
    }

    @Test
    void aThreadJoinsTheProcessOfItsLeader() {
        Replay replay =
                Workload.start().running(shell()).threadSeenFromChild(10, 11).replay();

        ThreadVersion thread = replay.thread(11);
        assertThat(thread.pid()).isEqualTo(10);
        assertThat(thread.ptid()).isEqualTo(0); // the parent, init, is not in the capture
        assertThat(thread.isLeader()).isFalse();
        assertThat(thread.has(ThreadFlags.CLONE_FILES)).isTrue();
        assertThat(thread.exepath()).isEqualTo("/bin/bash");
        assertThat(thread.env()).isEmpty();
    }

    @Test
    void aThreadSeenFromItsCreatorOnlyIsTheSame() {
        Task init = Task.process(1).command("/sbin/init");

        Replay fromChild = Workload.start()
                .running(init, shell())
                .threadSeenFromChild(10, 11)
                .replay();
        Replay fromParent = Workload.start()
                .running(init, shell())
                .threadSeenFromParent(10, 11)
                .replay();

        assertThat(fromParent.thread(11))
                .usingRecursiveComparison()
                .ignoringFields("row", "flags", "published")
                .isEqualTo(fromChild.thread(11));
    }

    @Test
    void aThreadOfUnknownCgroupsIsInTheContainerOfItsProcess() {
        String cgroup = "/docker/" + "ab".repeat(32);
        Workload workload = Workload.start().running(shell().cgroups("cpu=" + cgroup));
        workload.event(NamedEvent.of(
                        "SYSCALL_CLONE_20_X",
                        Map.of("res", 0L, "pid", 10L, "ptid", 1L, "flags", 1L << 13, "comm", "bash"))
                .thread(11));

        Replay replay = workload.replay();

        assertThat(replay.thread(11).containerId()).isEqualTo("abababababab");
    }

    @Test
    void aChildInItsOwnPidNamespaceIsLeftToItself() {
        Task runtime = Task.process(10).parent(1).command("/usr/bin/runc");
        Workload workload = Workload.start().running(runtime);
        Map<String, Object> values = Map.of("res", 20L, "pid", 10L, "ptid", 1L, "flags", 1L << 29, "vtid", 10L);
        workload.event(NamedEvent.of("SYSCALL_CLONE_20_X", values).thread(10));

        Replay replay = workload.replay();

        assertThat(replay.knows(20)).isFalse();
    }

    @Test
    void aCallerInsideAPidNamespaceCannotNameItsChild() {
        Task inside = Task.process(10).parent(1).ids(1, 1);

        Replay replay =
                Workload.start().running(inside).forkSeenFromParent(10, 20).replay();

        assertThat(replay.knows(20)).isFalse();
    }

    @Test
    void aChildInAPidNamespaceHasTwoNumbers() {
        Workload workload = Workload.start().running(shell());
        Map<String, Object> values = Map.of(
                "res",
                0L,
                "pid",
                20L,
                "ptid",
                10L,
                "comm",
                "x",
                "vtid",
                1L,
                "vpid",
                1L,
                "flags",
                1L << 29,
                "pidns_init_start_ts",
                5_000_000_000L);
        workload.event(NamedEvent.of("SYSCALL_CLONE_20_X", values).thread(20));

        ThreadVersion child = workload.replay().thread(20);

        assertThat(child.isInPidNamespace()).isTrue();
        assertThat(List.of(child.vtid(), child.vpid())).containsExactly(1L, 1L);
        // The recorder counts from the machine's start.
        assertThat(child.pidNamespaceStartNanos()).isEqualTo(1_700_000_000_000_000_000L + 5_000_000_000L);
    }

    @Test
    void aVforkedChildIsMadeByItsOwnSideOnly() {
        Replay whole = Workload.start()
                .running(shell())
                .vfork(10, 20)
                .exec(20, "/bin/ls")
                .vforkReturns(10, 20)
                .replay();
        Replay parentOnly =
                Workload.start().running(shell()).vforkReturns(10, 20).replay();

        assertThat(whole.told()).contains("started 20 by 10", "program 20 ls was bash parent 10");
        assertThat(whole.thread(20).comm()).isEqualTo("ls");
        assertThat(parentOnly.knows(20)).isFalse();
    }

    @Test
    void aRecordOfTheProcessListIsReplacedByTheNewThreadOfItsId() {
        Replay replay = Workload.start()
                .running(shell(), Task.process(20).command("/bin/old"))
                .known(shell())
                .forkSeenFromChild(10, 20)
                .replay();

        assertThat(replay.told()).containsSubsequence("found 20", "lost 20", "started 20 by 10");
    }
}
