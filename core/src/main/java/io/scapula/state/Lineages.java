package io.scapula.state;

import org.jspecify.annotations.Nullable;

/** Puts the lineages of threads together, and only then anew when something in them has changed. */
final class Lineages {
    /** Real trees are some dozens of processes high; of one that is higher, or a ring, no lineages are kept. */
    private static final int MOST_STEPS = 1 << 8;

    private final ThreadTable threads;
    private final ContainerTable containers;
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
        return limitReached ? null : of(thread, stamp, environment, 0);
    }

    private @Nullable Lineage of(LiveThread thread, long stamp, Environment environment, int steps) {
        if (thread.lineageStamp == stamp) {
            return thread.lineage;
        }
        if (steps > MOST_STEPS || rows == Integer.MAX_VALUE) {
            limitReached = true;
            return null;
        }
        ThreadVersion version = threads.publish(thread);
        LiveThread leaderThread = thread.isLeader() ? null : threads.leader(thread);
        LiveThread parentThread = version.ptid < 0 || version.ptid == version.tid ? null : threads.find(version.ptid);
        Lineage leader = leaderThread == null ? null : of(leaderThread, stamp, environment, steps + 1);
        Lineage parent = parentThread == null ? null : of(parentThread, stamp, environment, steps + 1);
        ThreadVersion session = version(version.sid);
        ThreadVersion group = version(version.vpgid);
        ThreadVersion hostGroup = version(version.pgid);
        ContainerVersion container = containers.find(version.containerId);
        Lineage lineage = thread.lineage;
        if (lineage == null
                || !lineage.isOf(version, leader, parent, session, group, hostGroup, container, environment)) {
            lineage = new Lineage(rows++, version, leader, parent, session, group, hostGroup, container, environment);
            thread.lineage = lineage;
        }
        thread.lineageStamp = stamp;
        return limitReached ? null : lineage;
    }

    private @Nullable ThreadVersion version(long tid) {
        LiveThread thread = tid < 0 ? null : threads.find(tid);
        return thread == null ? null : threads.publish(thread);
    }
}
