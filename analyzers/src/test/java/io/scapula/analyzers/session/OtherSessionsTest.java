package io.scapula.analyzers.session;

import static io.scapula.analyzers.session.MachineStory.ALICE;
import static io.scapula.analyzers.session.MachineStory.CGROUP;
import static io.scapula.analyzers.session.MachineStory.CONTAINER;
import static io.scapula.analyzers.session.MachineStory.INIT;
import static io.scapula.analyzers.session.MachineStory.NOBODY;
import static io.scapula.analyzers.session.MachineStory.PTS_0;
import static io.scapula.analyzers.session.MachineStory.PTS_1;
import static io.scapula.analyzers.session.MachineStory.SHIM;
import static io.scapula.analyzers.session.MachineStory.SSHD;
import static io.scapula.analyzers.session.MachineStory.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.table.Table;
import io.scapula.testing.Rows;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sessions in containers, at consoles, of schedulers, and what removes their traces. */
class OtherSessionsTest {
    private static final long TTY_1 = 0x401;

    @Test
    void aShellExecutedInAContainerIsASession() {
        MachineStory story = MachineStory.start()
                .executesInContainer(100, 8, PTS_0, "/bin/bash")
                .runs(100, 101, "/usr/bin/id");

        assertThat(story.rows("kind", "user.name", "container.id", "interactive", "open", "commands"))
                .containsExactly("exec root " + CONTAINER + " true true 2");
    }

    @Test
    void aProbeIsOneThatNobodyTypesIn() {
        MachineStory story = MachineStory.start().executesInContainer(100, 8, 0, "/bin/cat", "/tmp/healthy");
        story.workload().exit(100, 0);

        assertThat(story.rows("kind", "interactive", "open", "proc.cmdline"))
                .containsExactly("exec false false cat /tmp/healthy");
    }

    @Test
    void theContainersOwnProgramsAreNone() {
        MachineStory story = MachineStory.start().runs(WEB, 100, "/bin/sh", "-c", "date");
        story.workload().exit(WEB, 0).fork(SHIM, 200).exec(200, "/usr/bin/runc", "init");
        story.workload().task(200).inContainer(CGROUP, 1);
        story.workload().exec(200, "/usr/sbin/nginx");

        assertThat(story.rows("kind")).isEmpty();
    }

    @Test
    void aShellThatWasExecutedInAContainerBeforeTheCaptureIsFound() {
        MachineStory story = MachineStory.start(Task.process(80)
                        .parent(SHIM)
                        .command("/bin/sh")
                        .inContainer(CGROUP, 9)
                        .session(9)
                        .tty(PTS_0))
                .runs(80, 100, "/bin/ls");

        assertThat(story.rows("kind", "container.id", "start", "commands"))
                .containsExactly("exec " + CONTAINER + " - 1");
    }

    @Test
    void nsenterIntoAContainerIsOneThoughItsCgroupStaysTheHosts() {
        MachineStory story =
                MachineStory.start().accepts(SSHD, "192.0.2.7", 1111).login(100, 101, PTS_0);
        story.workload()
                .fork(101, 102)
                .exec(102, "/usr/bin/nsenter", "-t", Long.toString(WEB), "-m", "sh")
                .call(102, "SYSCALL_OPENAT_2", 9, -100L, "/proc/" + WEB + "/ns/mnt", 1L, 0L, 0x4L, 77L)
                .call(102, "SYSCALL_SETNS", 0, 9, 0)
                .exec(102, "/bin/sh");

        assertThat(story.rows("session", "kind", "container.id", "parent"))
                .containsExactly("1 ssh host -", "2 exec " + CONTAINER + " 1");
    }

    @Test
    void aContainerStartedInASessionIsNotInIt() {
        MachineStory story =
                MachineStory.start().accepts(SSHD, "192.0.2.7", 1111).login(100, 101, PTS_0);
        story.workload().fork(101, 102).exec(102, "/usr/bin/runc", "init");
        story.workload()
                .task(102)
                .inContainer("/docker/" + "fedcba9876543210".repeat(4), 1)
                .tty(0);
        story.workload().exec(102, "/usr/sbin/redis-server");
        story.runs(102, 103, "/bin/date");

        assertThat(story.rows("kind", "commands")).containsExactly("ssh 2");
    }

    @Test
    void aLoginAtTheConsoleIsOne() {
        MachineStory story = MachineStory.start();
        story.workload().fork(INIT, 100).exec(100, "/sbin/agetty", "tty1");
        story.workload().task(100).tty(TTY_1);
        story.workload().exec(100, "/bin/login").fork(100, 101);
        story.setsid(101);
        story.workload().task(101).user(ALICE, ALICE).tty(TTY_1);
        story.workload().exec(101, "/bin/bash");

        assertThat(story.rows("kind", "user.loginname", "terminal", "remote")).containsExactly("console 1001 tty1 -");
    }

    @Test
    void aJobOfASchedulerIsOneWhateverItStarts() {
        MachineStory story = MachineStory.start(Task.process(90).parent(INIT).command("/usr/sbin/cron", "-f"));
        story.workload().fork(90, 100).fork(100, 101).exec(101, "/bin/sh", "-c", "backup");
        story.runs(101, 102, "/usr/bin/tar").workload().exit(101, 0);
        story.runs(100, 103, "/usr/sbin/sendmail", "-i", "root").workload().exit(100, 0);

        assertThat(story.rows("kind", "interactive", "commands", "proc.cmdline"))
                .containsExactly("cron false 3 sh -c backup");
    }

    @Test
    void aPaneOfAMultiplexerIsATerminalOfItsOwn() {
        MachineStory story =
                MachineStory.start().accepts(SSHD, "192.0.2.7", 1111).login(100, 101, PTS_0);
        story.workload().fork(101, 102).exec(102, "/usr/bin/tmux");
        story.workload().task(102).tty(0);
        story.workload().fork(102, 103);
        story.setsid(103);
        story.workload().task(103).tty(PTS_1);
        story.workload().exec(103, "/bin/bash");

        assertThat(story.rows("session", "kind", "terminal", "parent"))
                .containsExactly("1 ssh pts/0 -", "2 terminal pts/1 1");
    }

    @Test
    void whatATraceIsRemovedByIsMarked() {
        MachineStory story = MachineStory.start().executesInContainer(100, 8, PTS_0, "/bin/sh");
        story.workload().fork(100, 101).exec(101, "/bin/rm", "/root/.bash_history");
        story.workload()
                .call(101, "SYSCALL_UNLINKAT_2", 0, -100L, "/root/.bash_history", 0)
                .exit(101, 0);
        story.workload().fork(100, 102).exec(102, "/bin/ln", "-s", "/dev/null", "/root/.bash_history");
        story.workload()
                .call(102, "SYSCALL_SYMLINKAT", 0, "/dev/null", -100L, "/root/.bash_history")
                .exit(102, 0);
        story.workload().fork(100, 103).exec(103, "/usr/bin/touch", "-r", "/etc/hosts", "/etc/passwd");
        story.workload().call(103, "SYSCALL_UNLINKAT_2", 0, -100L, "/tmp/x", 0);

        Table told = story.story(1);

        assertThat(Rows.of(told, "what", "text"))
                .contains(
                        "trace_removed deleted /root/.bash_history",
                        "trace_removed made /root/.bash_history a link to /dev/null",
                        "trace_removed /usr/bin/touch -r /etc/hosts /etc/passwd (still runs)",
                        "file deleted /tmp/x");
        assertThat(story.rows("files_changed", "traces_removed")).containsExactly("1 3");
    }

    @Test
    void connectionsAreCountedAndTold() {
        MachineStory story = MachineStory.start().executesInContainer(100, 8, PTS_0, "/bin/sh");
        story.workload().fork(100, 101).exec(101, "/usr/bin/curl");
        story.connects(101, "198.51.100.5", 443);

        assertThat(story.rows("connections")).containsExactly("1");
        assertThat(Rows.of(story.story(1), "what", "text")).contains("connection connected to 198.51.100.5:443");
    }

    @Test
    void daemonsAndTheirProgramsAreNone() {
        MachineStory story = MachineStory.start(
                Task.process(90).parent(INIT).command("/usr/sbin/httpd").user(33, NOBODY));
        story.accepts(90, "198.51.100.5", 40001).runs(90, 100, "/bin/sh", "-c", "date");

        assertThat(story.rows("kind")).isEmpty();
    }

    @Test
    void aSessionThatIsNotThereIsSaidSo() {
        Workload workload = MachineStory.start().workload();

        Table told = workload.answer(new SessionsAnalyzer(), Map.of("id", "7"));

        assertThat(told.rowCount()).isZero();
        assertThat(told.notes()).containsExactly("There is no session 7; there are 0.");
    }
}
