package io.scapula.slice;

import io.scapula.format.block.ProcessEntry;
import io.scapula.state.SystemState;
import io.scapula.state.ThreadFlags;
import io.scapula.state.ThreadResources;
import io.scapula.state.ThreadVersion;
import java.util.List;

/** Turns threads into entries of a process list, with as much as may be told of them. */
final class ListedThread {
    /** Flags that tell whom a thread belongs to, as its numbers do. */
    private static final int RELATIONS =
            ThreadFlags.CLONE_FILES | ThreadFlags.CLONE_THREAD | ThreadFlags.CHILD_IN_PIDNS | ThreadFlags.MAIN_THREAD;

    /** Sizes of the end of an entry, which tell how old the recorder is. */
    private static final int TAIL_OF_SYSDIG = 5;

    private static final int TAIL_OF_TODAY = 76;

    private ListedThread() {}

    static ProcessEntry entry(ThreadVersion thread, SystemState state, Detail detail) {
        boolean named = detail.names();
        boolean inherited = detail.surroundings();
        boolean own = detail.own();
        return new ProcessEntry(
                thread.tid(),
                thread.pid(),
                parent(thread, state),
                thread.sid(),
                thread.vpgid(),
                named ? thread.comm() : "",
                named ? thread.exe() : "",
                detail.path() ? thread.exepath() : "",
                named ? thread.args() : List.of(),
                detail.directory() ? thread.cwd() : "",
                own ? thread.fdLimit() : -1,
                (own ? thread.flags() & ~ThreadFlags.CLOSED : thread.flags() & RELATIONS),
                own ? thread.uid() : ThreadVersion.NO_ID,
                own ? thread.gid() : ThreadVersion.NO_ID,
                own ? memory(state.resources(thread)) : new ProcessEntry.Memory(0, 0, 0, 0, 0),
                detail.environment() ? thread.env() : List.of(),
                thread.vtid(),
                thread.vpid(),
                detail.controlGroups() ? thread.cgroups() : List.of(),
                inherited ? thread.root() : "",
                tail(thread, state, detail));
    }

    private static ProcessEntry.Memory memory(ThreadResources figures) {
        return new ProcessEntry.Memory(
                figures.vmsizeKb(),
                figures.vmrssKb(),
                figures.vmswapKb(),
                figures.majorFaults(),
                figures.minorFaults());
    }

    /** Captures of old recorders tell the parent's number even if nobody has it any longer, and sysdig prints it. */
    private static long parent(ThreadVersion thread, SystemState state) {
        boolean gone = state.thread(thread.ptid()) == null;
        return gone && !state.isFromCurrentRecorder() ? thread.recordedPtid() : thread.ptid();
    }

    private static ProcessEntry.Tail tail(ThreadVersion thread, SystemState state, Detail detail) {
        boolean inherited = detail.surroundings();
        boolean program = detail.program();
        return new ProcessEntry.Tail(
                detail.own() ? thread.pidNamespaceStartNanos() : 0,
                inherited ? thread.tty() : 0,
                inherited ? thread.loginUid() : ThreadVersion.NO_ID,
                program && thread.exeWritable(),
                inherited ? thread.capInheritable() : 0,
                inherited ? thread.capPermitted() : 0,
                inherited ? thread.capEffective() : 0,
                program && thread.exeUpperLayer(),
                program ? thread.exeInode() : 0,
                program ? thread.exeInodeCtimeNanos() : 0,
                program ? thread.exeInodeMtimeNanos() : 0,
                program && thread.exeFromMemfd(),
                program && thread.exeLowerLayer(),
                thread.pgid(),
                state.isFromCurrentRecorder() ? TAIL_OF_TODAY : TAIL_OF_SYSDIG);
    }
}
