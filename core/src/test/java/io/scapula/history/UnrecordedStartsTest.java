package io.scapula.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import org.junit.jupiter.api.Test;

class UnrecordedStartsTest {
    private static Workload shell() {
        return Workload.start().running(Task.process(10).command("/bin/bash"));
    }

    @Test
    void aProcessThatClonesUnderAnotherNameAndCommandLineHasExecutedSomething() {
        Workload workload = shell().fork(10, 20);
        workload.task(20).command("/usr/bin/make", "all");

        CaptureHistory history = workload.fork(20, 30).exit(20, 2).history();

        assertThat(history.programs()).isEmpty();
        assertThat(history.inferredPrograms()).hasSize(1);
        Program make = history.inferredPrograms().get(0);
        assertThat(make.isInferred()).isTrue();
        assertThat(make.thread().commandLine()).isEqualTo("make all");
        assertThat(make.thread().pid()).isEqualTo(20);
        assertThat(make.ending()).isEqualTo(Program.Ending.EXITED);
        assertThat(make.exitStatus()).isNotNull();
    }

    @Test
    void itIsFoundOnce() {
        Workload workload = shell().fork(10, 20);
        workload.task(20).command("/usr/bin/make");

        assertThat(workload.fork(20, 30).fork(20, 31).history().inferredPrograms())
                .hasSize(1);
    }

    @Test
    void aProcessNeitherListedNorClonedIsAProgramThatWasStarted() {
        Workload workload = shell().known(Task.process(20).parent(10).command("/usr/bin/make"));

        CaptureHistory history = workload.forkSeenFromParent(20, 30).history();

        assertThat(history.inferredPrograms())
                .extracting(program -> program.thread().commandLine())
                .containsExactly("make");
    }

    @Test
    void withoutAProcessListWhatTurnsUpMayHaveRunBefore() {
        Workload workload = Workload.start().known(Task.process(20).command("/usr/bin/make"));

        assertThat(workload.forkSeenFromParent(20, 30).history().inferredPrograms())
                .isEmpty();
    }

    @Test
    void aProgramThatRewritesItsCommandLineHasNotExecutedAnything() {
        Workload workload = shell().fork(10, 20).exec(20, "/usr/sbin/nginx");
        workload.task(20).exe("nginx: master process");

        assertThat(workload.fork(20, 30).history().inferredPrograms()).isEmpty();
    }

    @Test
    void aThreadThatGivesItselfANameHasNotExecutedAnything() {
        Workload workload = shell().fork(10, 20).exec(20, "/usr/bin/java");
        workload.task(20).comm("http-worker");

        assertThat(workload.fork(20, 30).history().inferredPrograms()).isEmpty();
    }

    @Test
    void aChildThatIsHeardOfLateRunsWhatItsParentRanBefore() {
        Workload workload = shell().fork(10, 20).exec(20, "/bin/ls");
        Task child = Task.process(30).parent(20).command("/bin/bash");

        assertThat(workload.known(child).forkSeenFromChild(20, 30).history().inferredPrograms())
                .isEmpty();
    }
}
