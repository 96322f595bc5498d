package io.scapula.field;

import static io.scapula.testing.FieldAnswers.MISSING;
import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.EventBytes;
import io.scapula.format.testing.UserBytes;
import io.scapula.testing.FieldAnswers;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import org.junit.jupiter.api.Test;

/** Processes, their ancestors, users and figures. */
class ProcessFieldsTest {
    private static byte[] family() {
        return Workload.start()
                .running(
                        Task.process(1).command("/sbin/init").env("LANG=C"),
                        Task.process(10)
                                .parent(1)
                                .command("/bin/bash", "-l")
                                .env("HOME=/root", "EMPTY=  ")
                                .session(10),
                        Task.process(20)
                                .parent(10)
                                .command("/usr/bin/vim", "a b", "c")
                                .env("A=1", "B= two ", "AB=3")
                                .cwd("/srv/")
                                .session(10)
                                .tty(34817)
                                .user(7, 8)
                                .cgroups("cpu=/x", "io_cgroup=/y"))
                .call(20, "SYSCALL_FUTEX", 0L, 0L, 0L, 0L)
                .toByteArray();
    }

    @Test
    void commandIsToldInEveryForm() {
        FieldAnswers vim = FieldAnswers.at(1, family());

        assertThat(vim.texts("proc.name", "proc.exe", "proc.exepath", "proc.args", "proc.cmdline", "proc.exeline"))
                .containsExactly("vim", "/usr/bin/vim", "/usr/bin/vim", "a b c", "vim a b c", "/usr/bin/vim a b c");
        assertThat(vim.texts("proc.args[0]", "proc.args[9]", "proc.cmdnargs", "proc.cmdlenargs", "proc.cwd"))
                .containsExactly("a b", "", "2", "4", "/srv/");
    }

    @Test
    void environmentIsToldWholeAndByVariable() {
        FieldAnswers vim = FieldAnswers.at(1, family());

        assertThat(vim.texts("proc.env", "proc.env[A]", "proc.env[B]", "proc.env[NONE]", "proc.env[2]"))
                .containsExactly("A=1 B= two  AB=3", "1", "two", "", "AB=3");
        assertThat(vim.texts("proc.aenv[LANG]", "proc.aenv[EMPTY]", "proc.aenv[1]"))
                .containsExactly("C", MISSING, "HOME=/root EMPTY=  ");
    }

    @Test
    void ancestorsAreToldNearestFirst() {
        FieldAnswers vim = FieldAnswers.at(1, family());

        assertThat(vim.texts("proc.aname", "proc.apid", "proc.aname[0]", "proc.aname[1]", "proc.aname[2]"))
                .containsExactly("bash init", "10 1", "vim", "bash", "init");
        assertThat(vim.texts("proc.aname[3]", "proc.pname", "proc.ppid", "proc.pcmdline", "proc.pexepath"))
                .containsExactly(MISSING, "bash", "10", "bash -l", "/bin/bash");
        assertThat(vim.text("proc.loginshellid")).isEqualTo("10");
    }

    @Test
    void sessionIsNamedAfterItsLeader() {
        FieldAnswers vim = FieldAnswers.at(1, family());

        assertThat(vim.texts("proc.sid", "proc.sname", "proc.sid.exepath", "proc.is_sid_leader", "proc.tty"))
                .containsExactly("10", "bash", "/bin/bash", "false", "34817");
    }

    @Test
    void threadIsToldApartFromItsProcess() {
        byte[] capture = Workload.start()
                .running(
                        Task.process(50).command("/bin/java"),
                        Task.thread(51, 50).command("/bin/java"))
                .call(51, "SYSCALL_FUTEX", 0L, 0L, 0L, 0L)
                .toByteArray();
        FieldAnswers thread = FieldAnswers.at(1, capture);

        assertThat(thread.texts("thread.tid", "proc.pid", "thread.ismain", "thread.nametid"))
                .containsExactly("51", "50", "false", "java51");
        assertThat(thread.texts("proc.nthreads", "proc.nchilds", "thread.vmsize"))
                .containsExactly("2", "1", "0");
    }

    @Test
    void threadThatNothingTellsOfHasTheValuesOfAnUnknownOne() {
        // No process list and no new event: an old recorder's capture, in which a thread counts to its own session.
        byte[] capture = Workload.start()
                .event(EventBytes.of("SYSCALL_FUTEX_X").thread(9).values(0L, 0L, 0L, 0L))
                .toByteArray();
        FieldAnswers unknown = FieldAnswers.at(1, capture);

        assertThat(unknown.texts("proc.name", "proc.cmdline", "proc.exeline", "proc.exepath", "proc.cwd", "proc.env"))
                .containsExactly("<NA>", "<NA>", "<NA> ", "", "", "");
        assertThat(unknown.texts("proc.sid", "proc.sname", "proc.vpid", "thread.vtid", "proc.pname", "proc.duration"))
                .containsExactly("-1", "<NA>", MISSING, MISSING, MISSING, MISSING);
        assertThat(unknown.texts("user.uid", "user.name", "user.loginuid", "user.loginname", "group.gid", "group.name"))
                .containsExactly("4294967295", MISSING, "-1", MISSING, "4294967295", MISSING);
        assertThat(unknown.texts("container.id", "thread.cgroups", "thread.cgroup.cpu", "proc.fdlimit"))
                .containsExactly("host", MISSING, MISSING, "-1");
    }

    @Test
    void threadIdIsThereEvenIfTheThreadIsNot() {
        byte[] capture = Workload.start()
                .event(EventBytes.of("SCHEDSWITCH_6_E").thread(77).values(2L, 0L, 0L, 0L, 0L, 0L))
                .toByteArray();

        assertThat(FieldAnswers.at(1, capture).texts("thread.tid", "proc.name")).containsExactly("77", MISSING);
    }

    @Test
    void cgroupsHaveTheNamesThatPeopleKnow() {
        FieldAnswers vim = FieldAnswers.at(1, family());

        assertThat(vim.texts("thread.cgroups", "thread.cgroup.blkio", "thread.cgroup.cpu", "thread.cgroup.memory"))
                .containsExactly("cpu=/x blkio=/y", "/y", "/x", MISSING);
    }

    @Test
    void usersOfTheHostHaveNamesHomesAndShells() {
        byte[] capture = Workload.start()
                .users(UserBytes.user(7, 7, "ann", "/home/ann", "/bin/zsh"), UserBytes.group(1, 7, "staff"))
                .running(Task.process(20).user(7, 7))
                .call(20, "SYSCALL_FUTEX", 0L, 0L, 0L, 0L)
                .toByteArray();
        FieldAnswers ann = FieldAnswers.at(1, capture);

        assertThat(ann.texts("user.uid", "user.name", "user.homedir", "user.shell", "user.loginname", "group.name"))
                .containsExactly("7", "ann", "/home/ann", "/bin/zsh", "ann", "staff");
    }

    @Test
    void usersOfAContainerAreNotThoseOfTheHost() {
        String cgroup = "/docker/" + "ab".repeat(32);
        byte[] capture = Workload.start()
                .users(UserBytes.user(7, 7, "ann", "/home/ann", "/bin/zsh"))
                .running(
                        Task.process(20).user(7, -1).inContainer(cgroup, 1),
                        Task.process(21).inContainer(cgroup, 2))
                .call(20, "SYSCALL_FUTEX", 0L, 0L, 0L, 0L)
                .call(21, "SYSCALL_FUTEX", 0L, 0L, 0L, 0L)
                .toByteArray();

        assertThat(FieldAnswers.at(1, capture).text("user.name")).isEqualTo("<NA>");
        assertThat(FieldAnswers.at(2, capture).texts("user.name", "user.homedir"))
                .containsExactly("root", "/root");
    }

    @Test
    void ageCountsFromTheClone() {
        byte[] capture = Workload.start()
                .running(Task.process(1).command("/sbin/init"))
                .fork(1, 30)
                .call(30, "SYSCALL_FUTEX", 0L, 0L, 0L, 0L)
                .toByteArray();
        FieldAnswers child = FieldAnswers.atEndOf(capture);

        assertThat(child.texts("proc.duration", "proc.pid.ts", "proc.ppid.duration"))
                .containsExactly("2000000", "1700000000000000000", MISSING);
    }

    @Test
    void slicesOfProcessorTimeAreAddedUp() {
        byte[] capture = Workload.start()
                .running(Task.process(1), Task.process(2))
                .event(EventBytes.of("SCHEDSWITCH_6_E").thread(1).values(2L, 0L, 0L, 0L, 0L, 0L))
                .event(EventBytes.of("SCHEDSWITCH_6_E").thread(2).values(1L, 0L, 0L, 0L, 0L, 0L))
                .pause(3)
                .event(EventBytes.of("SCHEDSWITCH_6_E").thread(1).values(2L, 0L, 0L, 0L, 0L, 0L))
                .event(EventBytes.of("SCHEDSWITCH_6_E").thread(2).values(1L, 0L, 0L, 0L, 0L, 0L))
                .toByteArray();

        assertThat(FieldAnswers.ofEach(capture, "thread.exectime"))
                .containsExactly("0", "1000000", "4000000", "1000000");
        assertThat(FieldAnswers.ofEach(capture, "thread.totexectime"))
                .containsExactly("0", "1000000", "4000000", "2000000");
    }
}
