package io.scapula.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.EventBytes;
import io.scapula.testing.Replay;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import org.junit.jupiter.api.Test;

/** Threads of which nothing tells but events of their own: {@code state-engine} 6.4. */
class PlaceholderTest {
    private static Workload unknownThread() {
        return Workload.start().call(77, "SYSCALL_CLOSE", 0, 3);
    }

    @Test
    void anEventOfAnUnknownThreadProvesThatItExists() {
        ThreadVersion thread = unknownThread().replay().thread(77);

        assertThat(thread.isPlaceholder()).isTrue();
        assertThat(thread.pid()).isEqualTo(77);
        assertThat(thread.ptid()).isEqualTo(-1);
        assertThat(thread.comm()).isEqualTo("<NA>");
        assertThat(thread.uid()).isEqualTo(ThreadVersion.NO_ID);
    }

    @Test
    void aSwitchAnExitOrACloneOfAnUnknownThreadProvesNothing() {
        Workload workload = Workload.start()
                .event(EventBytes.of("SCHEDSWITCH_6_E").thread(77).values(78))
                .event(EventBytes.of("PROCEXIT_1_E").thread(77).values(0));

        assertThat(workload.replay().state().threadCount()).isZero();
    }

    @Test
    void anEventOfNoThreadMakesNone() {
        Workload workload = Workload.start()
                .event(EventBytes.of("SYSCALL_CLOSE_X").thread(-1).values(0, 3))
                .event(EventBytes.of("DROP_E").thread(0).values(1));

        assertThat(workload.replay().state().threadCount()).isZero();
    }

    @Test
    void anExecveTellsWhatItIs() {
        Replay replay = Workload.start()
                .running(Task.process(5))
                .call(77, "SYSCALL_CLOSE", 0, 3)
                .known(Task.process(77).parent(5))
                .exec(77, "/bin/date", "-u")
                .replay();

        ThreadVersion thread = replay.thread(77);
        assertThat(thread.isPlaceholder()).isFalse();
        assertThat(thread.ptid()).isEqualTo(5);
        assertThat(thread.commandLine()).isEqualTo("date -u");
        assertThat(replay.told()).contains("program 77 date was <NA> parent 5");
    }

    @Test
    void anExecveDoesNotTellTheIdsOfAPidNamespace() {
        ThreadVersion thread = Workload.start()
                .known(Task.process(77).parent(5))
                .exec(77, "/bin/date")
                .replay()
                .thread(77);

        assertThat(thread.vtid()).isEqualTo(-1);
        assertThat(thread.vpid()).isEqualTo(-1);
    }

    @Test
    void aCloneTellsWhatItsCallerIs() {
        Replay replay = unknownThread()
                .known(Task.process(77).command("/bin/make", "all"))
                .forkSeenFromParent(77, 78)
                .replay();

        assertThat(replay.thread(77).isPlaceholder()).isFalse();
        assertThat(replay.thread(77).commandLine()).isEqualTo("make all");
        assertThat(replay.thread(78).ptid()).isEqualTo(77);
    }

    @Test
    void aThreadTellsWhatItsLeaderIs() {
        Replay replay = unknownThread()
                .known(Task.process(77).parent(5).command("/bin/java", "-jar", "x"))
                .threadSeenFromChild(77, 78)
                .replay();

        ThreadVersion leader = replay.thread(77);
        assertThat(leader.isPlaceholder()).isFalse();
        assertThat(leader.commandLine()).isEqualTo("java -jar x");
        assertThat(leader.vtid()).isEqualTo(77);
        assertThat(replay.thread(78).pid()).isEqualTo(77);
    }

    @Test
    void aChildInheritsNothingFromIt() {
        Replay replay = unknownThread()
                .known(Task.process(77).command("/bin/make"))
                .forkSeenFromChild(77, 78)
                .replay();

        assertThat(replay.thread(78).exepath()).isEmpty();
        assertThat(replay.thread(78).comm()).isEqualTo("make");
    }

    @Test
    void itGivesWayToTheCloneOfItsId() {
        Replay replay = Workload.start()
                .running(Task.process(5).command("/bin/sh"))
                .call(77, "SYSCALL_CLOSE", 0, 3)
                .forkSeenFromChild(5, 77)
                .replay();

        assertThat(replay.thread(77).isPlaceholder()).isFalse();
        assertThat(replay.thread(77).comm()).isEqualTo("sh");
    }

    @Test
    void itDisappearsWhenItExits() {
        Replay replay = unknownThread().known(Task.process(77)).exit(77, 0).replay();

        assertThat(replay.knows(77)).isFalse();
        assertThat(replay.state().threadCount()).isZero();
    }
}
