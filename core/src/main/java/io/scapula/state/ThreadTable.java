package io.scapula.state;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The threads that are alive, their process tree and their descriptors.
 *
 * <p>Rules of parents, groups and reapers: {@code state-engine} specification, sections 2, 3, 6.5.
 */
final class ThreadTable {
    /** Real trees are some dozens of processes high; one that is higher is made up to keep us busy. */
    private static final int MOST_ANCESTORS = 1 << 8;

    /** Orphans moved for each exit, on average over the capture; more are left without a parent, for the same reason. */
    private static final int ORPHANS_PER_EXIT = 16;

    private final LongMap<LiveThread> byTid = new LongMap<>();
    private final LongMap<ThreadGroup> groups = new LongMap<>();
    private final FdBudget fdBudget;
    private final int mostThreads;
    private long versions;
    private long fdVersions;
    private long changes;
    private boolean limitReached;
    private long orphansToMove;
    private boolean orphansLeftToFirstProcess;

    ThreadTable(int mostThreads, int mostFdSlots) {
        this.mostThreads = mostThreads;
        this.fdBudget = new FdBudget(mostFdSlots);
        this.orphansToMove = 2L * mostThreads;
    }

    @Nullable
    LiveThread find(long tid) {
        return byTid.get(tid);
    }

    /** Offers every thread. */
    void forEach(Consumer<LiveThread> visitor) {
        byTid.values().forEach(visitor);
    }

    int size() {
        return byTid.size();
    }

    /** How many versions have been handed out. */
    long versions() {
        return versions;
    }

    /** Grows with every change of a thread, and when one comes or goes. */
    long changes() {
        return changes;
    }

    void countChange() {
        changes++;
    }

    /** Whether a limit kept a thread or a descriptor out. */
    boolean limitReached() {
        return limitReached || fdBudget.exceeded();
    }

    /** Whether a thread has ended whose children went to process 1. */
    boolean orphansLeftToFirstProcess() {
        return orphansLeftToFirstProcess;
    }

    void clear() {
        orphansLeftToFirstProcess = false;
        changes++;
        byTid.values().forEach(ThreadTable::releaseFds);
        byTid.clear();
        groups.clear();
    }

    /** Takes a thread in without placing it in the tree; false if there are too many. */
    boolean add(LiveThread thread) {
        if (byTid.size() >= mostThreads && byTid.get(thread.tid) == null) {
            limitReached = true;
            return false;
        }
        byTid.put(thread.tid, thread);
        thread.table = this;
        changes++;
        return true;
    }

    /** The thread's current version, to be kept by whoever asked. */
    ThreadVersion publish(LiveThread thread) {
        ThreadVersion version = thread.version();
        if (!version.isPublished()) {
            version.publish(versions++);
        }
        return version;
    }

    /** The descriptor, to be kept by whoever asked. */
    @Nullable
    FdVersion publish(@Nullable FdVersion fd) {
        if (fd != null && fd.row < 0) {
            fd.row = fdVersions++;
        }
        return fd;
    }

    /** The descriptors that the thread uses: its leader's if it shares them; {@code null} if that one is not known. */
    @Nullable
    FdTable fds(LiveThread thread) {
        LiveThread owner = thread.version().has(ThreadFlags.CLONE_FILES) ? leader(thread) : thread;
        return owner == null ? null : ownFds(owner);
    }

    /** The thread's own descriptors, whether it uses them or not. */
    FdTable ownFds(LiveThread thread) {
        FdTable table = thread.fds;
        if (table == null) {
            table = new FdTable(fdBudget);
            thread.fds = table;
        }
        return table;
    }

    private static void releaseFds(LiveThread thread) {
        ExpectedChildren expected = thread.expected;
        if (expected != null) {
            expected.release();
            thread.expected = null;
        }
        FdTable table = thread.fds;
        if (table != null) {
            table.release();
            thread.fds = null;
        }
    }

    /** The working directory of the thread's process, empty if it is not known. */
    String cwd(LiveThread thread) {
        LiveThread leader = leader(thread);
        return leader == null ? "" : leader.version().cwd;
    }

    /** Puts the thread into its group and below its parent. */
    void link(LiveThread thread) {
        ThreadVersion version = thread.version();
        ThreadGroup group = groups.get(version.pid);
        if (group == null) {
            group = new ThreadGroup(version.pid);
            groups.put(version.pid, group);
        }
        thread.group = group;
        group.add(thread);
        LiveThread parent = byTid.get(version.ptid);
        if (parent != null && parent != thread && !parent.isInvalid()) {
            parent.addChild(thread);
        } else if (version.ptid != 0) {
            thread.edit().ptid = 0;
        }
    }

    /** The leader of the thread's process, the thread itself if it leads, or {@code null} if it is not known. */
    @Nullable
    LiveThread leader(LiveThread thread) {
        return thread.isLeader() ? thread : byTid.get(thread.version().pid);
    }

    /** Marks a thread as exited; it stays visible until {@link #remove}. */
    void exit(LiveThread thread, long reaperTid) {
        if (!thread.isDead()) {
            thread.edit().flags |= ThreadFlags.CLOSED;
            thread.group.alive--;
        }
        thread.reaperTid = reaperTid;
        orphansToMove += ORPHANS_PER_EXIT;
    }

    /** Brings a leader back that exited before its threads: one of those executed a program and took its place. */
    void revive(LiveThread thread) {
        if (thread.isDead()) {
            thread.edit().flags &= ~ThreadFlags.CLOSED;
            thread.group.alive++;
        }
    }

    /** Reaps a thread: its children get a new parent, its group ends with its last thread. */
    void remove(LiveThread thread) {
        orphansLeftToFirstProcess |= thread.reaperTid == 1;
        adoptChildren(thread);
        ThreadGroup group = thread.group;
        if (group.alive <= 0) {
            LiveThread leader = byTid.get(group.pid);
            if (leader != null && leader.group == group) {
                adoptChildren(leader);
                unlink(leader);
            }
            if (groups.get(group.pid) == group) {
                groups.remove(group.pid);
            }
            unlink(thread);
        } else if (!thread.isLeader()) {
            unlink(thread);
        }
        // A leader whose threads live on stays as a record without life: its descriptors and directory are theirs.
    }

    /**
     * Takes a record out that turned out to be stale: its thread id belongs to another thread now. If it led a process,
     * the whole process is stale, since no pid is used again before the last thread is gone.
     */
    void discard(LiveThread thread) {
        ThreadGroup group = thread.group;
        if (thread.isLeader()) {
            for (LiveThread member = group.firstMember; member != null; member = group.firstMember) {
                discardOne(member);
            }
        } else {
            discardOne(thread);
        }
        if (group.isEmpty() && groups.get(group.pid) == group) {
            groups.remove(group.pid);
        }
    }

    private void discardOne(LiveThread thread) {
        if (!thread.isDead()) {
            exit(thread, -1);
        }
        adoptChildren(thread);
        unlink(thread);
    }

    private void unlink(LiveThread thread) {
        releaseFds(thread);
        thread.leaveParent();
        thread.group.remove(thread);
        if (byTid.get(thread.tid) == thread) {
            byTid.remove(thread.tid);
            changes++;
        }
    }

    private void adoptChildren(LiveThread thread) {
        if (thread.firstChild == null) {
            return;
        }
        LiveThread reaper = reaperOf(thread);
        if (reaper != null && reaper.group != thread.group) {
            reaper.group.reaper = true;
        }
        for (LiveThread child = thread.firstChild; child != null; child = thread.firstChild) {
            if (--orphansToMove < 0) {
                reaper = null;
                limitReached = true;
            }
            child.leaveParent();
            child.edit().ptid = reaper == null ? 0 : reaper.tid;
            if (reaper != null && reaper != child) {
                reaper.addChild(child);
            }
        }
    }

    private @Nullable LiveThread reaperOf(LiveThread thread) {
        LiveThread recorded = thread.reaperTid > 0 ? byTid.get(thread.reaperTid) : null;
        if (recorded != null && !recorded.isInvalid() && recorded != thread) {
            return recorded;
        }
        LiveThread sibling = thread.group.livingMemberOtherThan(thread);
        return sibling == null ? reapingAncestor(thread) : sibling;
    }

    /** The nearest ancestor that adopts orphans, on the same side of the pid namespace; loops in the tree end it. */
    private @Nullable LiveThread reapingAncestor(LiveThread thread) {
        boolean inNamespace = thread.version().isInPidNamespace();
        LiveThread ancestor = thread.parent;
        for (int step = 0; ancestor != null && step < MOST_ANCESTORS; step++) {
            boolean sameSide = ancestor.version().isInPidNamespace() == inNamespace;
            if (ancestor.group.reaper && sameSide && ancestor.group.alive > 0 && ancestor.group != thread.group) {
                return ancestor.group.livingMemberOtherThan(null);
            }
            ancestor = ancestor.parent;
        }
        return null;
    }
}
