package io.scapula.state;

import org.jspecify.annotations.Nullable;

/** Puts the lineages of threads together, and only then anew when something in them has changed. */
final class Lineages {
    /** Real trees are some dozens of processes high; of one that is higher, or a ring, no lineages are kept. */
    private static final int MOST_STEPS = 1 << 8;

    private final ThreadTable threads;
    private final ContainerTable containers;
    /** Threads whose lineages are being put together: each but the last waits for the one behind it. */
    private final @Nullable LiveThread[] waiting = new @Nullable LiveThread[MOST_STEPS + 1];

    private int rows;
    private boolean limitReached;

    Lineages(ThreadTable threads, ContainerTable containers) {
        this.threads = threads;
        this.containers = containers;
    }

    /** How many there are. */
    int rows() {
        return rows;
    }

    /** Whether the process tree was none that lineages can be kept of. */
    boolean limitReached() {
        return limitReached;
    }

    /**
     * The lineage of the thread.
     *
     * @param stamp changes whenever any thread or the environment does
     */
    @Nullable
    Lineage of(LiveThread thread, long stamp, Environment environment) {
        if (thread.lineageStamp != stamp) {
            renew(thread, stamp, environment);
        }
        return limitReached ? null : thread.lineage;
    }

    /**
     * Puts the lineage together, and before it those of the processes above that may have changed. No recursion:
     * compilers unroll it where it is called, which took a tenth of all their time for a first index.
     */
    private void renew(LiveThread thread, long stamp, Environment environment) {
        int last = 0;
        waiting[0] = thread;
        while (last >= 0 && !limitReached) {
            LiveThread needed = putTogether(waiting[last], stamp, environment);
            if (needed == null) {
                waiting[last--] = null;
            } else if (last == MOST_STEPS || rows == Integer.MAX_VALUE) {
                limitReached = true;
            } else {
                waiting[++last] = needed;
            }
        }
    }

    /** Finds the thread's lineage, or returns the thread whose lineage is needed first. */
    private @Nullable LiveThread putTogether(@Nullable LiveThread thread, long stamp, Environment environment) {
        if (thread == null) {
            return null;
        }
        ThreadVersion version = threads.publish(thread);
        LiveThread leader = thread.isLeader() ? null : threads.leader(thread);
        if (leader != null && leader.lineageStamp != stamp) {
            return leader;
        }
        LiveThread parent = version.ptid < 0 || version.ptid == version.tid ? null : threads.find(version.ptid);
        if (parent != null && parent.lineageStamp != stamp) {
            return parent;
        }
        complete(
                thread,
                version,
                leader == null ? null : leader.lineage,
                parent == null ? null : parent.lineage,
                environment);
        thread.lineageStamp = stamp;
        return null;
    }

    private void complete(
            LiveThread thread,
            ThreadVersion version,
            @Nullable Lineage leader,
            @Nullable Lineage parent,
            Environment environment) {
        ThreadVersion session = version(version.sid);
        ThreadVersion group = version(version.vpgid);
        ThreadVersion hostGroup = version(version.pgid);
        ContainerVersion container = containers.find(version.containerId);
        Lineage lineage = thread.lineage;
        if (lineage == null
                || !lineage.isOf(version, leader, parent, session, group, hostGroup, container, environment)) {
            thread.lineage =
                    new Lineage(rows++, version, leader, parent, session, group, hostGroup, container, environment);
        }
    }

    private @Nullable ThreadVersion version(long tid) {
        LiveThread thread = tid < 0 ? null : threads.find(tid);
        return thread == null ? null : threads.publish(thread);
    }
}
