package io.scapula.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.testing.Replay;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The state that a recording begins with, and begins again with: {@code state-engine} 3. */
class ProcessListTest {
    private static final String ID = "0123456789abcdef".repeat(4);

    private static Workload withAnEvent(Workload workload) {
        return workload.call(1, "SYSCALL_CLOSE", 0, 3);
    }

    @Test
    void anEntryTellsAllOfAThread() {
        Task task = Task.process(10)
                .parent(1)
                .command("/usr/sbin/nginx", "-g", "daemon off;")
                .cwd("/srv")
                .env("A=1")
                .session(9)
                .tty(34816)
                .user(33, 1000)
                .ids(3, 2);

        ThreadVersion thread =
                Workload.start().running(Task.process(1), task).replay().thread(10);

        assertThat(thread.commandLine()).isEqualTo("nginx -g daemon off;");
        assertThat(thread.exe()).isEqualTo("/usr/sbin/nginx");
        assertThat(thread.cwd()).isEqualTo("/srv/");
        assertThat(thread.env()).containsExactly("A=1");
        assertThat(List.of(thread.ptid(), thread.sid(), thread.tty(), thread.uid(), thread.loginUid()))
                .containsExactly(1L, 9L, 34816L, 33L, 1000L);
        assertThat(List.of(thread.vtid(), thread.vpid())).containsExactly(3L, 2L);
        assertThat(thread.cloneNanos()).isZero();
    }

    @Test
    void aDeletedExecutableKeepsItsPath() {
        Task task = Task.process(10).exepath("/tmp/miner (deleted)");

        assertThat(Workload.start().running(task).replay().thread(10).exepath()).isEqualTo("/tmp/miner");
    }

    @Test
    void directoryAndEnvironmentAreTheLeaders() {
        Task thread = Task.thread(11, 10).cwd("/srv/").env("A=1");

        ThreadVersion found =
                Workload.start().running(Task.process(10), thread).replay().thread(11);

        assertThat(found.cwd()).isEmpty();
        assertThat(found.env()).isEmpty();
    }

    @Test
    void aParentMayStandBehindItsChild() {
        Replay replay = Workload.start()
                .running(Task.process(10).parent(5), Task.process(5))
                .replay();

        assertThat(replay.thread(10).ptid()).isEqualTo(5);
    }

    @Test
    void aParentThatIsMissingIsNoParent() {
        Replay replay = Workload.start().running(Task.process(10).parent(5)).replay();

        assertThat(replay.thread(10).ptid()).isZero();
    }

    @Test
    void aThreadOfItsOwnIsNoParent() {
        Replay replay = Workload.start().running(Task.process(10).parent(10)).replay();

        assertThat(replay.thread(10).ptid()).isZero();
    }

    @Test
    void leadersAreFoundBeforeTheirThreads() {
        Replay replay =
                Workload.start().running(Task.thread(11, 10), Task.process(10)).replay();

        assertThat(replay.told()).containsExactly("section", "found 10", "found 11");
    }

    @Test
    void anEntryThatIsThereTwiceCountsOnce() {
        Replay replay = Workload.start()
                .running(Task.process(10).comm("first"), Task.process(10).comm("second"))
                .exit(10, 0)
                .replay();

        assertThat(replay.told()).containsExactly("section", "found 10", "ended 10 last 0");
    }

    @Test
    void aThreadsContainerIsInItsCgroups() {
        Replay replay = Workload.start()
                .running(Task.process(10).inContainer("/docker/" + ID, 1))
                .replay();

        assertThat(replay.thread(10).containerId()).isEqualTo("0123456789ab");
        assertThat(replay.state().container("0123456789ab"))
                .extracting(ContainerVersion::fullId, ContainerVersion::described)
                .containsExactly(ID, false);
    }

    @Test
    void aLateListAddsWhatIsNotKnown() {
        Workload workload =
                withAnEvent(Workload.start().running(Task.process(1))).running(Task.process(10));

        assertThat(workload.replay().told()).contains("found 10");
    }

    @Test
    void aLateListDoesNotUndoWhatTheReplayKnows() {
        Workload workload = Workload.start()
                .running(Task.process(1))
                .fork(1, 10)
                .exec(10, "/bin/new")
                .running(Task.process(10).comm("old"), Task.process(1));

        assertThat(workload.replay().thread(10).comm()).isEqualTo("new");
    }

    @Test
    void aProcessEndsAlsoAfterALateList() {
        Workload workload = withAnEvent(Workload.start().running(Task.process(1), Task.process(10)))
                .running(Task.process(10))
                .exit(10, 7);

        assertThat(workload.replay().told()).contains("ended 10 last 7");
    }

    @Test
    void aSectionStartsFromNothing() {
        Replay replay = Workload.start()
                .running(Task.process(1), Task.process(10).inContainer("/docker/" + ID, 1))
                .nextSection()
                .running(Task.process(2))
                .replay();

        assertThat(replay.told()).endsWith("section", "found 2");
        assertThat(replay.knows(10)).isFalse();
        assertThat(replay.state().containers()).isEmpty();
    }

    @Test
    void aSectionForgetsUnfinishedListsAndExits() {
        Replay replay = Workload.start()
                .running(Task.process(10))
                .exit(10, 0)
                .nextSection()
                .running(Task.process(10))
                .call(10, "SYSCALL_CLOSE", 0, 3)
                .replay();

        assertThat(replay.knows(10)).isTrue();
    }

    @Test
    void aSectionWithoutEventsIsReadAsWell() {
        Replay replay = Workload.start().running(Task.process(10)).replay();

        assertThat(replay.told()).containsExactly("section", "found 10");
    }
}
