package io.scapula.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.CaptureOptions;
import io.scapula.format.ReadOptions;
import io.scapula.state.ExitStatus;
import io.scapula.state.StateLimits;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import io.scapula.testing.Workload.Shape;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The lives that a replay writes down. */
class HistoryRecorderTest {
    private static final long START = Workload.START_NANOS;
    private static final long MILLISECOND = Workload.MILLISECOND;
    private static final String CONTAINER = "/docker/" + "ab".repeat(32);

    private static Workload workload() {
        return Workload.start()
                .running(
                        Task.process(1).command("/sbin/init"),
                        Task.process(10).parent(1).command("/bin/bash"));
    }

    private static Program onlyProgram(Workload workload) {
        List<Program> programs = workload.history().programs();
        assertThat(programs).hasSize(1);
        return programs.get(0);
    }

    private static Process process(Workload workload, long pid) {
        List<Process> found = workload.history().processes().stream()
                .filter(process -> process.pid() == pid)
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void aProgramRunsFromItsExecveToItsExit() {
        Program program =
                onlyProgram(workload().fork(10, 20).exec(20, "/bin/ls").exit(20, 3));

        assertThat(program.eventNumber()).isEqualTo(3);
        assertThat(program.timeNanos()).isEqualTo(START + 2 * MILLISECOND);
        assertThat(program.endNanos()).isEqualTo(START + 3 * MILLISECOND);
        assertThat(program.ending()).isEqualTo(Program.Ending.EXITED);
        assertThat(program.exitStatus()).isEqualTo(new ExitStatus(3, 0, false));
    }

    @Test
    void itKnowsWhatStartedIt() {
        Program program = onlyProgram(workload().fork(10, 20).exec(20, "/bin/ls"));

        assertThat(program.before().comm()).isEqualTo("bash");
        assertThat(program.parent()).isNotNull().extracting("tid").isEqualTo(10L);
        assertThat(program.process().parent())
                .isNotNull()
                .extracting(Process::pid)
                .isEqualTo(10L);
    }

    @Test
    void aProgramThatExecutesAnotherIsReplaced() {
        List<Program> programs = workload()
                .fork(10, 20)
                .exec(20, "/bin/sh")
                .exec(20, "/bin/ls")
                .exit(20, 0)
                .history()
                .programs();

        assertThat(programs)
                .extracting(Program::ending)
                .containsExactly(Program.Ending.REPLACED, Program.Ending.EXITED);
        assertThat(programs.get(0).exitStatus()).isNull();
        assertThat(programs.get(0).endNanos()).isEqualTo(programs.get(1).timeNanos());
    }

    @Test
    void aProgramWithoutAnEndRuns() {
        Program program = onlyProgram(workload().fork(10, 20).exec(20, "/bin/sleep", "60"));

        assertThat(program.ending()).isEqualTo(Program.Ending.RUNNING);
        assertThat(program.endNanos()).isEqualTo(Process.UNKNOWN_TIME);
        assertThat(program.exitStatus()).isNull();
    }

    @Test
    void aProgramWhosePidIsUsedAgainIsLost() {
        Workload workload =
                workload().fork(10, 20).exec(20, "/bin/ls").pause(5_000).fork(10, 20);

        Program program = onlyProgram(workload);

        assertThat(program.ending()).isEqualTo(Program.Ending.LOST);
        assertThat(program.process().wasLost()).isTrue();
        assertThat(program.process().hasEnded()).isFalse();
        assertThat(program.endNanos()).isEqualTo(Process.UNKNOWN_TIME);
    }

    @Test
    void aSignalIsAnEnd() {
        Program program =
                onlyProgram(workload().fork(10, 20).exec(20, "/bin/ls").killed(20, 15));

        assertThat(program.exitStatus()).isEqualTo(new ExitStatus(0, 15, false));
        assertThat(program.exitStatus().reportedCode()).isEqualTo(143);
    }

    @Test
    void theOldestRecordersLeaveTheStatusOpen() {
        Workload workload = Workload.inShape(Shape.OLDEST)
                .running(Task.process(10))
                .fork(10, 20)
                .exec(20, "/bin/ls")
                .exit(20, 3);

        Program program = onlyProgram(workload);

        assertThat(program.ending()).isEqualTo(Program.Ending.EXITED);
        assertThat(program.exitStatus()).isNull();
    }

    @Test
    void aProcessEndsWithItsLastThread() {
        Process process = process(
                workload()
                        .fork(10, 20)
                        .exec(20, "/bin/java")
                        .thread(20, 21)
                        .killed(20, 9)
                        .killed(21, 9),
                20);

        assertThat(process.endNanos()).isEqualTo(START + 6 * MILLISECOND);
        assertThat(process.exitStatus()).isEqualTo(new ExitStatus(0, 9, false));
    }

    @Test
    void whatALeaderLeftWithCountsIfTheLastThreadLeftQuietly() {
        Process process =
                process(workload().fork(10, 20).thread(20, 21).exit(20, 3).exit(21, 0), 20);

        assertThat(process.exitStatus()).isEqualTo(new ExitStatus(3, 0, false));
    }

    @Test
    void whatTheLastThreadDiedOfCountsMore() {
        Process process =
                process(workload().fork(10, 20).thread(20, 21).exit(20, 0).killed(21, 11), 20);

        assertThat(process.exitStatus()).isEqualTo(new ExitStatus(0, 11, false));
    }

    @Test
    void aLeaderThatAnExecveEndedDidNotEndTheProcess() {
        Workload workload = workload()
                .fork(10, 20)
                .exec(20, "/bin/launcher")
                .thread(20, 21)
                .killed(20, 9)
                .known(Task.process(20).parent(10))
                .exec(20, "/bin/app")
                .exit(20, 0);

        Process process = process(workload, 20);

        assertThat(process.exitStatus()).isEqualTo(new ExitStatus(0, 0, false));
        assertThat(process.programs())
                .extracting(Program::ending)
                .containsExactly(Program.Ending.REPLACED, Program.Ending.EXITED);
    }

    @Test
    void aShortLivedChildIsOneProcessInWhateverOrderItIsSeen() {
        Workload workload = workload()
                .forkSeenFromChild(10, 20)
                .exec(20, "/bin/true")
                .exit(20, 0)
                .known(Task.process(20))
                .forkSeenFromParent(10, 20);

        assertThat(process(workload, 20).hasEnded()).isTrue();
    }

    @Test
    void aProcessOfTheListRanBefore() {
        Process process = process(workload(), 10);

        assertThat(process.ranBefore()).isTrue();
        assertThat(process.startNanos()).isEqualTo(Process.UNKNOWN_TIME);
        assertThat(process.parent()).isNotNull().extracting(Process::pid).isEqualTo(1L);
    }

    @Test
    void aThreadOfTheListIsNoProcess() {
        List<Process> processes = Workload.start()
                .running(Task.thread(11, 10), Task.process(10), Task.thread(12, 10))
                .history()
                .processes();

        assertThat(processes).extracting(Process::pid).containsExactly(10L);
    }

    @Test
    void anUnknownProcessThatExecutesBecomesKnown() {
        Workload workload = workload()
                .known(Task.process(77).parent(10))
                .exec(77, "/bin/ls")
                .exit(77, 1);

        Process process = process(workload, 77);

        assertThat(process.startNanos()).isEqualTo(Process.UNKNOWN_TIME);
        assertThat(process.ranBefore()).isFalse();
        assertThat(process.exitStatus()).isEqualTo(new ExitStatus(1, 0, false));
    }

    @Test
    void aFailedStartIsTheProcesses() {
        Process process =
                process(workload().fork(10, 20).failedExec(20, "/no/such", 2).exit(20, 127), 20);

        assertThat(process.programs()).isEmpty();
        assertThat(process.failedStarts())
                .singleElement()
                .extracting(Process.FailedStart::path, Process.FailedStart::error, Process.FailedStart::errorName)
                .containsExactly("/no/such", 2, "ENOENT");
    }

    @Test
    void anErrorWithoutANameIsItsNumber() {
        Process process = process(workload().fork(10, 20).failedExec(20, "/x", 999), 20);

        assertThat(process.failedStarts().get(0).errorName()).isEqualTo("error 999");
    }

    @Test
    void aContainerHoldsTheProcessesThatEnteredIt() {
        Workload workload = workload().fork(10, 20);
        workload.task(20).inContainer(CONTAINER, 1);
        workload.exec(20, "/bin/web").fork(10, 30).exec(30, "/bin/ls");

        List<ContainerHistory> containers = workload.history().containers();

        assertThat(containers).singleElement().extracting(ContainerHistory::id).isEqualTo("abababababab");
        assertThat(containers.get(0).processes()).extracting(Process::pid).containsExactly(20L);
        assertThat(containers.get(0).firstEvent()).isEqualTo(3);
    }

    @Test
    void theLastDescriptionOfAContainerCounts() {
        ContainerHistory container = workload()
                .container("{\"id\":\"abababababab\",\"name\":\"early\"}")
                .container("{\"id\":\"abababababab\",\"name\":\"late\"}")
                .history()
                .containers()
                .get(0);

        assertThat(container.description().name()).isEqualTo("late");
        assertThat(container.descriptionEvents()).containsExactly(1L, 2L);
    }

    @Test
    void cgroupsDoNotUndoADescription() {
        Workload workload = Workload.start()
                .running(Task.process(10))
                .container("{\"id\":\"abababababab\",\"name\":\"web\"}")
                .fork(10, 20);
        workload.task(20).inContainer(CONTAINER, 1);

        ContainerHistory container =
                workload.exec(20, "/bin/web").history().containers().get(0);

        assertThat(container.description().name()).isEqualTo("web");
    }

    @Test
    void sectionsAreRecordingsOfTheirOwn() {
        CaptureHistory history = workload()
                .fork(10, 20)
                .exec(20, "/bin/ls")
                .nextSection()
                .running(Task.process(20).command("/bin/other"))
                .exit(20, 0)
                .history();

        assertThat(history.programs()).extracting(Program::ending).containsExactly(Program.Ending.RUNNING);
        assertThat(history.sections()).hasSize(2);
        assertThat(history.processes()).extracting(Process::pid).containsExactly(1L, 10L, 20L, 20L);
    }

    @Test
    void whatIsBeyondTheLimitIsNotWrittenDown() throws IOException {
        Workload workload = workload();
        for (int round = 0; round < 50; round++) {
            workload.exec(10, "/bin/true").failedExec(10, "/no/such", 2);
        }
        CaptureOptions options = new CaptureOptions(ReadOptions.DEFAULT, new StateLimits(100, 10, 100, 100, 100));

        CaptureHistory history = workload.open(options).history();

        assertThat(history.programs().size() + history.processes().size()).isLessThanOrEqualTo(10);
        assertThat(history.limitReached()).isTrue();
    }
}
