package io.scapula.analyzers.session;

import static io.scapula.testing.SocketBytes.tuple;

import io.scapula.table.Table;
import io.scapula.testing.Rows;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import io.scapula.testing.Workload.Shape;
import java.util.List;
import java.util.Map;

/** What happens on a machine that people log in to, as a workload. */
final class MachineStory {
    static final long ALICE = 1001;
    static final long NOBODY = 0xFFFFFFFFL;
    static final long PTS_0 = 0x8800;
    static final long PTS_1 = 0x8801;
    static final long INIT = 1;
    static final long SSHD = 50;
    static final long SHIM = 60;
    /** The process that the container is there for. */
    static final long WEB = 70;

    static final String CONTAINER = "0123456789ab";
    static final String CGROUP = "/docker/" + "0123456789abcdef".repeat(4);

    private static final int STREAM = 1;
    private static final int TCP = 6;
    private static final int IPV4 = 2;

    private final Workload workload;

    private MachineStory(Workload workload) {
        this.workload = workload;
    }

    static MachineStory start(Task... alsoRunning) {
        return inShape(Shape.CURRENT, alsoRunning);
    }

    static MachineStory inShape(Shape shape, Task... alsoRunning) {
        Task[] running = new Task[alsoRunning.length + 4];
        running[0] = Task.process(INIT).command("/sbin/init");
        running[1] = Task.process(SSHD).parent(INIT).command("/usr/sbin/sshd", "-D");
        running[2] = Task.process(SHIM).parent(INIT).command("/usr/bin/containerd-shim-runc-v2");
        running[3] = Task.process(WEB)
                .parent(SHIM)
                .command("/usr/sbin/nginx")
                .inContainer(CGROUP, 1)
                .session(1);
        System.arraycopy(alsoRunning, 0, running, 4, alsoRunning.length);
        return new MachineStory(Workload.inShape(shape).running(running));
    }

    Workload workload() {
        return workload;
    }

    /** A client connects to a server, which keeps the connection as descriptor 4. */
    MachineStory accepts(long server, String client, int port) {
        workload.call(server, "SOCKET_ACCEPT_5", 4, tuple(client, port, "10.0.0.1", 22), 0, 0, 128);
        return this;
    }

    /** The process connects its descriptor 3 to a peer. */
    MachineStory connects(long pid, String peer, int port) {
        workload.call(pid, "SOCKET_SOCKET", 3, IPV4, STREAM, TCP)
                .call(pid, "SOCKET_CONNECT", 0, tuple("10.0.0.1", 40000, peer, port), 3, null);
        return this;
    }

    /** A descriptor takes the place of the standard streams. */
    MachineStory becomesStandardStreams(long pid, long fd) {
        for (long standard = 0; standard <= 2; standard++) {
            workload.call(pid, "SYSCALL_DUP2", standard, fd, standard);
        }
        return this;
    }

    MachineStory setsid(long pid) {
        workload.task(pid).session(pid);
        workload.call(pid, "SYSCALL_SETSID", pid);
        return this;
    }

    /** The server forks a process for the connection, which forks one for the user's shell. */
    MachineStory login(long connection, long shell, long tty) {
        workload.fork(SSHD, connection).call(connection, "SYSCALL_SETSID", connection);
        workload.task(connection).session(connection);
        workload.fork(connection, shell);
        setsid(shell);
        workload.task(shell).user(ALICE, ALICE).tty(tty);
        workload.exec(shell, "/bin/bash");
        return this;
    }

    /** A program as a child of a shell. */
    MachineStory runs(long shell, long pid, String path, String... arguments) {
        workload.fork(shell, pid).exec(pid, path, arguments).exit(pid, 0);
        return this;
    }

    /** What a runtime does to execute a program in the container. */
    MachineStory executesInContainer(long pid, long idInside, long tty, String path, String... arguments) {
        workload.fork(SHIM, pid).exec(pid, "/usr/bin/runc", "init");
        workload.call(pid, "SYSCALL_OPENAT_2", 9, -100L, "/proc/" + WEB + "/ns/mnt", 1L, 0L, 0x4L, 77L)
                .call(pid, "SYSCALL_SETNS", 0, 9, 0);
        workload.task(pid).inContainer(CGROUP, idInside).tty(tty);
        workload.exec(pid, path, arguments);
        return this;
    }

    Table sessions() {
        return workload.answer(new SessionsAnalyzer(), Map.of());
    }

    Table story(long number) {
        return workload.answer(new SessionsAnalyzer(), Map.of("id", Long.toString(number)));
    }

    List<String> rows(String... columns) {
        return Rows.of(sessions(), columns);
    }
}
