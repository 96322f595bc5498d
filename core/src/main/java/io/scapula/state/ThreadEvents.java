package io.scapula.state;

import io.scapula.format.EventView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What clone, execve and exit do to the thread table: {@code state-engine} specification, section 6. Events come in the
 * current schema.
 */
final class ThreadEvents {
    /** A clone seen from both sides, or a thread id used again: closer together than this it is the former. */
    private static final long SAME_CLONE_NANOS = 2_000_000_000L;

    /** Texts kept for reuse; beyond that a capture's texts hardly repeat. */
    private static final int MOST_TEXTS = 1 << 18;

    private static final String DELETED = " (deleted)";

    private final ThreadTable threads;
    private final ContainerTable containers;
    private final StateListener listener;
    /** Texts repeat from thread to thread; one copy of each is kept. */
    private final Map<String, String> texts = new HashMap<>();

    private final ParameterMemo<String> textMemo = new ParameterMemo<>(this::newText);
    private final ParameterMemo<List<String>> textsMemo = new ParameterMemo<>(this::newTexts);
    private final ParameterMemo<List<String>> cgroupsMemo =
            new ParameterMemo<>((event, index) -> Cgroups.named(newTexts(event, index)));

    private final RecentExits recentExits = new RecentExits(SAME_CLONE_NANOS);
    private long bootTimeNanos;

    ThreadEvents(ThreadTable threads, ContainerTable containers, StateListener listener) {
        this.threads = threads;
        this.containers = containers;
        this.listener = listener;
    }

    void startSection() {
        texts.clear();
        textMemo.clear();
        textsMemo.clear();
        cgroupsMemo.clear();
        recentExits.clear();
        bootTimeNanos = 0;
    }

    void bootTime(long nanos) {
        bootTimeNanos = nanos;
    }

    /** A clone, clone3, fork or vfork that returned; the child and the parent return from it separately. */
    @Nullable
    LiveThread clone(EventView event, boolean isVfork) {
        long result = event.integer(CloneParameters.RESULT, -1);
        LiveThread caller = threads.find(event.tid());
        if (result == 0) {
            return cloneInChild(event, caller);
        }
        if (result > 0) {
            cloneInParent(event, result, isVfork);
        }
        return caller;
    }

    private @Nullable LiveThread cloneInChild(EventView event, @Nullable LiveThread known) {
        if (known != null && known.version().cloneNanos != 0) {
            if (event.timestampNanos() - known.version().cloneNanos < SAME_CLONE_NANOS) {
                return known;
            }
            lose(known, event);
        } else if (known != null) {
            // A record from the process list under a thread id that is new: that thread is gone.
            lose(known, event);
        }
        ThreadVersion child = new ThreadVersion();
        child.tid = event.tid();
        child.pid = event.integer(CloneParameters.PID, event.tid());
        child.ptid = event.integer(CloneParameters.PTID, -1);
        child.recordedPtid = child.ptid;
        child.vtid = event.integer(CloneParameters.VTID, child.tid);
        child.vpid = event.integer(CloneParameters.VPID, -1);
        child.flags = (int) event.integer(CloneParameters.FLAGS, 0) | ThreadFlags.CLONE_INVERTED | ThreadFlags.ACTIVE;
        boolean flagsMissing = child.tid != child.pid && !child.has(ThreadFlags.CLONE_THREAD);
        if (flagsMissing) {
            // Recorders read clone3's flags on the parent's side only; on the child's they can be 0.
            child.flags |= ThreadFlags.CLONE_THREAD;
        }
        LiveThread thread = finishClone(child, event, true);
        LiveThread parent = flagsMissing ? threads.find(child.ptid) : null;
        if (thread != null && parent != null && parent.version().sid != thread.version().sid) {
            // The recorders' libraries take such a thread for a process, and so does everybody's idea of its proc.sid.
            thread.edit().sid = parent.version().sid;
        }
        return thread;
    }

    private void cloneInParent(EventView event, long childTid, boolean isVfork) {
        LiveThread caller = knownOrPlaceholder(event.tid());
        if (caller != null && caller.version().placeholder) {
            long vtid = event.integer(CloneParameters.VTID, caller.tid);
            long vpid = event.integer(CloneParameters.VPID, event.integer(CloneParameters.PID, caller.tid));
            repair(caller, event, vtid, vpid);
        }
        int flags = (int) event.integer(CloneParameters.FLAGS, 0);
        int childTells = ThreadFlags.CHILD_IN_PIDNS
                | ThreadFlags.CLONE_NEWPID
                | ThreadFlags.CLONE_PARENT
                | ThreadFlags.CLONE_VFORK;
        long vtid = event.integer(CloneParameters.VTID, event.tid());
        boolean callerInNamespace =
                vtid != event.tid() || (caller != null && caller.version().isInPidNamespace());
        if ((flags & childTells) != 0 || callerInNamespace || isVfork) {
            if (isVfork && caller != null && !callerInNamespace) {
                recentExits.parentReturned(childTid, caller.version(), event.timestampNanos());
            } else if (caller != null && callerInNamespace && !isVfork) {
                expect(caller, childTid, event.timestampNanos());
            }
            return;
        }
        if (recentExits.contains(childTid, event.tid(), event.timestampNanos())) {
            return;
        }
        LiveThread known = threads.find(childTid);
        if (known != null) {
            long age = event.timestampNanos() - known.version().cloneNanos;
            if (known.version().has(ThreadFlags.CLONE_INVERTED) && age < SAME_CLONE_NANOS) {
                return;
            }
            lose(known, event);
        }
        ThreadVersion child = new ThreadVersion();
        boolean isThread = (flags & ThreadFlags.CLONE_THREAD) != 0;
        child.tid = childTid;
        child.pid = isThread ? event.integer(CloneParameters.PID, event.tid()) : childTid;
        child.ptid = isThread ? event.integer(CloneParameters.PTID, -1) : event.tid();
        child.recordedPtid = child.ptid;
        child.vtid = childTid;
        child.vpid = child.pid;
        child.flags = flags | ThreadFlags.ACTIVE;
        finishClone(child, event, false);
    }

    private void expect(LiveThread parent, long childVtid, long nanos) {
        FdTable fds = threads.fds(parent);
        if (fds != null) {
            ExpectedChildren expected = parent.expected;
            if (expected == null) {
                expected = new ExpectedChildren();
                parent.expected = expected;
            }
            expected.add(childVtid, nanos, fds.truth().forChild());
        }
    }

    private @Nullable LiveThread knownOrPlaceholder(long tid) {
        LiveThread known = threads.find(tid);
        return known == null && tid >= 0 ? placeholder(tid) : known;
    }

    private @Nullable LiveThread finishClone(ThreadVersion child, EventView event, boolean fromChild) {
        boolean isThread = child.has(ThreadFlags.CLONE_THREAD);
        child.flags |= isThread ? ThreadFlags.CLONE_FILES : 0;
        LiveThread template = threads.find(event.tid());
        if (fromChild) {
            template = isThread ? knownOrPlaceholder(child.pid) : threads.find(child.ptid);
        }
        child.exe = text(event, CloneParameters.EXE);
        child.args = texts(event, CloneParameters.ARGS);
        child.comm = event.has(CloneParameters.COMM) ? text(event, CloneParameters.COMM) : child.exe;
        child.fdLimit = event.integer(CloneParameters.FD_LIMIT, -1);
        child.uid = event.integer(CloneParameters.UID, ThreadVersion.NO_ID);
        child.gid = event.integer(CloneParameters.GID, ThreadVersion.NO_ID);
        child.cgroups = cgroupsMemo.of(event, CloneParameters.CGROUPS);
        child.cloneNanos = event.timestampNanos();
        inherit(child, template, isThread);
        boolean ownNamespace = child.isInPidNamespace() || child.has(ThreadFlags.CLONE_NEWPID);
        child.pidNamespaceStartNanos = ownNamespace && event.has(CloneParameters.PIDNS_START)
                ? bootTimeNanos + event.integer(CloneParameters.PIDNS_START, 0)
                : bootTimeNanos;
        LiveThread thread = new LiveThread(child);
        Resources.start(event, thread);
        if (!isThread && template != null) {
            FdTable inherited = threads.fds(template);
            thread.fds = inherited == null ? null : inherited.forChild();
            ExpectedChildren expected = template.expected;
            FdTable atClone = expected == null || !fromChild
                    ? null
                    : expected.take(child.vtid, event.timestampNanos(), SAME_CLONE_NANOS);
            if (atClone != null && thread.fds != null) {
                thread.fds.correct(atClone);
            } else if (atClone != null) {
                atClone.release();
            }
        }
        child.containerId = containers.resolve(child, event);
        if (isThread && template != null && template.version().placeholder) {
            repairLeader(template, child);
        }
        if (!threads.add(thread)) {
            return null;
        }
        threads.link(thread);
        LiveThread parent = threads.find(fromChild && !isThread ? child.ptid : event.tid());
        listener.threadStarted(
                threads.publish(thread), parent == null || parent == thread ? null : threads.publish(parent), event);
        return thread;
    }

    private void inherit(ThreadVersion child, @Nullable LiveThread template, boolean isThread) {
        if (template == null || template.version().placeholder) {
            return;
        }
        ThreadVersion from = template.version();
        child.exepath = from.exepath;
        child.exeWritable = from.exeWritable;
        child.exeUpperLayer = from.exeUpperLayer;
        child.exeLowerLayer = from.exeLowerLayer;
        child.exeFromMemfd = from.exeFromMemfd;
        child.exeInode = from.exeInode;
        child.exeInodeCtimeNanos = from.exeInodeCtimeNanos;
        child.exeInodeMtimeNanos = from.exeInodeMtimeNanos;
        child.root = from.root;
        child.sid = from.sid;
        child.pgid = from.pgid;
        child.vpgid = from.vpgid;
        child.tty = from.tty;
        child.loginUid = from.loginUid;
        child.capPermitted = from.capPermitted;
        child.capEffective = from.capEffective;
        child.capInheritable = from.capInheritable;
        if (child.cgroups.isEmpty()) {
            child.cgroups = from.cgroups;
        }
        if (isThread) {
            child.lastExecNanos = from.lastExecNanos;
            return;
        }
        LiveThread leader = threads.leader(template);
        ThreadVersion shared = leader == null ? from : leader.version();
        child.cwd = shared.cwd;
        child.env = shared.env;
    }

    /** An execve or execveat that returned. */
    void execve(EventView event, LiveThread caller) {
        LiveThread thread = caller;
        long result = event.integer(CloneParameters.RESULT, -1);
        if (result < 0) {
            join(event, thread);
            String path = event.text(ExecveParameters.FILENAME);
            listener.programFailed(threads.publish(thread), path, (int) Math.min(Integer.MAX_VALUE, -result), event);
            return;
        }
        if (event.integer(CloneParameters.PID, caller.version().pid) != caller.version().pid) {
            // A thread of another process is known under this id: its end and the clone after it were not recorded.
            lose(caller, event);
            thread = placeholder(event.tid());
            if (thread == null) {
                return;
            }
        }
        threads.revive(thread);
        ThreadVersion before = threads.publish(thread);
        if (before.placeholder) {
            // An execve does not tell the ids within a pid namespace.
            repair(thread, event, -1, -1);
        }
        ThreadVersion after = thread.edit();
        after.exe = text(event, CloneParameters.EXE);
        after.comm = event.has(CloneParameters.COMM) ? text(event, CloneParameters.COMM) : after.exe;
        after.args = texts(event, CloneParameters.ARGS);
        after.lastExecNanos = event.timestampNanos();
        after.fdLimit = event.integer(CloneParameters.FD_LIMIT, after.fdLimit);
        if (event.has(ExecveParameters.ENV)) {
            after.env = texts(event, ExecveParameters.ENV);
        }
        if (event.has(CloneParameters.CGROUPS)) {
            after.cgroups = cgroupsMemo.of(event, CloneParameters.CGROUPS);
        }
        after.tty = event.integer(ExecveParameters.TTY, after.tty);
        after.vpgid = event.integer(ExecveParameters.VPGID, after.vpgid);
        after.loginUid = event.integer(ExecveParameters.LOGIN_UID, after.loginUid);
        after.uid = event.integer(ExecveParameters.UID, after.uid);
        after.gid = event.integer(ExecveParameters.GID, after.gid);
        after.pgid = event.integer(ExecveParameters.PGID, after.pgid);
        executable(after, event, thread);
        Resources.start(event, thread);
        FdTable fds = threads.fds(thread);
        if (fds != null) {
            fds.removeIf(FdVersion::isCloseOnExec);
        }
        int kept = ThreadFlags.PIPE_SOURCE
                | ThreadFlags.PIPE_DESTINATION
                | ThreadFlags.MAIN_THREAD
                | ThreadFlags.CLONE_INVERTED;
        after.flags = after.flags & kept | ThreadFlags.ACTIVE | ThreadFlags.NAME_CHANGED;
        after.containerId = containers.resolve(after, event);
        endSiblings(thread);
        LiveThread parent = threads.find(after.ptid);
        LiveThread parentLeader = parent == null ? null : threads.leader(parent);
        listener.programStarted(
                threads.publish(thread),
                before,
                parentLeader == null ? null : threads.publish(parentLeader),
                StandardStreams.of(fds),
                event);
    }

    /** Also an execve that fails tells which cgroups its thread is in; a runtime may have joined a container's before. */
    private void join(EventView event, LiveThread thread) {
        List<String> cgroups = cgroupsMemo.of(event, CloneParameters.CGROUPS);
        if (!cgroups.isEmpty() && !cgroups.equals(thread.version().cgroups)) {
            ThreadVersion version = thread.edit();
            version.cgroups = cgroups;
            version.containerId = containers.resolve(version, event);
        }
    }

    private void executable(ThreadVersion after, EventView event, LiveThread thread) {
        long exeFlags = event.integer(ExecveParameters.EXE_FLAGS, 0);
        after.exeWritable = (exeFlags & ExecveParameters.EXE_WRITABLE) != 0;
        after.exeUpperLayer = (exeFlags & ExecveParameters.EXE_UPPER_LAYER) != 0;
        after.exeFromMemfd = (exeFlags & ExecveParameters.EXE_FROM_MEMFD) != 0;
        after.exeLowerLayer = (exeFlags & ExecveParameters.EXE_LOWER_LAYER) != 0;
        after.capInheritable = event.integer(ExecveParameters.CAP_INHERITABLE, after.capInheritable);
        after.capPermitted = event.integer(ExecveParameters.CAP_PERMITTED, after.capPermitted);
        after.capEffective = event.integer(ExecveParameters.CAP_EFFECTIVE, after.capEffective);
        after.exeInode = event.integer(ExecveParameters.EXE_INODE, 0);
        after.exeInodeCtimeNanos = event.integer(ExecveParameters.EXE_CTIME, 0);
        after.exeInodeMtimeNanos = event.integer(ExecveParameters.EXE_MTIME, 0);
        String trusted = event.text(ExecveParameters.TRUSTED_PATH);
        String filename = event.text(ExecveParameters.FILENAME);
        if (trusted != null) {
            after.exepath = interned(withoutDeleted(trusted));
        } else if (filename != null) {
            LiveThread leader = threads.leader(thread);
            after.exepath = interned(Paths.join(leader == null ? "" : leader.version().cwd, filename));
        }
    }

    /** A successful execve leaves the process with one thread. */
    private void endSiblings(LiveThread thread) {
        LiveThread member = thread.group.firstMember;
        while (member != null) {
            LiveThread next = member.nextMember;
            if (member != thread && !member.isLeader()) {
                threads.exit(member, -1);
                threads.remove(member);
            }
            member = next;
        }
    }

    /** A procexit; the thread is reaped before the next event. */
    void exit(EventView event, LiveThread thread) {
        ExitStatus status = event.has(0) ? ExitStatus.fromWaitStatus(event.integer(0, 0)) : null;
        recentExits.add(thread.version(), event.timestampNanos());
        boolean alreadyDead = thread.isDead();
        ThreadVersion version = threads.publish(thread);
        threads.exit(thread, event.integer(4, -1));
        if (!alreadyDead) {
            listener.threadEnded(version, status, thread.group.alive <= 0, event);
        }
    }

    /** As {@link SystemState#nameOfVforked}. */
    @Nullable
    String nameOfVforked(long tid) {
        return recentExits.nameOfVforked(tid);
    }

    /** A thread that only its own events tell of. It leads itself, as sysdig has it. */
    @Nullable
    LiveThread placeholder(long tid) {
        ThreadVersion version = new ThreadVersion();
        version.tid = tid;
        version.pid = tid;
        version.comm = ThreadVersion.UNKNOWN_NAME;
        version.exe = ThreadVersion.UNKNOWN_NAME;
        version.flags = ThreadFlags.ACTIVE;
        version.placeholder = true;
        LiveThread thread = new LiveThread(version);
        thread.group.add(thread);
        return threads.add(thread) ? thread : null;
    }

    /** The first clone or execve exit of a placeholder tells what it is. */
    private void repair(LiveThread thread, EventView event, long vtid, long vpid) {
        ThreadVersion version = thread.edit();
        version.placeholder = false;
        version.pid = event.integer(CloneParameters.PID, version.tid);
        version.ptid = event.integer(CloneParameters.PTID, -1);
        version.recordedPtid = version.ptid;
        version.vtid = vtid;
        version.vpid = vpid;
        if (event.has(CloneParameters.COMM)) {
            version.comm = text(event, CloneParameters.COMM);
            version.exe = text(event, CloneParameters.EXE);
            version.args = texts(event, CloneParameters.ARGS);
        }
        if (event.has(CloneParameters.CGROUPS)) {
            version.cgroups = cgroupsMemo.of(event, CloneParameters.CGROUPS);
            version.containerId = containers.resolve(version, event);
        }
        threads.link(thread);
    }

    /** What a new thread tells of its leader, which was only known to exist. */
    private void repairLeader(LiveThread leader, ThreadVersion thread) {
        ThreadVersion version = leader.edit();
        version.placeholder = false;
        version.ptid = thread.ptid;
        version.recordedPtid = thread.recordedPtid;
        version.vpid = thread.vpid;
        version.vtid = thread.vpid;
        version.comm = thread.comm;
        version.exe = thread.exe;
        version.args = thread.args;
        version.cgroups = thread.cgroups;
        version.containerId = thread.containerId;
        threads.link(leader);
    }

    private void lose(LiveThread thread, EventView event) {
        if (!thread.isDead()) {
            listener.threadLost(threads.publish(thread), event);
        }
        threads.discard(thread);
    }

    private String text(EventView event, int index) {
        return textMemo.of(event, index);
    }

    private List<String> texts(EventView event, int index) {
        return textsMemo.of(event, index);
    }

    private String newText(EventView event, int index) {
        String text = event.text(index);
        return text == null ? "" : interned(text);
    }

    private List<String> newTexts(EventView event, int index) {
        List<String> elements = new ArrayList<>();
        for (String element : event.texts(index)) {
            elements.add(interned(element));
        }
        return List.copyOf(elements);
    }

    String interned(String text) {
        if (texts.size() >= MOST_TEXTS) {
            texts.clear();
        }
        String known = texts.putIfAbsent(text, text);
        return known == null ? text : known;
    }

    static String withoutDeleted(String path) {
        return path.endsWith(DELETED) ? path.substring(0, path.length() - DELETED.length()) : path;
    }
}
