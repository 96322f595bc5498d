package io.scapula.analyzers.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scapula.Capture;
import io.scapula.analysis.Outcome;
import io.scapula.format.testing.UserBytes;
import io.scapula.table.Absence;
import io.scapula.table.Table;
import io.scapula.testing.Rows;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import io.scapula.testing.Workload.Shape;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandsTest {
    private static final String CGROUP = "/kubepods/pod0a1b2c3d-0000-1111-2222-333344445555/" + "ab".repeat(32);

    private static Workload shell() {
        return Workload.start()
                .users(UserBytes.user(1000, 1000, "alice", "/home/alice", "/bin/bash"))
                .running(
                        Task.process(1).command("/sbin/init"),
                        Task.process(10)
                                .parent(1)
                                .command("/bin/bash")
                                .cwd("/srv/")
                                .tty(34816)
                                .user(1000, 1000));
    }

    private static Table commands(Workload workload) {
        return workload.answer(new Commands(), Map.of());
    }

    @Test
    void aRowTellsWhoRanWhatAndWhere() {
        Table commands = commands(shell().fork(10, 20).exec(20, "/usr/bin/ls", "-l"));

        assertThat(Rows.of(commands, "evt.num", "proc.pid", "proc.ppid", "proc.pname", "proc.name", "proc.cmdline"))
                .containsExactly("3 20 10 bash ls ls -l");
        assertThat(Rows.of(commands, "proc.exepath", "proc.cwd", "proc.tty"))
                .containsExactly("/usr/bin/ls /srv/ 34816");
        assertThat(Rows.of(commands, "user.name", "user.loginname", "user.uid")).containsExactly("alice alice 1000");
        assertThat(commands.timeNanos(0, "time")).isEqualTo(Workload.START_NANOS + 2 * Workload.MILLISECOND);
    }

    @Test
    void outsideOfContainersIsTheHost() {
        assertThat(Rows.of(commands(shell().exec(10, "/bin/ls")), "container.id", "container.name", "k8s.pod.name"))
                .containsExactly("host host -");
    }

    @Test
    void aContainersProgramTellsItsContainerAndPod() {
        Workload workload = shell().fork(10, 20);
        workload.task(20).inContainer(CGROUP, 1);
        workload.exec(20, "/bin/web")
                .container("{\"id\":\"abababababab\",\"name\":\"web\",\"labels\":{\"io.kubernetes.pod.name\":\"web-0\","
                        + "\"io.kubernetes.pod.namespace\":\"shop\"}}");

        assertThat(Rows.of(commands(workload), "container.id", "container.name", "k8s.ns.name", "k8s.pod.name"))
                .containsExactly("abababababab web shop web-0");
    }

    @Test
    void anEndIsACodeOrASignal() {
        Table commands = commands(shell().fork(10, 20)
                .exec(20, "/bin/false")
                .exit(20, 1)
                .fork(10, 21)
                .exec(21, "/bin/sleep")
                .killed(21, 15));

        assertThat(Rows.of(commands, "ended", "exit_code", "signal", "duration_ns"))
                .containsExactly("exited 1 - 1000000", "exited 143 SIGTERM 1000000");
    }

    @Test
    void aProgramThatRunsHasNoEndYet() {
        Table commands = commands(shell().fork(10, 20).exec(20, "/bin/sleep"));

        assertThat(Rows.of(commands, "ended", "exit_code", "duration_ns")).containsExactly("running - -");
        assertThat(commands.absence(0, commands.columnIndex("exit_code"))).contains(Absence.NOT_APPLICABLE);
    }

    @Test
    void aProgramThatGivesWayToAnotherIsReplaced() {
        Table commands =
                commands(shell().exec(10, "/bin/sh").exec(10, "/bin/ls").exit(10, 0));

        assertThat(Rows.of(commands, "proc.name", "ended", "exit_code"))
                .containsExactly("sh replaced -", "ls exited 0");
    }

    @Test
    void aProgramWhoseEndIsNotRecordedIsLost() {
        Workload workload = shell().fork(10, 20).exec(20, "/bin/ls").pause(5_000);
        workload.known(Task.process(20)).forkSeenFromParent(10, 20);

        assertThat(Rows.of(commands(workload), "ended", "exit_code", "duration_ns"))
                .containsExactly("lost - -");
    }

    @Test
    void anExitWithoutAStatusHasNone() {
        Workload workload = Workload.inShape(Shape.OLDEST)
                .running(Task.process(10))
                .exec(10, "/bin/ls")
                .exit(10, 1);

        Table commands = commands(workload);

        assertThat(Rows.of(commands, "ended", "exit_code")).containsExactly("exited -");
        assertThat(commands.absence(0, commands.columnIndex("exit_code"))).contains(Absence.NOT_RECORDED);
    }

    @Test
    void aFailedExecveIsNoCommand() {
        assertThat(commands(shell().fork(10, 20).failedExec(20, "/no/such", 2)).rowCount())
                .isZero();
    }

    @Test
    void aUserThatIsNotKnownIsANumberOnly() {
        Workload workload = shell();
        workload.task(10).user(4711, 4712);

        assertThat(Rows.of(commands(workload.exec(10, "/bin/ls")), "user.uid", "user.name", "user.loginname"))
                .containsExactly("4711 - -");
    }

    @Test
    void withoutALoginThereIsNoLoginName() {
        Workload workload = shell();
        workload.task(10).user(0, 0xFFFF_FFFFL);

        Table commands = commands(workload.exec(10, "/bin/ls"));

        assertThat(commands.text(0, "user.name")).isEqualTo("root");
        assertThat(commands.absence(0, commands.columnIndex("user.loginname"))).contains(Absence.NOT_APPLICABLE);
    }

    @Test
    void aContainersUserIsNotTheHosts() {
        Workload workload = shell().fork(10, 20);
        workload.task(20).inContainer(CGROUP, 1);

        assertThat(Rows.of(commands(workload.exec(20, "/bin/web")), "user.uid", "user.name"))
                .containsExactly("1000 -");
    }

    @Test
    void aCaptureWithoutExecveIsNotAsked() throws IOException {
        Workload workload = Workload.start().running(Task.process(10)).call(10, "SYSCALL_CLOSE", 0, 3);

        assertThat(workload.ask(new Commands(), Map.of())).isInstanceOf(Outcome.NotApplicable.class);
        try (Capture capture = workload.open()) {
            assertThatThrownBy(() -> capture.analyze("commands"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("commands is not applicable: the capture holds no"
                            + " clone or clone3 or execve or execveat or fork or vfork event");
        }
    }

    @Test
    void aProgramWhoseExecveIsMissingIsInferred() {
        Workload workload = shell().fork(10, 20);
        workload.task(20).command("/usr/bin/make", "all");

        Table commands = commands(workload.fork(20, 30).exec(30, "/bin/cc").exit(20, 2));

        assertThat(Rows.of(commands, "inferred", "proc.cmdline", "ended", "exit_code", "parents"))
                .containsExactly("true make all exited 2 bash < init", "false cc running - make < bash < init");
        assertThat(commands.notes()).isEmpty();
    }

    @Test
    void withoutAnyExecveANoteSaysSo() {
        Workload workload = shell().fork(10, 20);
        workload.task(20).command("/usr/bin/make", "all");

        Table commands = commands(workload.fork(20, 30));

        assertThat(Rows.of(commands, "proc.cmdline")).containsExactly("make all");
        assertThat(commands.notes()).singleElement().asString().contains("no execve");
    }

    @Test
    void aProgramWhoseForkIsMissingIsTold() {
        Workload workload = shell().known(Task.process(20).parent(10));

        assertThat(Rows.of(commands(workload.exec(20, "/bin/ls")), "proc.cmdline", "parents"))
                .containsExactly("ls bash < init");
    }

    @Test
    void failedStartsAreAViewOfTheirOwn() {
        Workload workload = shell().fork(10, 20).failedExec(20, "/no/such", 2).exec(20, "/bin/ls");

        assertThat(Rows.of(workload.answer(new Commands(), Map.of("failed", "true")), "proc.pid", "path", "error"))
                .containsExactly("20 /no/such ENOENT");
    }

    @Test
    void aFilterChoosesPrograms() {
        Workload workload =
                shell().fork(10, 20).exec(20, "/bin/ls").fork(10, 21).exec(21, "/bin/cat");

        assertThat(Rows.of(workload.answer(new Commands(), Map.of("filter", "proc.name = cat")), "proc.cmdline"))
                .containsExactly("cat");
    }

    @Test
    void aContainersCommandLineIsTakenAsItIs() {
        Table commands = commands(shell().exec(10, "/bin/sh", "-c", "printf '\033[2J'; ls"));

        assertThat(commands.text(0, "proc.cmdline")).isEqualTo("sh -c printf '\033[2J'; ls");
    }
}
