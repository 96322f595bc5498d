package io.scapula.analyzers.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.analyzers.process.ShellLines.Line;
import io.scapula.analyzers.session.SessionFinder;
import io.scapula.analyzers.terminal.TypedLine;
import io.scapula.history.CaptureHistory;
import io.scapula.table.Table;
import io.scapula.testing.Rows;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShellHistoryTest {
    private static final String HISTORY = "as-shell-history";

    @Test
    void aJobOfTheShellIsALine() {
        ShellStory story = ShellStory.start().job(20, "/bin/ls", "-l");
        story.workload().exit(20, 2);

        Table history = story.job(21, "/bin/cat", "my notes").commands(HISTORY);

        assertThat(Rows.of(history, "user.name", "shell", "exit_codes", "line", "source"))
                .containsExactly("alice 10 2 /bin/ls -l program", "alice 10 ? /bin/cat 'my notes' program");
    }

    @Test
    void aPipelineIsOneLine() {
        ShellStory story = ShellStory.start().piped(20, 21, 77);
        story.workload().exec(20, "/bin/ps", "aux").exec(21, "/bin/wc", "-l");

        assertThat(Rows.of(story.commands(HISTORY), "line")).containsExactly("/bin/ps aux | /bin/wc -l");
    }

    @Test
    void whatAJobStartsIsNoLine() {
        ShellStory story = ShellStory.start().job(20, "/bin/make");
        story.workload().fork(20, 30).exec(30, "/bin/cc");

        assertThat(Rows.of(story.commands(HISTORY), "line")).containsExactly("/bin/make");
    }

    @Test
    void whatStartupFilesRunInTheShellsOwnGroupIsNoLine() {
        ShellStory story = ShellStory.start().fork(20, 10);
        story.workload().exec(20, "/usr/bin/dircolors");

        assertThat(Rows.of(story.job(21, "/bin/ls").commands(HISTORY), "line")).containsExactly("/bin/ls");
    }

    @Test
    void aSetuidProgramIsTheShellsUsersLine() {
        ShellStory story = ShellStory.start().fork(20, 20);
        story.workload().task(20).user(0, 1000);
        story.workload().exec(20, "/usr/bin/sudo", "id");

        assertThat(Rows.of(story.commands(HISTORY), "user.name", "line")).containsExactly("alice /usr/bin/sudo id");
    }

    @Test
    void aProgramThatPutsItsOnlyChildIntoAGroupIsNoShell() {
        ShellStory story = ShellStory.start().job(20, "/usr/bin/sudo", "id");
        story.workload().fork(20, 30);
        story.workload().task(30).group(30);
        story.workload().exec(30, "/usr/bin/id");

        assertThat(Rows.of(story.commands(HISTORY), "line")).containsExactly("/usr/bin/sudo id");
    }

    @Test
    void aRedirectionIsShownWithItsFile() {
        ShellStory story = ShellStory.start().fork(20, 20);
        story.workload()
                .call(20, "SYSCALL_OPENAT_2", 5, -100, "out.txt", 0x0e, 0644, 1, 7)
                .dup2(20, 5, 1)
                .dup2(20, 5, 2)
                .exec(20, "/bin/ls");

        assertThat(Rows.of(story.commands(HISTORY), "line")).containsExactly("/bin/ls >> out.txt 2>&1");
    }

    @Test
    void aScriptIsShownAsItWasCalled() {
        ShellStory story = ShellStory.start().fork(20, 20);
        story.workload().execScript(20, "./deploy.sh", "/bin/sh", "-e", "./deploy.sh", "now");

        assertThat(Rows.of(story.commands(HISTORY), "line")).containsExactly("./deploy.sh now");
    }

    private static TypedLine typed(long event, String text) {
        return new TypedLine(event, event, 10, "bash", "$ ", text, TypedLine.Kind.LINE, false, true, List.of(event));
    }

    @Test
    void aTypedLineStandsForWhatCameOfIt() throws Exception {
        ShellStory story =
                ShellStory.start().job(20, "/bin/ls").job(21, "/bin/date").job(22, "/bin/id");
        CaptureHistory history = story.workload().history();
        ProgramContext programs =
                ProgramContext.of(history, new SessionFinder().finish(history), List.of(), ProgramContext.Choice.ALL);
        List<Line> lines = ShellLines.of(programs);
        long second = lines.get(1).eventNumber();

        List<Line> merged = ShellLines.typed(
                null,
                lines.get(0).origin(),
                lines,
                List.of(typed(second - 1, "date; id"), typed(second + 1_000, "export TOKEN=abc")));

        assertThat(merged).extracting(Line::text).containsExactly("/bin/ls", "date; id", "export TOKEN=abc");
        assertThat(merged).extracting(line -> line.pipelines().size()).containsExactly(1, 2, 0);
    }

    @Test
    void aFilterChoosesLinesByTheirPrograms() {
        ShellStory story = ShellStory.start().job(20, "/bin/ls").job(21, "/bin/date");

        Table history = story.workload().answer(new Commands(), Map.of(HISTORY, "true", "filter", "proc.name=date"));

        assertThat(Rows.of(history, "line")).containsExactly("/bin/date");
    }

    /** A line editor that shows a prompt, gets the keys one after the other, shows them, and takes the line. */
    private static void type(Workload workload, long shell, String line) {
        workload.call(shell, "SYSCALL_IOCTL_3", 0L, 0L, 0x5403L, 0L);
        bytes(workload, shell, "SYSCALL_WRITE", "\u001b[?2004h$ ");
        bytes(workload, shell, "SYSCALL_READ", line);
        bytes(workload, shell, "SYSCALL_WRITE", line);
        bytes(workload, shell, "SYSCALL_READ", "\r");
        bytes(workload, shell, "SYSCALL_WRITE", "\n");
        workload.call(shell, "SYSCALL_IOCTL_3", 0L, 0L, 0x5403L, 0L);
    }

    private static void bytes(Workload workload, long shell, String call, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        workload.call(shell, call, (long) bytes.length, bytes, 0L, bytes.length);
    }

    private static Workload terminal() {
        return Workload.start()
                .running(
                        Task.process(1).command("/sbin/init"),
                        Task.process(10)
                                .parent(1)
                                .command("/bin/bash")
                                .session(10)
                                .tty(34816))
                .call(10, "SYSCALL_OPENAT_2", 0L, -100L, "/dev/pts/0", 2, 0, 0, 0L);
    }

    private static Table history(Workload workload) {
        return workload.answer(new Commands(), Map.of(HISTORY, "true"));
    }

    @Test
    void aShellThatWasAskedForBuiltinsOnlyHasAHistory() {
        Workload workload = terminal().fork(1, 30);
        type(workload, 10, "cd /srv");
        type(workload, 10, "history -c");

        assertThat(Rows.of(history(workload), "shell", "exit_codes", "line", "source"))
                .containsExactly("10 - cd /srv typed", "10 - history -c typed");
    }

    @Test
    void whereNoProcessGroupsWereRecordedTypedLinesTellWhatWasAskedFor() {
        Workload workload = terminal().fork(10, 19).exec(19, "/usr/bin/dircolors");
        type(workload, 10, "ls");
        workload.fork(10, 20).exec(20, "/bin/ls").exit(20, 2);

        assertThat(Rows.of(history(workload), "exit_codes", "line", "source")).containsExactly("2 ls typed");
    }
}
