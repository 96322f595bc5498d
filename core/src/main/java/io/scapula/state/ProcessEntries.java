package io.scapula.state;

import io.scapula.format.block.ProcessEntry;
import java.util.List;
import java.util.function.UnaryOperator;

/** Turns the process list's entries into threads. */
final class ProcessEntries {
    private ProcessEntries() {}

    static ThreadVersion version(ProcessEntry entry, UnaryOperator<String> interned) {
        ThreadVersion thread = new ThreadVersion();
        thread.tid = entry.tid();
        thread.pid = entry.pid();
        thread.ptid = entry.ptid();
        thread.recordedPtid = entry.ptid();
        thread.sid = entry.sid();
        thread.vpgid = entry.vpgid();
        thread.vtid = entry.vtid();
        thread.vpid = entry.vpid();
        thread.comm = interned.apply(entry.comm());
        thread.exe = interned.apply(entry.exe());
        thread.exepath = interned.apply(ThreadEvents.withoutDeleted(entry.exepath()));
        thread.args = all(entry.args(), interned);
        thread.cgroups = Cgroups.named(all(entry.cgroups(), interned));
        thread.root = interned.apply(entry.root());
        thread.fdLimit = entry.fdLimit();
        thread.flags = entry.flags() | ThreadFlags.ACTIVE;
        thread.uid = entry.uid();
        thread.gid = entry.gid();
        if (thread.isLeader()) {
            thread.env = all(entry.env(), interned);
            thread.cwd = interned.apply(Paths.asDirectory(entry.cwd()));
        }
        ProcessEntry.Tail tail = entry.tail();
        thread.tty = tail.tty();
        thread.loginUid = tail.loginUid();
        thread.pgid = tail.pgid();
        thread.exeWritable = tail.exeWritable();
        thread.exeUpperLayer = tail.exeUpperLayer();
        thread.exeLowerLayer = tail.exeLowerLayer();
        thread.exeFromMemfd = tail.exeFromMemfd();
        thread.exeInode = tail.exeInode();
        thread.exeInodeCtimeNanos = tail.exeInodeCtimeNanos();
        thread.exeInodeMtimeNanos = tail.exeInodeMtimeNanos();
        thread.capInheritable = tail.capInheritable();
        thread.capPermitted = tail.capPermitted();
        thread.capEffective = tail.capEffective();
        thread.pidNamespaceStartNanos = tail.pidNamespaceStartNanos();
        return thread;
    }

    private static List<String> all(List<String> texts, UnaryOperator<String> interned) {
        return texts.stream().map(interned).toList();
    }
}
