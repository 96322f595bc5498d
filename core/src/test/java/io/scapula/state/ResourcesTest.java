package io.scapula.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.EventBytes;
import io.scapula.testing.Replay;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import org.junit.jupiter.api.Test;

/** Memory, limits and the pairing of enter and exit events: {@code state-engine} 4 and 5.1. */
class ResourcesTest {
    private static final int NOFILE = 7;

    private static Workload process() {
        return Workload.start()
                .running(Task.process(1), Task.process(10).parent(1).cwd("/"));
    }

    private static ThreadResources resources(Workload workload, long tid) {
        Replay replay = workload.replay();
        return replay.state().resources(replay.thread(tid));
    }

    @Test
    void memoryCallsTellTheSizesEvenIfTheyFail() {
        ThreadResources resources = resources(process().call(10, "SYSCALL_MMAP", -12, 400, 200, 1), 10);

        assertThat(resources.vmsizeKb()).isEqualTo(400);
        assertThat(resources.vmrssKb()).isEqualTo(200);
        assertThat(resources.vmswapKb()).isEqualTo(1);
    }

    @Test
    void theSchedulerTellsFaultsAndSizes() {
        Workload workload =
                process().event(EventBytes.of("SCHEDSWITCH_6_E").thread(10).values(20, 3, 4, 500, 300, 2));

        assertThat(resources(workload, 10)).isEqualTo(new ThreadResources(500, 300, 2, 3, 4));
    }

    @Test
    void theMostOpenDescriptorsFollowTheLimit() {
        Workload workload = process().call(10, "SYSCALL_SETRLIMIT", 0, 2048, 4096, NOFILE);

        assertThat(workload.replay().thread(10).fdLimit()).isEqualTo(2048);
    }

    @Test
    void anotherProcessesLimitIsSet() {
        Workload workload = process().call(1, "SYSCALL_PRLIMIT", 0, 99, 99, 10, 10, 10, NOFILE);

        assertThat(workload.replay().thread(10).fdLimit()).isEqualTo(99);
    }

    @Test
    void otherLimitsDoNotCount() {
        Workload workload = process().call(10, "SYSCALL_SETRLIMIT", 0, 2048, 4096, 1);

        assertThat(workload.replay().thread(10).fdLimit()).isNotEqualTo(2048);
    }

    @Test
    void whoEntersAUserNamespaceHasEveryCapability() {
        Workload workload = process().call(10, "SYSCALL_UNSHARE", 0, ThreadFlags.CLONE_NEWUSER);

        assertThat(workload.replay().thread(10).capEffective()).isEqualTo(ThreadVersion.ALL_CAPABILITIES);
    }

    @Test
    void anExitKnowsWhenItsCallWasEntered() {
        Workload workload = process()
                .event(EventBytes.of("SYSCALL_READ_E").thread(10).values(0, 100))
                .pause(5)
                .event(EventBytes.of("SYSCALL_READ_X").thread(10).values(0, null));
        Replay replay = Replay.upTo(2, workload.toByteArray());

        assertThat(replay.state().eventEnterNanos()).isEqualTo(Workload.START_NANOS);
    }

    @Test
    void theSchedulerComesBetweenTheHalvesOfACall() {
        Workload workload = process()
                .event(EventBytes.of("SYSCALL_READ_E").thread(10).values(0, 100))
                .event(EventBytes.of("SCHEDSWITCH_6_E").thread(10).values(20, 3, 4, 500, 300, 2))
                .event(EventBytes.of("SYSCALL_READ_X").thread(10).values(0, null));

        assertThat(Replay.upTo(3, workload.toByteArray()).state().eventEnterNanos())
                .isEqualTo(Workload.START_NANOS);
    }

    @Test
    void anExitOfAnotherCallHasNoEnter() {
        Workload workload = process()
                .event(EventBytes.of("SYSCALL_READ_E").thread(10).values(0, 100))
                .event(EventBytes.of("SYSCALL_WRITE_X").thread(10).values(0, null));

        assertThat(Replay.upTo(2, workload.toByteArray()).state().eventEnterNanos())
                .isEqualTo(-1);
    }

    @Test
    void aSecondExitHasNoEnter() {
        Workload workload = process()
                .event(EventBytes.of("SYSCALL_READ_E").thread(10).values(0, 100))
                .event(EventBytes.of("SYSCALL_READ_X").thread(10).values(0, null))
                .event(EventBytes.of("SYSCALL_READ_X").thread(10).values(0, null));

        assertThat(Replay.upTo(3, workload.toByteArray()).state().eventEnterNanos())
                .isEqualTo(-1);
    }
}
