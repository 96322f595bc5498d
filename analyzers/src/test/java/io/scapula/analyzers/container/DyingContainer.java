package io.scapula.analyzers.container;

import static io.scapula.analyzers.container.ContainerStory.FULL_ID;
import static io.scapula.analyzers.container.ContainerStory.docker;

import io.scapula.format.testing.EventBytes;
import io.scapula.table.Table;
import io.scapula.testing.SocketBytes;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A container that is about to end: what its processes do at last, as system calls. Its entry process is 100. */
final class DyingContainer {
    static final long ENTRY = 100;
    /** A process outside of containers that sends signals, as a runtime does. */
    static final long RUNTIME = 60;

    static final int ENOENT = 2;
    static final int EACCES = 13;
    static final int ENOSPC = 28;
    static final int EADDRINUSE = 98;
    static final int ECONNRESET = 104;
    static final int ECONNREFUSED = 111;
    static final int EINPROGRESS = 115;

    private static final int SNAPLEN = 80;
    private static final long HERE = -100;
    private static final long IPV4 = 2;
    private static final long STREAM = 1;
    private static final long DATAGRAM = 2;

    private final ContainerStory story;
    private final Workload workload;
    private long current = ENTRY;

    private DyingContainer(ContainerStory story) {
        this.story = story;
        this.workload = story.workload();
    }

    static DyingContainer running(String program, String... arguments) {
        Task runtime = Task.process(RUNTIME).parent(ContainerStory.SHIM).command("/usr/bin/runc", "kill");
        return new DyingContainer(ContainerStory.start(runtime).starts(ENTRY, docker(FULL_ID), program, arguments));
    }

    /** The current process forks a child that executes a program and is the current one then. */
    DyingContainer spawns(long pid, String program, String... arguments) {
        workload.fork(current, pid).exec(pid, program, arguments);
        current = pid;
        return this;
    }

    /** The current process ends; the entry process goes on. */
    DyingContainer childExits(int code) {
        workload.exit(current, code);
        current = ENTRY;
        return this;
    }

    DyingContainer waits(long milliseconds) {
        workload.pause(milliseconds);
        return this;
    }

    DyingContainer opens(String path) {
        workload.call(current, "SYSCALL_OPENAT_2", 9L, HERE, path, 1L, 0L, 1L, 77L);
        return this;
    }

    DyingContainer failsToOpen(String path, int error) {
        workload.call(current, "SYSCALL_OPENAT_2", (long) -error, HERE, path, 1L, 0L, 0L, 0L);
        return this;
    }

    DyingContainer looksInVainFor(String path) {
        workload.call(current, "SYSCALL_NEWFSTATAT", (long) -ENOENT, HERE, path, 0L);
        return this;
    }

    DyingContainer failsToExecute(String path, int error) {
        workload.failedExec(current, path, error);
        return this;
    }

    DyingContainer prints(String text) {
        return writes(2, text.getBytes(StandardCharsets.UTF_8));
    }

    private DyingContainer writes(long descriptor, byte[] data) {
        byte[] kept = Arrays.copyOf(data, Math.min(SNAPLEN, data.length));
        workload.call(current, "SYSCALL_WRITE", (long) data.length, kept, descriptor, (long) data.length);
        return this;
    }

    DyingContainer failsToWrite(String path, int error) {
        opens(path);
        workload.call(current, "SYSCALL_WRITE", (long) -error, new byte[] {1, 2}, 9L, 2L);
        return this;
    }

    DyingContainer binds(int port, int error) {
        workload.call(current, "SOCKET_SOCKET", 5L, IPV4, STREAM, 0L);
        workload.call(current, "SOCKET_BIND", (long) -error, SocketBytes.address("0.0.0.0", port), 5L);
        return this;
    }

    DyingContainer listens(int port) {
        binds(port, 0);
        workload.call(current, "SOCKET_LISTEN", 0L, 5L, 128L);
        return this;
    }

    DyingContainer connects(long descriptor, String address, int port, int error) {
        return connects(descriptor, STREAM, address, port, error);
    }

    private DyingContainer connects(long descriptor, long type, String address, int port, int error) {
        workload.call(current, "SOCKET_SOCKET", descriptor, IPV4, type, 0L);
        byte[] tuple = address.contains(":") ? null : SocketBytes.tuple("10.0.0.9", 40000, address, port);
        workload.call(
                current,
                "SOCKET_CONNECT",
                (long) -error,
                error == 0 || error == EINPROGRESS ? tuple : null,
                descriptor,
                SocketBytes.address(address, port));
        return this;
    }

    DyingContainer sends(long descriptor, byte[] data) {
        workload.call(current, "SOCKET_SENDTO", (long) data.length, data, descriptor, (long) data.length, null);
        return this;
    }

    /** Negative for an error, 0 for the end of what the peer sends. */
    DyingContainer receives(long descriptor, long result) {
        byte[] data = result > 0 ? new byte[(int) Math.min(SNAPLEN, result)] : null;
        workload.call(current, "SOCKET_RECVFROM", result, data, null, descriptor, 4096L);
        return this;
    }

    /** Asks 10.96.0.10 for a name; a negative code is no answer. */
    DyingContainer asksFor(long descriptor, String name, int code, int answers) {
        connects(descriptor, DATAGRAM, "10.96.0.10", 53, 0);
        byte[] query = dns(name, 0x01, 0, 0);
        sends(descriptor, query);
        if (code >= 0) {
            byte[] answer = dns(name, 0x81, code, answers);
            workload.call(current, "SOCKET_RECVFROM", (long) answer.length, answer, null, descriptor, 1024L);
        }
        return this;
    }

    private static byte[] dns(String name, int flags, int code, int answers) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {7, 7, (byte) flags, (byte) code, 0, 1, 0, (byte) answers, 0, 0, 0, 0});
        for (String label : name.split("\\.")) {
            out.write(label.length());
            out.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        out.writeBytes(new byte[] {0, 0, 1, 0, 1});
        return out.toByteArray();
    }

    DyingContainer holds(long kibibytes) {
        workload.call(current, "SYSCALL_MMAP", 0x7000_0000L, kibibytes * 2, kibibytes, 0L, 0L, 4096L, 3L, 2L, -1L, 0L);
        return this;
    }

    /** The runtime sends a signal to the entry process. */
    DyingContainer isSent(int signal) {
        workload.call(RUNTIME, "SYSCALL_KILL", 0L, ENTRY, (long) signal);
        return gets(signal);
    }

    DyingContainer gets(int signal) {
        workload.event(EventBytes.of("SIGNALDELIVER_E").thread(ENTRY).values(0L, ENTRY, (long) signal));
        return this;
    }

    DyingContainer isProbedWith(long pid, int code, String program, String... arguments) {
        story.executes(pid, docker(FULL_ID), program, arguments).exits(pid, code);
        return this;
    }

    /** A process outside connects to a port, asks something and hears nothing. */
    DyingContainer isAskedInVain(int port) {
        isConnectedTo(port);
        workload.call(RUNTIME, "SOCKET_SENDTO", 4L, "GET ".getBytes(StandardCharsets.US_ASCII), 7L, 4L, null);
        return this;
    }

    /** A process outside connects to a port. */
    DyingContainer isConnectedTo(int port) {
        workload.call(RUNTIME, "SOCKET_SOCKET", 7L, IPV4, STREAM, 0L);
        workload.call(
                RUNTIME,
                "SOCKET_CONNECT",
                (long) -EINPROGRESS,
                SocketBytes.tuple("10.0.0.1", 41000, "10.0.0.9", port),
                7L,
                SocketBytes.address("10.0.0.9", port));
        return this;
    }

    ContainerStory story() {
        return story;
    }

    Verdict exits(int code) {
        story.exits(ENTRY, code);
        return verdict();
    }

    Verdict killedBy(int signal) {
        story.killed(ENTRY, signal);
        return verdict();
    }

    private Verdict verdict() {
        Table pods = story.pods();
        return new Verdict(pods.text(0, "cause"), pods.decimal(0, "confidence"), pods.text(0, "summary"), pods);
    }

    /** What was said of its end. */
    record Verdict(String cause, double confidence, String summary, Table table) {
        private static final double SURE = 0.8;

        boolean isSure() {
            return confidence >= SURE;
        }
    }
}
