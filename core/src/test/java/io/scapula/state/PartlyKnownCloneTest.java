package io.scapula.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.testing.NamedEvent;
import io.scapula.testing.Replay;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Clones of which a capture holds one side, or whose caller or leader it does not know otherwise. */
class PartlyKnownCloneTest {
    private static Task shell() {
        return Task.process(10).parent(1).command("/bin/bash");
    }

    @Test
    void aThreadWhoseFlagsWereNotReadIsStillAThread() {
        // As recorders write clone3 in the child.
        Workload workload = Workload.start()
                .running(
                        shell(),
                        Task.process(20).parent(10).command("/bin/java").cwd("/x"));
        workload.event(NamedEvent.of(
                        "SYSCALL_CLONE3_X", Map.of("res", 0L, "pid", 20L, "ptid", 10L, "flags", 0L, "comm", "pool-1"))
                .thread(21));

        ThreadVersion thread = workload.replay().thread(21);

        assertThat(thread.exepath()).isEqualTo("/bin/java");
        assertThat(thread.has(ThreadFlags.CLONE_THREAD)).isTrue();
        assertThat(thread.has(ThreadFlags.CLONE_FILES)).isTrue();
        assertThat(thread.cwd()).isEmpty();
    }

    @Test
    void aLeaderThatNothingToldOfIsWhatItsThreadIs() {
        Replay replay = Workload.start()
                .running(shell())
                .known(Task.process(20).parent(10).command("/usr/bin/curl", "localhost"))
                .threadSeenFromChild(20, 21)
                .replay();

        ThreadVersion leader = replay.thread(20);
        assertThat(leader.isPlaceholder()).isFalse();
        assertThat(leader.ptid()).isEqualTo(10);
        assertThat(leader.commandLine()).isEqualTo("curl localhost");
    }

    @Test
    void anExecutableOfWhichNothingIsKnownIsNotWritable() {
        Replay replay = Workload.start()
                .running(shell())
                .known(Task.process(20).parent(10).command("/usr/bin/make", "all"))
                .forkSeenFromParent(20, 30)
                .replay();

        assertThat(replay.thread(20).exeWritable()).isFalse();
        assertThat(replay.thread(30).exeWritable()).isFalse();
    }

    @Test
    void aCallerThatNothingToldOfIsWhatItsCloneTells() {
        Replay replay = Workload.start()
                .running(shell())
                .known(Task.process(20).parent(10).command("/usr/bin/make", "all"))
                .forkSeenFromParent(20, 30)
                .replay();

        ThreadVersion caller = replay.thread(20);
        assertThat(caller.isPlaceholder()).isFalse();
        assertThat(List.of(caller.pid(), caller.ptid())).containsExactly(20L, 10L);
        assertThat(replay.thread(30).ptid()).isEqualTo(20);
        assertThat(replay.told()).contains("started 30 by 20");
    }

    @Test
    void suchACallerInAPidNamespaceHasTwoNumbers() {
        Workload workload = Workload.start().running(shell());
        workload.event(
                NamedEvent.of("SYSCALL_CLONE_20_X", Map.of("res", 7L, "pid", 20L, "ptid", 10L, "vtid", 1L, "vpid", 1L))
                        .thread(20));

        Replay replay = workload.replay();

        assertThat(List.of(replay.thread(20).vtid(), replay.thread(20).vpid())).containsExactly(1L, 1L);
        assertThat(replay.knows(7)).isFalse();
    }

    @Test
    void aThreadTakesAfterItsCreatorWhenItsLeaderIsNotKnown() {
        Workload workload =
                Workload.start().running(shell(), Task.thread(22, 20).parent(10).exepath("/bin/java"));
        workload.event(NamedEvent.of(
                        "SYSCALL_CLONE_20_X",
                        Map.of("res", 23L, "pid", 20L, "ptid", 10L, "flags", 1L << 13, "vtid", 22L, "vpid", 20L))
                .thread(22));

        assertThat(workload.replay().thread(23).exepath()).isEqualTo("/bin/java");
    }

    @Test
    void theProcessListIsToldFromTheParentsDown() {
        Replay replay = Workload.start()
                .running(Task.thread(21, 20), Task.process(20).parent(10), shell(), Task.process(1))
                .call(1, "SYSCALL_CLOSE", 0, 3)
                .replay();

        assertThat(replay.told()).containsExactly("section", "found 1", "found 10", "found 20", "found 21");
    }
}
