package io.scapula.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.history.Program;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import org.junit.jupiter.api.Test;

/** What programs start with, where events are late or do not tell what a descriptor is. */
class InheritedDescriptorsTest {
    private static final String CGROUP = "/kubepods/pod0a1b2c3d-0000-1111-2222-333344445555/" + "ab".repeat(32);

    private static Workload shellInContainer() {
        return Workload.start().running(Task.process(10).command("/bin/sh").inContainer(CGROUP, 1));
    }

    private static StandardStreams streams(Workload workload) {
        return workload.history().programs().stream()
                .findFirst()
                .map(Program::streams)
                .orElseThrow();
    }

    /** The parent returns from clone with the child's id inside, closes its end, and only then the child is heard of. */
    private static Workload childHeardOfLate() {
        Workload workload = shellInContainer().pipe(10, 3, 4, 77);
        workload.known(Task.process(20).parent(10).command("/bin/sh").inContainer(CGROUP, 5));
        return workload.cloneReturns(10, 5).close(10, 4).close(10, 3).forkSeenFromChild(10, 20);
    }

    @Test
    void aChildInAPidNamespaceHasWhatItsParentHadAtTheClone() {
        StandardStreams streams = streams(childHeardOfLate().dup2(20, 4, 1).exec(20, "/bin/ls"));

        assertThat(streams.output()).isNotNull();
        assertThat(streams.output().inode()).isEqualTo(77);
    }

    @Test
    void aNumberThatTheParentUsedAgainIsWhatItWasAtTheClone() {
        Workload workload = shellInContainer().pipe(10, 3, 4, 77);
        workload.known(Task.process(20).parent(10).command("/bin/sh").inContainer(CGROUP, 5));
        workload.cloneReturns(10, 5)
                .close(10, 4)
                .pipe(10, 4, 7, 78)
                .forkSeenFromChild(10, 20)
                .dup2(20, 4, 1)
                .exec(20, "/bin/ls");

        assertThat(streams(workload).output().inode()).isEqualTo(77);
    }

    @Test
    void whatTheChildClosesIsClosed() {
        StandardStreams streams =
                streams(childHeardOfLate().dup2(20, 4, 1).close(20, 1).exec(20, "/bin/ls"));

        assertThat(streams.output()).isNull();
    }

    @Test
    void aDescriptorThatAnUnknownOneWasCopiedOverIsNotKnown() {
        Workload workload = Workload.start()
                .running(Task.process(10))
                .pipe(10, 0, 1, 77)
                .dup2(10, 9, 1)
                .exec(10, "/bin/ls");

        StandardStreams streams = streams(workload);

        assertThat(streams.input()).isNotNull();
        assertThat(streams.output()).isNull();
    }

    @Test
    void aChildInheritsWhatIsNotKnown() {
        Workload workload = Workload.start()
                .running(Task.process(10))
                .pipe(10, 0, 1, 77)
                .dup2(10, 9, 1)
                .fork(10, 20)
                .exec(20, "/bin/ls");

        assertThat(streams(workload).output()).isNull();
    }

    @Test
    void whatIsOpenedAfterwardsIsKnownAgain() {
        Workload workload = Workload.start()
                .running(Task.process(10))
                .pipe(10, 0, 1, 77)
                .dup2(10, 9, 1)
                .pipe(10, 5, 6, 78)
                .dup2(10, 6, 1)
                .exec(10, "/bin/ls");

        assertThat(streams(workload).output().inode()).isEqualTo(78);
    }
}
