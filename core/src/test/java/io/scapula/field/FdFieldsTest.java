package io.scapula.field;

import static io.scapula.testing.FieldAnswers.MISSING;
import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.EventBytes;
import io.scapula.testing.FieldAnswers;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The descriptor of an event, its file or its conversation. */
class FdFieldsTest {
    private static final long PID = 100;

    private static Workload shell() {
        return Workload.start().running(Task.process(PID).command("/bin/sh").cwd("/root/"));
    }

    private static EventBytes call(String constant, @Nullable Object... values) {
        return EventBytes.of(constant).thread(PID).values(values);
    }

    private static EventBytes open(long result, String path) {
        return call("SYSCALL_OPENAT_2_X", result, -100L, path, 1L, 0L, 0x801L, 77L);
    }

    /** An IPv4 tuple as recorders write it. */
    private static byte[] tuple(int lastOfSource, int sourcePort, int lastOfDestination, int destinationPort) {
        return new byte[] {
            2,
            10,
            0,
            0,
            (byte) lastOfSource,
            (byte) sourcePort,
            (byte) (sourcePort >> 8),
            10,
            0,
            0,
            (byte) lastOfDestination,
            (byte) destinationPort,
            (byte) (destinationPort >> 8)
        };
    }

    @Test
    void fileHasAPathInTwoParts() {
        FieldAnswers open =
                FieldAnswers.atEndOf(shell().event(open(3, "notes/a.txt")).toByteArray());

        assertThat(open.texts("fd.num", "fd.type", "fd.typechar", "fd.name", "fd.directory", "fd.filename"))
                .containsExactly("3", "file", "f", "/root/notes/a.txt", "/root/notes", "a.txt");
        assertThat(open.texts("fd.nameraw", "fd.ino", "fd.dev", "fd.dev.major", "fd.dev.minor", "fd.uid"))
                .containsExactly("notes/a.txt", "77", "801", "8", "1", "1003");
        assertThat(open.texts("fd.containername", "fd.containerdirectory", "fd.name_changed", "fd.connected"))
                .containsExactly(":/root/notes/a.txt", ":/root/notes", "true", "false");
    }

    @Test
    void openThatFailedStillTellsWhatItWasFor() {
        FieldAnswers open =
                FieldAnswers.atEndOf(shell().event(open(-2, "gone.txt")).toByteArray());

        assertThat(open.texts("fd.name", "fd.directory", "fd.filename", "fd.type", "fd.typechar", "fd.containername"))
                .containsExactly("/root/gone.txt", "/root", MISSING, MISSING, "f", ":/root/gone.txt");
    }

    @Test
    void descriptorThatNothingIsKnownOfHasANumberAndOnItsExitAnEmptyName() {
        FieldAnswers read = FieldAnswers.atEndOf(
                shell().event(call("SYSCALL_READ_X", 0L, null, 9L, 1L)).toByteArray());

        assertThat(read.texts("fd.num", "fd.name", "fd.type", "fd.typechar", "evt.category", "evt.buflen"))
                .containsExactly("9", "", MISSING, "o", "unknown", MISSING);
    }

    @Test
    void eventsThatAreAboutNoDescriptorHaveNone() {
        FieldAnswers futex = FieldAnswers.atEndOf(
                shell().event(call("SYSCALL_FUTEX_X", 0L, 0L, 0L, 0L)).toByteArray());

        assertThat(futex.texts("fd.num", "fd.name", "fd.typechar", "fd.uid"))
                .containsExactly(MISSING, MISSING, MISSING, MISSING);
    }

    @Test
    void connectionHasAClientAndAServer() {
        byte[] capture = shell().event(call("SOCKET_SOCKET_X", 4L, 2L, 1L, 6L))
                .event(call("SOCKET_CONNECT_X", 0L, tuple(1, 40000, 2, 80), 4L))
                .toByteArray();
        FieldAnswers socket = FieldAnswers.at(1, capture);
        FieldAnswers connect = FieldAnswers.at(2, capture);

        assertThat(socket.texts("fd.type", "fd.l4proto", "fd.cip", "fd.sport", "fd.sockfamily", "fd.ip"))
                .containsExactly("ipv4", "<NA>", MISSING, MISSING, "ip", "0.0.0.0 0.0.0.0");
        assertThat(connect.texts("fd.cip", "fd.cport", "fd.sip", "fd.sport", "fd.l4proto", "fd.connected"))
                .containsExactly("10.0.0.1", "40000", "10.0.0.2", "80", "tcp", "true");
        assertThat(connect.texts("fd.ip", "fd.port", "fd.snet", "fd.sproto", "fd.cip.name"))
                .containsExactly("10.0.0.1 10.0.0.2", "40000 80", "10.0.0.2", "80", MISSING);
    }

    @Test
    void connectThatFailedIsAboutThePeerWhileTheSocketStaysWithoutAName() {
        byte[] capture = shell().event(call("SOCKET_SOCKET_E", 2L, 1L, 6L))
                .event(call("SOCKET_SOCKET_X", 4L, 2L, 1L, 6L))
                .event(call("SOCKET_CONNECT_X", -111L, tuple(1, 40000, 2, 80), 4L))
                .event(call("SYSCALL_FSTAT_X", 0L, 4L))
                .toByteArray();

        assertThat(FieldAnswers.at(3, capture).text("fd.name")).isEqualTo("10.0.0.1:40000->10.0.0.2:80");
        assertThat(FieldAnswers.at(4, capture).text("fd.name")).isEmpty();
    }

    @Test
    void connectThatFailedHasTheSocketsNameWhereRecordersLeaveOutEnterEvents() {
        byte[] capture = shell().event(call("SOCKET_SOCKET_X", 4L, 2L, 1L, 6L))
                .event(call("SOCKET_CONNECT_X", -111L, tuple(1, 40000, 2, 80), 4L))
                .toByteArray();

        assertThat(FieldAnswers.at(2, capture).text("fd.name")).isEmpty();
    }

    @Test
    void acceptThatGotNobodyIsCalledNull() {
        FieldAnswers accept = FieldAnswers.atEndOf(
                shell().event(call("SOCKET_ACCEPT_5_X", -11L, null, 0L, 0L, 0L)).toByteArray());

        assertThat(accept.texts("fd.num", "fd.name", "fd.typechar", "fd.directory"))
                .containsExactly("-1", "NULL", "4", "/");
    }

    @Test
    void polledDescriptorsAreListed() {
        byte[] polled = {2, 0, 3, 0, 0, 0, 0, 0, 0, 0, 1, 0, 9, 0, 0, 0, 0, 0, 0, 0, 1, 0};
        FieldAnswers poll = FieldAnswers.atEndOf(shell().event(open(3, "/etc/passwd"))
                .event(call("SYSCALL_POLL_X", 1L, polled, 0L))
                .toByteArray());

        assertThat(poll.texts("fdlist.nums", "fdlist.names", "fdlist.cips"))
                .containsExactly("3,9", "/etc/passwd,<NA>", MISSING);
    }

    @Test
    void kindsOfOpenDescriptorsAreListed() {
        FieldAnswers open = FieldAnswers.atEndOf(shell().event(call("SYSCALL_PIPE_X", 0L, 0L, 1L, 5L))
                .event(open(3, "/etc/passwd"))
                .toByteArray());

        assertThat(open.texts("fd.types", "fd.types[1]", "proc.stdin.type", "proc.stderr.type"))
                .containsExactly("(pipe,file)", "(pipe)", "pipe", MISSING);
    }

    @Test
    void writesToTheSystemLogAreRead() {
        byte[] message = "<86>su: opened".getBytes(StandardCharsets.UTF_8);
        FieldAnswers write = FieldAnswers.atEndOf(shell().event(open(3, "/dev/log"))
                .event(call("SYSCALL_WRITE_X", (long) message.length, message, 3L, (long) message.length))
                .toByteArray());

        assertThat(write.texts("evt.is_syslog", "syslog.facility", "syslog.facility.str", "syslog.severity"))
                .containsExactly("true", "10", "authpriv", "6");
        assertThat(write.texts("syslog.severity.str", "syslog.message")).containsExactly("info", "su: opened");
    }

    @Test
    void dataThatIsNoMessageToTheSystemLogIsNotRead() {
        byte[] data = "<8x>y".getBytes(StandardCharsets.UTF_8);
        FieldAnswers write = FieldAnswers.atEndOf(shell().event(open(3, "/dev/log"))
                .event(call("SYSCALL_WRITE_X", (long) data.length, data, 3L, (long) data.length))
                .toByteArray());

        assertThat(write.texts("evt.is_syslog", "syslog.message")).containsExactly("true", MISSING);
    }

    @Test
    void pathsOfCallsWithoutDescriptorsAreMadeAbsolute() {
        FieldAnswers rename =
                FieldAnswers.atEndOf(shell().event(call("SYSCALL_RENAMEAT2_X", 0L, -100L, "a", -100L, "/tmp/../b", 0L))
                        .toByteArray());

        assertThat(rename.texts("fs.path.source", "fs.path.sourceraw", "fs.path.target", "fs.path.name"))
                .containsExactly("/root/a", "a", "/b", MISSING);
        assertThat(rename.texts("evt.abspath", "evt.abspath.src", "evt.abspath.dst"))
                .containsExactly("/root/a", "/root/a", "/b");
    }

    @Test
    void pathsOfCallsThatFailedAreMissing() {
        FieldAnswers mkdir = FieldAnswers.atEndOf(
                shell().event(call("SYSCALL_MKDIR_2_X", -17L, "x", 0L)).toByteArray());

        assertThat(mkdir.text("fs.path.name")).isEqualTo(MISSING);
    }

    @Test
    void pathBelowAnUnknownDirectorySaysSo() {
        FieldAnswers unlink = FieldAnswers.atEndOf(
                shell().event(call("SYSCALL_UNLINKAT_2_X", 0L, 44L, "x", 0L)).toByteArray());

        assertThat(unlink.texts("fs.path.name", "evt.abspath")).containsExactly("<UNKNOWN>x", "<UNKNOWN>/x");
    }
}
