package io.scapula.format.testing;

import static io.scapula.format.testing.BlockOptionBytes.comment;

import java.nio.ByteOrder;

/** Small captures that hold a little of everything. */
public final class SampleCaptures {
    private SampleCaptures() {}

    /** Every kind of block, lists in their first and last versions, old and new events, two sections. */
    public static CaptureBytes everything(ByteOrder order) {
        CaptureBytes capture = CaptureBytes.section(order).machine("node", 4);
        capture.interfaces(1, InterfaceBytes.of(3, "lo", "127.0.0.1", "255.0.0.0", "0.0.0.0", 0))
                .interfaces(2, InterfaceBytes.of(2, "eth0", "fe80::1", "ffff::", "::", 1))
                .users(1, UserBytes.user(0, 0, "root", "/root", "/bin/sh"))
                .users(2, UserBytes.group(1, 100, "users"));
        for (int version = 1; version <= 9; version += 2) {
            capture.processes(version, ProcessBytes.of(version), ProcessBytes.of(version + 100));
        }
        capture.descriptors(1, 1, FdBytes.named(0, 7, "pipe:[1]"), FdBytes.file(1, 1, "/etc/passwd"))
                .descriptors(
                        2,
                        3,
                        FdBytes.file(1, 1, "/etc/passwd", 9),
                        FdBytes.connection(2, "10.0.0.1", 40000, "10.0.0.2", 80),
                        FdBytes.server(3, "::", 80),
                        FdBytes.unixSocket(4, 1, 2, "/run/x"))
                .block(0x999, body -> body.raw(1, 2, 3, 4, 5));
        events(capture);
        capture.nextSection(order).processes(9, ProcessBytes.of(5));
        events(capture);
        return capture;
    }

    private static void events(CaptureBytes capture) {
        capture.events(
                EventBytes.of("CONTAINER_JSON_E").thread(-1).values("{\"container\":{\"id\":\"0123456789ab\"}}"),
                EventBytes.of("CONTAINER_JSON_2_E").thread(-1).values("{\"container\":{\"id\":\"0123456789ab\"}}"),
                EventBytes.of("CONTAINER_E").values("id", 1, "name", "image"),
                EventBytes.of("SYSCALL_OPENAT_E").version1().values(-100, "etc/passwd", 1, 0),
                EventBytes.of("SYSCALL_OPENAT_X").version1().values(3),
                EventBytes.of("SYSCALL_READ_E").values(3, 100),
                EventBytes.of("SYSCALL_READ_X").values(5, "root"),
                EventBytes.of("SYSCALL_READ_X").values(5, "root", 3, 100).options(comment("here")),
                EventBytes.of("SYSCALL_POLL_X")
                        .values(1)
                        .parameter(out -> out.u16(1).u64(3).u16(1)),
                EventBytes.of("SOCKET_CONNECT_X")
                        .values(0)
                        .parameter(out -> out.u8(2)
                                .address("10.0.0.1")
                                .u16(40000)
                                .address("10.0.0.2")
                                .u16(80)),
                EventBytes.of("SOCKET_SENDTO_E")
                        .values(3, 10)
                        .parameter(out ->
                                out.u8(10).address("::1").u16(1).address("::2").u16(2)),
                EventBytes.of("SYSCALL_PTRACE_E").values(1, 2),
                EventBytes.of("SYSCALL_PTRACE_X")
                        .values(0)
                        .parameter(out -> out.u8(0).u64(1)),
                EventBytes.of("PLUGINEVENT_E").values(7, "data"),
                EventBytes.of("ASYNCEVENT_E").dumpFlags(1).values(7, "container", "{}"),
                EventBytes.of("PROCINFO_E").dumpFlags(1).values(1, 2),
                EventBytes.of("SYSCALL_CLOSE_E").version1().dumpFlags(0).values(3),
                EventBytes.of(9999).values("future"),
                EventBytes.of("SYSCALL_EXECVE_8_X").values(0, "sh", "-c\0", 1, 1, 0, "/", 1024),
                EventBytes.of("SYSCALL_CLONE_20_X")
                        .values(9, "sh", "-c\0", 1, 1, 0, "/", 1024, 1, 2, 3, 4, 5, "sh", "cpu=/docker/x\0", 0, 0, 0));
    }
}
