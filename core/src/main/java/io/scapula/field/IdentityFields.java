package io.scapula.field;

import io.scapula.event.EventContext;
import io.scapula.state.SystemState;
import io.scapula.state.ThreadVersion;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Ids of threads and processes, and who leads their sessions and groups. */
final class IdentityFields {
    private static final long HIGHEST_PID = 0xFFFFFFFFL;
    private static final int MOST_ANCESTORS = 1 << 8;

    private IdentityFields() {}

    static void addTo(ReaderTable readers) {
        // Of a thread that nothing else is known of, the event itself tells this much.
        readers.put("thread.tid", (event, value) -> value.add(event.event().tid()));
        readers.put("thread.ismain", ThreadReaders.ofThread((event, thread, value) -> value.add(thread.isLeader())));
        readers.put("thread.vtid", ThreadReaders.ofThread((event, thread, value) -> known(thread.vtid(), value)));
        readers.fresh(
                "thread.nametid", ThreadReaders.joined(ThreadReaders.SELF, thread -> thread.comm() + thread.tid()));
        readers.put("proc.pid", ThreadReaders.ofThread((event, thread, value) -> {
            long pid = thread.pid();
            return pid >= -1 && pid <= HIGHEST_PID && value.add(pid);
        }));
        readers.put("proc.ppid", ThreadReaders.ofThread(IdentityFields::parentPid));
        readers.put("proc.vpid", ThreadReaders.ofThread((event, thread, value) -> known(thread.vpid(), value)));
        readers.put(
                "proc.pvpid",
                ThreadReaders.of(
                        (event, thread) -> event.state().thread(thread.ptid()),
                        (event, parent, value) -> known(parent.vpid(), value)));
        readers.put("proc.sid", ThreadReaders.ofThread((event, thread, value) -> value.add(thread.sid())));
        readers.put("proc.vpgid", ThreadReaders.ofThread((event, thread, value) -> value.add(thread.vpgid())));
        readers.put("proc.pgid", ThreadReaders.ofThread((event, thread, value) -> value.add(thread.pgid())));
        readers.put(
                "proc.is_sid_leader",
                ThreadReaders.ofThread((event, thread, value) -> value.add(thread.sid() == thread.vpid())));
        readers.put(
                "proc.is_vpgid_leader",
                ThreadReaders.ofThread((event, thread, value) -> value.add(thread.vpgid() == thread.vpid())));
        readers.put(
                "proc.is_pgid_leader",
                ThreadReaders.ofThread((event, thread, value) -> value.add(thread.pgid() == thread.pid())));
        readers.put("proc.tty", ThreadReaders.ofThread((event, thread, value) -> value.add((long) (int) thread.tty())));
        readers.put("proc.loginshellid", IdentityFields::loginShell);
        leader(readers, "proc.sname", "proc.sid", ThreadVersion::sid, false);
        leader(readers, "proc.vpgid.name", "proc.vpgid", ThreadVersion::vpgid, false);
        leader(readers, "proc.pgid.name", "proc.pgid", ThreadVersion::pgid, true);
    }

    private static boolean known(long id, FieldValue value) {
        return id != -1 && value.add(id);
    }

    /** Old recorders' captures tell even of a parent that is not known, with the number they have; sysdig prints it. */
    private static boolean parentPid(EventContext event, ThreadVersion thread, FieldValue value) {
        ThreadVersion parent = Ancestors.process(event, 1);
        if (parent != null) {
            return value.add(parent.pid());
        }
        ThreadVersion leader = event.leader();
        return leader != null && !event.isFromCurrentRecorder() && value.add(leader.recordedPtid());
    }

    /** The topmost process that is a shell by its name. */
    private static boolean loginShell(EventContext event, FieldValue value) {
        ThreadVersion thread = event.thread();
        if (thread == null) {
            return false;
        }
        ThreadVersion[] topmost = {isShell(thread) ? thread : null};
        Ancestors.walk(event, ancestor -> {
            topmost[0] = isShell(ancestor) ? ancestor : topmost[0];
            return false;
        });
        return topmost[0] != null && value.add(topmost[0].pid());
    }

    private static boolean isShell(ThreadVersion thread) {
        return thread.comm().endsWith("sh");
    }

    private static void leader(
            ReaderTable readers, String nameField, String group, ToLongFunction<ThreadVersion> id, boolean isHostId) {
        ThreadReaders.Relation leader = (event, thread) -> oldest(event.state(), thread, id, isHostId);
        readers.put(nameField, text(leader, ThreadVersion::comm));
        readers.put(group + ".exe", text(leader, ThreadVersion::exe));
        readers.put(group + ".exepath", text(leader, ThreadVersion::exepath));
    }

    /** A text of the leader, empty if nobody leads. */
    private static FieldReader text(
            ThreadReaders.Relation leader, java.util.function.Function<ThreadVersion, String> text) {
        return ThreadReaders.ofThread((event, thread, value) -> {
            ThreadVersion found = leader.find(event, thread);
            return value.add(found == null ? "" : text.apply(found));
        });
    }

    /**
     * The leader of the thread's session or group, or its oldest ancestor that is still in it; {@code null} if there is
     * neither. In captures of old recorders all that have no number are in it together, and the process itself counts as
     * one of its ancestors, as in sysdig 0.29.3.
     */
    private static @Nullable ThreadVersion oldest(
            SystemState state, ThreadVersion thread, ToLongFunction<ThreadVersion> id, boolean isHostId) {
        long wanted = id.applyAsLong(thread);
        if (wanted == -1 && state.isFromCurrentRecorder()) {
            return null;
        }
        // Old recorders tell ids of the host alone.
        if (isHostId || !thread.isInPidNamespace() || !state.isFromCurrentRecorder()) {
            ThreadVersion leader = state.thread(wanted);
            if (leader != null) {
                return leader;
            }
        }
        ThreadVersion oldest = state.isFromCurrentRecorder() ? null : thread;
        ThreadVersion ancestor = Ancestors.parent(state, thread);
        for (int step = 0; step < MOST_ANCESTORS && ancestor != null && id.applyAsLong(ancestor) == wanted; step++) {
            oldest = ancestor;
            ancestor = Ancestors.parent(state, ancestor);
        }
        return oldest;
    }
}
