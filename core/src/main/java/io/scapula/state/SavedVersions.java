package io.scapula.state;

import io.scapula.format.event.IpAddress;
import io.scapula.state.SavedColumn.Lists;
import io.scapula.state.SavedColumn.Numbers;
import io.scapula.state.SavedColumn.Texts;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All properties of versions of threads or descriptors, and how a version is restored from them.
 *
 * @param create  an empty version, to be filled in
 * @param columns every property that is not derived from others
 */
public record SavedVersions<T>(Supplier<T> create, List<SavedColumn<T>> columns) {
    /** Versions of threads. */
    public static final SavedVersions<ThreadVersion> THREADS = new SavedVersions<>(
            ThreadVersion::new,
            List.of(
                    new Numbers<>("row", ThreadVersion::row, ThreadVersion::publish),
                    new Numbers<>("tid", thread -> thread.tid, (thread, value) -> thread.tid = value),
                    new Numbers<>("pid", thread -> thread.pid, (thread, value) -> thread.pid = value),
                    new Numbers<>("ptid", thread -> thread.ptid, (thread, value) -> thread.ptid = value),
                    new Numbers<>(
                            "recorded_ptid",
                            thread -> thread.recordedPtid,
                            (thread, value) -> thread.recordedPtid = value),
                    new Numbers<>("sid", thread -> thread.sid, (thread, value) -> thread.sid = value),
                    new Numbers<>("pgid", thread -> thread.pgid, (thread, value) -> thread.pgid = value),
                    new Numbers<>("vpgid", thread -> thread.vpgid, (thread, value) -> thread.vpgid = value),
                    new Numbers<>("vtid", thread -> thread.vtid, (thread, value) -> thread.vtid = value),
                    new Numbers<>("vpid", thread -> thread.vpid, (thread, value) -> thread.vpid = value),
                    new Texts<>("comm", thread -> thread.comm, (thread, value) -> thread.comm = value),
                    new Texts<>("exe", thread -> thread.exe, (thread, value) -> thread.exe = value),
                    new Texts<>("exepath", thread -> thread.exepath, (thread, value) -> thread.exepath = value),
                    new Lists<>("args", thread -> thread.args, (thread, value) -> thread.args = value),
                    new Lists<>("env", thread -> thread.env, (thread, value) -> thread.env = value),
                    new Texts<>("cwd", thread -> thread.cwd, (thread, value) -> thread.cwd = value),
                    new Texts<>("root", thread -> thread.root, (thread, value) -> thread.root = value),
                    new Lists<>("cgroups", thread -> thread.cgroups, (thread, value) -> thread.cgroups = value),
                    new Texts<>(
                            "container_id",
                            thread -> thread.containerId,
                            (thread, value) -> thread.containerId = value),
                    new Numbers<>("flags", thread -> thread.flags, (thread, value) -> thread.flags = (int) value),
                    new Numbers<>("uid", thread -> thread.uid, (thread, value) -> thread.uid = value),
                    new Numbers<>("gid", thread -> thread.gid, (thread, value) -> thread.gid = value),
                    new Numbers<>("loginuid", thread -> thread.loginUid, (thread, value) -> thread.loginUid = value),
                    new Numbers<>("tty", thread -> thread.tty, (thread, value) -> thread.tty = value),
                    new Numbers<>("fdlimit", thread -> thread.fdLimit, (thread, value) -> thread.fdLimit = value),
                    new Numbers<>(
                            "cap_permitted",
                            thread -> thread.capPermitted,
                            (thread, value) -> thread.capPermitted = value),
                    new Numbers<>(
                            "cap_effective",
                            thread -> thread.capEffective,
                            (thread, value) -> thread.capEffective = value),
                    new Numbers<>(
                            "cap_inheritable",
                            thread -> thread.capInheritable,
                            (thread, value) -> thread.capInheritable = value),
                    SavedColumn.truth(
                            "exe_writable",
                            thread -> thread.exeWritable,
                            (thread, value) -> thread.exeWritable = value),
                    SavedColumn.truth(
                            "exe_upper_layer",
                            thread -> thread.exeUpperLayer,
                            (thread, value) -> thread.exeUpperLayer = value),
                    SavedColumn.truth(
                            "exe_lower_layer",
                            thread -> thread.exeLowerLayer,
                            (thread, value) -> thread.exeLowerLayer = value),
                    SavedColumn.truth(
                            "exe_from_memfd",
                            thread -> thread.exeFromMemfd,
                            (thread, value) -> thread.exeFromMemfd = value),
                    new Numbers<>("exe_ino", thread -> thread.exeInode, (thread, value) -> thread.exeInode = value),
                    new Numbers<>(
                            "exe_ino_ctime",
                            thread -> thread.exeInodeCtimeNanos,
                            (thread, value) -> thread.exeInodeCtimeNanos = value),
                    new Numbers<>(
                            "exe_ino_mtime",
                            thread -> thread.exeInodeMtimeNanos,
                            (thread, value) -> thread.exeInodeMtimeNanos = value),
                    new Numbers<>(
                            "pidns_start",
                            thread -> thread.pidNamespaceStartNanos,
                            (thread, value) -> thread.pidNamespaceStartNanos = value),
                    new Numbers<>(
                            "clone_time", thread -> thread.cloneNanos, (thread, value) -> thread.cloneNanos = value),
                    new Numbers<>(
                            "last_exec_time",
                            thread -> thread.lastExecNanos,
                            (thread, value) -> thread.lastExecNanos = value),
                    SavedColumn.truth(
                            "placeholder",
                            thread -> thread.placeholder,
                            (thread, value) -> thread.placeholder = value)));

    /** Versions of descriptors. */
    public static final SavedVersions<FdVersion> FDS = new SavedVersions<>(
            FdVersion::new,
            List.of(
                    new Numbers<>("row", fd -> fd.row, (fd, value) -> fd.row = value),
                    new Numbers<>("number", fd -> fd.number, (fd, value) -> fd.number = value),
                    new Texts<>("type", fd -> fd.type.name(), (fd, value) -> fd.type = FdType.valueOf(value)),
                    new Texts<>("name", fd -> fd.name, (fd, value) -> fd.name = value),
                    new Texts<>("raw_name", fd -> fd.rawName, (fd, value) -> fd.rawName = value),
                    new Numbers<>("open_flags", fd -> fd.openFlags, (fd, value) -> fd.openFlags = (int) value),
                    new Numbers<>("flags", fd -> fd.flags, (fd, value) -> fd.flags = (int) value),
                    new Numbers<>("device", fd -> fd.device, (fd, value) -> fd.device = value),
                    new Numbers<>("mount_id", fd -> fd.mountId, (fd, value) -> fd.mountId = value),
                    new Numbers<>("inode", fd -> fd.inode, (fd, value) -> fd.inode = value),
                    new Numbers<>("pid", fd -> fd.pid, (fd, value) -> fd.pid = value),
                    new Texts<>(
                            "protocol",
                            fd -> fd.protocol.name(),
                            (fd, value) -> fd.protocol = L4Protocol.valueOf(value)),
                    address("source", fd -> fd.source, (fd, value) -> fd.source = value),
                    address("destination", fd -> fd.destination, (fd, value) -> fd.destination = value),
                    new Numbers<>("source_port", fd -> fd.sourcePort, (fd, value) -> fd.sourcePort = (int) value),
                    new Numbers<>(
                            "destination_port",
                            fd -> fd.destinationPort,
                            (fd, value) -> fd.destinationPort = (int) value),
                    new Numbers<>("source_pointer", fd -> fd.sourcePointer, (fd, value) -> fd.sourcePointer = value),
                    new Numbers<>(
                            "destination_pointer",
                            fd -> fd.destinationPointer,
                            (fd, value) -> fd.destinationPointer = value)));

    /** An address as a text: empty, or {@code 4:} or {@code 6:} and its bits. */
    private static <T> SavedColumn<T> address(
            String name, Function<T, @Nullable IpAddress> get, BiConsumer<T, @Nullable IpAddress> set) {
        return new Texts<>(
                name, row -> AddressText.write(get.apply(row)), (row, text) -> set.accept(row, AddressText.read(text)));
    }
}
