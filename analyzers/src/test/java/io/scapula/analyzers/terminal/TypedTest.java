package io.scapula.analyzers.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.testing.Rows;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was typed, told from made-up terminals. */
class TypedTest {
    private static final long SHELL = 10;
    private static final long TTY = 34816;
    private static final long SET_MODE = 0x5403;

    private final Workload workload = Workload.start()
            .running(
                    Task.process(1).command("/sbin/init"),
                    Task.process(SHELL)
                            .parent(1)
                            .command("/bin/bash")
                            .session(SHELL)
                            .tty(TTY));

    private TypedTest terminal(long tid, int fd) {
        workload.call(tid, "SYSCALL_OPENAT_2", (long) fd, -100L, "/dev/pts/0", 2, 0, 0, 0L);
        return this;
    }

    private TypedTest mode(long tid) {
        workload.call(tid, "SYSCALL_IOCTL_3", 0L, 0L, SET_MODE, 0L);
        return this;
    }

    private TypedTest reads(long tid, String keys) {
        byte[] bytes = keys.replace("^[", "\u001b").getBytes(UTF_8);
        workload.call(tid, "SYSCALL_READ", (long) bytes.length, bytes, 0L, 4096);
        return this;
    }

    private TypedTest writes(long tid, String output) {
        byte[] bytes = output.replace("^[", "\u001b").getBytes(UTF_8);
        workload.call(tid, "SYSCALL_WRITE", (long) bytes.length, bytes, 0L, bytes.length);
        return this;
    }

    /** A line editor with a prompt, ready for keys. */
    private TypedTest prompt() {
        return mode(SHELL).mode(SHELL).writes(SHELL, "^[[?2004h$ ");
    }

    private TypedTest enter() {
        return reads(SHELL, "\r").writes(SHELL, "\n").mode(SHELL);
    }

    private TypedTest key(String key, String echo) {
        return reads(SHELL, key).writes(SHELL, echo);
    }

    private List<String> lines(Map<String, String> options) {
        return Rows.of(workload.answer(new Typed(), options), "text");
    }

    private List<String> lines() {
        return lines(Map.of());
    }

    @Test
    void aLineIsTypedWithItsErrorsCorrected() {
        terminal(SHELL, 0)
                .prompt()
                .key("cd x", "cd x")
                .key("\u007f", "\b^[[K")
                .key("/", "/")
                .enter();

        assertThat(lines()).containsExactly("cd /");
    }

    @Test
    void keysOfLineEditorsAreFollowed() {
        terminal(SHELL, 0)
                .prompt()
                .key("wrong", "wrong")
                .key("\u0015", "\b\b\b\b\b^[[K")
                .key("cho hi", "cho hi")
                .key("\u0001", "\b\b\b\b\b\b")
                .key("e", "^[[1@e")
                .enter();

        assertThat(lines()).containsExactly("echo hi");
    }

    @Test
    void aRecalledLineIsTakenFromTheScreen() {
        terminal(SHELL, 0).prompt().key("^[[A", "make test").enter();

        assertThat(lines()).containsExactly("make test");
    }

    @Test
    void aCompletedLineIsTakenFromTheScreenBehindTheLastPrompt() {
        terminal(SHELL, 0)
                .prompt()
                .key("cat n", "cat n")
                .key("\t", "\nnotes.txt  numbers\n$ cat n")
                .key("o\t", "otes.txt ")
                .enter();

        assertThat(lines()).containsExactly("cat notes.txt");
    }

    @Test
    void aPastedTextIsOneLine() {
        terminal(SHELL, 0).prompt().key("^[[200~one\ntwo^[[201~", "one\ntwo").enter();

        assertThat(lines()).containsExactly("one\ntwo");
    }

    @Test
    void otherScriptsThanLatinAreLinesToo() {
        terminal(SHELL, 0)
                .prompt()
                .key("echo 漢", "echo 漢")
                .key("\u007f", "\b\b^[[K")
                .key("é", "é")
                .enter();

        assertThat(lines()).containsExactly("echo é");
    }

    @Test
    void whatIsTypedWithoutEchoIsMaskedWhateverItsLength() {
        terminal(SHELL, 0)
                .mode(SHELL)
                .writes(SHELL, "Password: ")
                .reads(SHELL, "secret\n")
                .writes(SHELL, "\n");

        assertThat(lines()).containsExactly(TypedLine.MASK);
        assertThat(lines(Map.of("show-hidden", "true"))).containsExactly("secret");
        assertThat(Rows.of(workload.answer(new Typed(), Map.of()), "masked", "prompt"))
                .containsExactly("true Password:");
    }

    @Test
    void asterisksForEachKeyAreNoEcho() {
        terminal(SHELL, 0)
                .mode(SHELL)
                .writes(SHELL, "Password: ")
                .key("a", "*")
                .key("b", "*")
                .key("c", "*")
                .enter();

        assertThat(lines()).containsExactly(TypedLine.MASK);
    }

    @Test
    void aProgramThatLeavesEditingToTheKernelReadsWholeLines() {
        terminal(SHELL, 0).writes(SHELL, "$ ").reads(SHELL, "export TOKEN=1\n").writes(SHELL, "$ ");

        assertThat(lines()).containsExactly("export TOKEN=1");
    }

    @Test
    void keysOfAProgramWithTheWholeScreenAreCounted() {
        workload.fork(SHELL, 20).exec(20, "/usr/bin/vi", "a");
        workload.task(20).tty(TTY).session(SHELL);
        terminal(20, 0)
                .mode(20)
                .writes(20, "^[[?1049h^[[2J~")
                .reads(20, "ihi")
                .reads(20, "^[")
                .writes(20, "^[[?1049l");

        assertThat(lines()).containsExactly("vi: 3 keys");
    }

    @Test
    void anInterruptGivesALineUp() {
        terminal(SHELL, 0).prompt().key("rm -r", "rm -r").reads(SHELL, "\u0003");

        assertThat(lines()).containsExactly("rm -r^C");
    }

    @Test
    void theEndOfInputIsAKey() {
        terminal(SHELL, 0).prompt().reads(SHELL, "\u0004");

        assertThat(lines()).containsExactly("^D");
    }

    @Test
    void emptyLinesAreNoLines() {
        terminal(SHELL, 0).prompt().enter();

        assertThat(lines()).isEmpty();
    }

    @Test
    void aCutEchoLeavesTheKeys() {
        terminal(SHELL, 0).prompt().reads(SHELL, "echo long");
        workload.call(SHELL, "SYSCALL_WRITE", 9L, "echo l".getBytes(UTF_8), 0L, 9);
        enter();

        assertThat(lines()).containsExactly("echo long");
    }

    @Test
    void filesAreNoTerminals() {
        workload.call(SHELL, "SYSCALL_OPENAT_2", 0L, -100L, "/etc/passwd", 1, 0, 0, 0L);
        reads(SHELL, "root:x:0:0\n");

        assertThat(lines()).isEmpty();
    }
}
