package io.scapula.analyzers.container;

import static io.scapula.analyzers.container.ContainerStory.FULL_ID;
import static io.scapula.analyzers.container.ContainerStory.ID;
import static io.scapula.analyzers.container.ContainerStory.OTHER_FULL_ID;
import static io.scapula.analyzers.container.ContainerStory.OTHER_ID;
import static io.scapula.analyzers.container.ContainerStory.POD_UID;
import static io.scapula.analyzers.container.ContainerStory.docker;
import static io.scapula.analyzers.container.ContainerStory.inPod;
import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.EventBytes;
import io.scapula.table.Absence;
import io.scapula.table.Table;
import io.scapula.testing.Rows;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import io.scapula.testing.Workload.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The life of one container: where it begins, where it ends, and what that says. */
class PodsTest {
    private static final String[] LIFE = {"container.id", "attempt", "restarts", "exit_code", "proc.cmdline"};

    @Test
    void aRunLastsFromTheEntryProgramToTheEntryProcessesEnd() {
        Table pods = ContainerStory.start()
                .starts(100, docker(FULL_ID), "/bin/web", "-p", "80")
                .exits(100, 3)
                .pods();

        assertThat(Rows.of(pods, LIFE)).containsExactly(ID + " 0 0 3 web -p 80");
        // The clone of the runtime's init, then the entry program's execve.
        assertThat(pods.timeNanos(0, "start")).isEqualTo(Workload.START_NANOS + Workload.MILLISECOND);
        assertThat(pods.durationNanos(0, "duration_ns")).isEqualTo(Workload.MILLISECOND);
        assertThat(pods.events(0, "evidence")).containsExactly(2, 3);
    }

    @Test
    void anEntryProgramThatGivesWayToAnotherIsTheSameRun() {
        ContainerStory story = ContainerStory.start().starts(100, docker(FULL_ID), "/bin/tini", "--", "web");
        story.workload().exec(100, "/bin/web");

        assertThat(Rows.of(story.exits(100, 0).pods(), LIFE)).containsExactly(ID + " 0 0 0 tini -- web");
    }

    @Test
    void aCommandExecutedInTheContainerIsNoRun() {
        Table pods = ContainerStory.start()
                .starts(100, docker(FULL_ID), "/bin/web")
                .executes(200, docker(FULL_ID), "/bin/sh")
                .exits(200, 1)
                .exits(100, 0)
                .pods();

        assertThat(Rows.of(pods, LIFE)).containsExactly(ID + " 0 0 0 web");
    }

    @Test
    void aProbeThatIsExecutedAsTheEntryProcessDiesIsNoRun() {
        Table pods = ContainerStory.start()
                .starts(100, docker(FULL_ID), "/bin/web")
                .killed(100, 9)
                .executes(200, docker(FULL_ID), "/bin/probe")
                .pods();

        assertThat(Rows.of(pods, LIFE)).containsExactly(ID + " 0 0 137 web");
    }

    @Test
    void aRestartUnderTheSameIdIsAnotherRun() {
        Table pods = ContainerStory.start()
                .starts(100, docker(FULL_ID), "/bin/web")
                .exits(100, 1)
                .starts(200, docker(FULL_ID), "/bin/web")
                .pods();

        assertThat(Rows.of(pods, LIFE)).containsExactly(ID + " 0 1 1 web", ID + " 1 1 - web");
    }

    @Test
    void anEntryProgramThatCannotBeExecutedIsARunThatFailed() {
        ContainerStory story = ContainerStory.start().prepares(100, docker(FULL_ID), 1);
        story.workload().failedExec(100, "/app/run.sh", 2).exit(100, 1);

        Table pods = story.pods();

        assertThat(Rows.of(pods, LIFE)).containsExactly(ID + " 0 0 1 /app/run.sh");
        assertThat(pods.text(0, "summary"))
                .startsWith("Container " + ID + " never started because /app/run.sh was found by the runtime");
    }

    @Test
    void anEntryProgramThatFailsShowsWhichContainerTheRuntimeHadJoined() {
        ContainerStory story = ContainerStory.start().joins(100, docker(FULL_ID));
        story.workload().failedExec(100, "/app/run.sh", 2).exit(100, 1);

        assertThat(Rows.of(story.pods(), LIFE)).containsExactly(ID + " 0 0 1 /app/run.sh");
    }

    @Test
    void everyFailedAttemptIsARun() {
        ContainerStory story = ContainerStory.start().prepares(100, docker(FULL_ID), 1);
        story.workload().failedExec(100, "/app/run.sh", 2).exit(100, 1);
        story.prepares(200, docker(FULL_ID), 1)
                .workload()
                .failedExec(200, "/app/run.sh", 2)
                .exit(200, 1);

        assertThat(Rows.of(story.starts(300, docker(FULL_ID), "/app/run.sh").pods(), LIFE))
                .containsExactly(ID + " 0 2 1 /app/run.sh", ID + " 1 2 1 /app/run.sh", ID + " 2 2 - run.sh");
    }

    @Test
    void aCommandThatTheContainerCannotExecuteIsNoRun() {
        ContainerStory story = ContainerStory.start().starts(100, docker(FULL_ID), "/bin/sh", "start.sh");
        story.workload().fork(100, 101).failedExec(101, "/no/such", 2).exit(101, 127);

        assertThat(Rows.of(story.exits(100, 127).pods(), LIFE)).containsExactly(ID + " 0 0 127 sh start.sh");
    }

    @Test
    void aContainerThatRanBeforeIsTheFirstOfItsNamespace() {
        Task worker = Task.process(90).parent(100).command("/bin/worker").inContainer(docker(FULL_ID), 7);
        Task entry = Task.process(100).parent(5).command("/bin/web").inContainer(docker(FULL_ID), 1);

        Table pods = ContainerStory.start(worker, entry).exits(100, 4).pods();

        assertThat(Rows.of(pods, LIFE)).containsExactly(ID + " 0 0 4 web");
        assertThat(pods.isAbsent(0, "start")).isTrue();
        assertThat(pods.isAbsent(0, "duration_ns")).isTrue();
    }

    @Test
    void withoutThatItIsTheOldestWhoseParentIsOutside() {
        Task child = Task.process(90).parent(100).command("/bin/worker").inContainer(docker(FULL_ID), 90);
        Task entry = Task.process(100).parent(5).command("/bin/web").inContainer(docker(FULL_ID), 100);
        Task executed = Task.process(200).parent(5).command("/bin/sh").inContainer(docker(FULL_ID), 200);

        Table pods = ContainerStory.start(child, entry, executed).pods();

        assertThat(Rows.of(pods, LIFE)).containsExactly(ID + " 0 0 - web");
    }

    @Test
    void aCommandInAContainerThatRanBeforeIsNoRun() {
        Task entry = Task.process(100).parent(5).command("/bin/web").inContainer(docker(FULL_ID), 1);

        Table pods = ContainerStory.start(entry)
                .executes(200, docker(FULL_ID), "/bin/sh")
                .pods();

        assertThat(Rows.of(pods, LIFE)).containsExactly(ID + " 0 0 - web");
    }

    @Test
    void aContainerThatRanBeforeCanBeRestarted() {
        Task entry = Task.process(100).parent(5).command("/bin/web").inContainer(docker(FULL_ID), 1);

        Table pods = ContainerStory.start(entry)
                .exits(100, 1)
                .starts(200, docker(FULL_ID), "/bin/web")
                .pods();

        assertThat(Rows.of(pods, LIFE)).containsExactly(ID + " 0 1 1 web", ID + " 1 1 - web");
    }

    @Test
    void theRuntimesOwnProcessesAreNoEntry() {
        Task runc = Task.process(99)
                .parent(5)
                .command("/usr/bin/runc", "init")
                .comm("runc:[1:CHILD]")
                .inContainer(docker(FULL_ID), 1);
        Task entry = Task.process(100).parent(99).command("/bin/web").inContainer(docker(FULL_ID), 1);

        assertThat(Rows.of(ContainerStory.start(runc, entry).pods(), LIFE)).containsExactly(ID + " 0 0 - web");
    }

    @Test
    void aContainerThatWasRemovedKeepsItsName() {
        ContainerStory story = ContainerStory.start()
                .starts(100, docker(FULL_ID), "/bin/web")
                .named(ID, "web")
                .exits(100, 1);
        story.workload()
                .event(EventBytes.of("ASYNCEVENT_E")
                        .thread(-1)
                        .values(1, "container_removed", "{\"container\":{\"id\":\"" + ID + "\"}}"));

        assertThat(Rows.of(story.pods(), "container.name", "exit_code")).containsExactly("web 1");
    }

    @Test
    void aContainerThatIsOnlyDescribedIsUnknown() {
        Table pods = ContainerStory.start().named(ID, "web").pods();

        assertThat(Rows.of(pods, "container.name", "start", "cause", "confidence", "evidence"))
                .containsExactly("web - unknown 0.0 [1]");
        assertThat(pods.text(0, "summary")).isEqualTo("No process of it was recorded.");
        assertThat(pods.absence(0, pods.columnIndex("exit_code"))).contains(Absence.NOT_RECORDED);
    }

    @ParameterizedTest
    @CsvSource({
        "0, completed, 0.95",
        "256, error_exit, 0.3",
        "32256, error_exit, 0.3",
        "9, killed, 0.45",
        "15, killed, 0.75",
        "11, segfault, 0.95",
        "139, segfault, 0.95",
        "7, segfault, 0.95",
        "6, abort, 0.95",
    })
    void anEndSaysWhatItCan(int status, String cause, double confidence) {
        ContainerStory story = ContainerStory.start().starts(100, docker(FULL_ID), "/bin/web");
        boolean signal = (status & 0x7F) != 0;

        Table pods = (signal ? story.killed(100, status) : story.exits(100, status >> 8)).pods();

        assertThat(pods.text(0, "cause")).isEqualTo(cause);
        assertThat(pods.decimal(0, "confidence")).isEqualTo(confidence);
    }

    @Test
    void aSignalIsNamed() {
        Table pods = ContainerStory.start()
                .starts(100, docker(FULL_ID), "/bin/web")
                .killed(100, 9)
                .pods();

        assertThat(Rows.of(pods, "exit_code", "signal")).containsExactly("137 SIGKILL");
        assertThat(pods.text(0, "summary"))
                .startsWith("Container " + ID + " was ended by SIGKILL after 1ms, perhaps because ");
    }

    @Test
    void aSignalThatTheEntryShellPassedOnIsNamed() {
        ContainerStory story = ContainerStory.start().starts(100, docker(FULL_ID), "/bin/sh");
        story.workload().fork(100, 101).exec(101, "/bin/ledger");

        Table pods = story.killed(101, 6).exits(100, 134).pods();

        assertThat(Rows.of(pods, "exit_code", "signal", "cause")).containsExactly("134 SIGABRT abort");
        assertThat(pods.text(0, "summary")).endsWith("because its process ledger aborted itself (SIGABRT).");
    }

    @Test
    void anExitCodeAloneIsNoSignal() {
        ContainerStory story = ContainerStory.start().starts(100, docker(FULL_ID), "/bin/sh");
        story.workload().fork(100, 101).exec(101, "/bin/ledger");

        Table pods = story.killed(101, 9).exits(100, 134).pods();

        assertThat(Rows.of(pods, "exit_code", "signal")).containsExactly("134 -");
        assertThat(pods.decimal(0, "confidence")).isLessThan(0.5);
    }

    @Test
    void anExitHasNoSignal() {
        Table pods = ContainerStory.start()
                .starts(100, docker(FULL_ID), "/bin/web")
                .exits(100, 0)
                .pods();

        assertThat(pods.absence(0, pods.columnIndex("signal"))).contains(Absence.NOT_APPLICABLE);
    }

    @Test
    void aRunWithoutAnEndRuns() {
        Table pods =
                ContainerStory.start().starts(100, docker(FULL_ID), "/bin/web").pods();

        assertThat(Rows.of(pods, "cause", "end", "exit_code", "duration_ns")).containsExactly("still_running - - -");
        assertThat(pods.absence(0, pods.columnIndex("end"))).contains(Absence.NOT_APPLICABLE);
    }

    @Test
    void aRunWhoseEndIsNotRecordedIsNotSaidToRun() {
        ContainerStory story = ContainerStory.start().starts(100, docker(FULL_ID), "/bin/web");
        story.workload().pause(5_000);
        story.workload().known(Task.process(100).parent(1)).forkSeenFromChild(1, 100);

        Table pods = story.pods();

        assertThat(Rows.of(pods, "cause", "confidence", "end")).containsExactly("unknown 0.0 -");
        assertThat(pods.absence(0, pods.columnIndex("end"))).contains(Absence.NOT_RECORDED);
    }

    @Test
    void anEndWithoutAStatusSaysSo() {
        Task entry = Task.process(100).parent(5).command("/bin/web").inContainer(docker(FULL_ID), 1);

        Table pods = ContainerStory.inShape(Shape.OLDEST, entry).exits(100, 1).pods();

        assertThat(Rows.of(pods, "cause", "confidence", "exit_code")).containsExactly("unknown 0.0 -");
        assertThat(pods.text(0, "summary")).isEqualTo("Container " + ID + " ended; the recorder did not say how.");
    }

    @Test
    void runsAreInOrderOfTheirStart() {
        Task before = Task.process(90).parent(5).command("/bin/before").inContainer(docker("cd".repeat(32)), 1);

        Table pods = ContainerStory.start(before)
                .named("999999999999", "only-described")
                .starts(100, docker(OTHER_FULL_ID), "/bin/first")
                .starts(200, docker(FULL_ID), "/bin/second")
                .pods();

        assertThat(Rows.of(pods, "container.id")).containsExactly("cdcdcdcdcdcd", OTHER_ID, ID, "999999999999");
    }

    @Test
    void aPodsUidComesFromTheCgroupIfNothingElseTells() {
        Table pods = ContainerStory.start()
                .starts(100, inPod(POD_UID, FULL_ID), "/bin/web")
                .pods();

        assertThat(Rows.of(pods, "k8s.pod.uid", "k8s.pod.name")).containsExactly(POD_UID + " -");
    }
}
