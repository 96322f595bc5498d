package io.scapula.state;

import org.jspecify.annotations.Nullable;

/**
 * A thread as of an event, together with everything that its fields can ask for: its process, the processes above it, the
 * leaders of its session and groups, its container, and what the whole machine shares. Immutable; while none of that
 * changes, all events of a thread have the same.
 */
public final class Lineage {
    private final int row;
    private final ThreadVersion thread;
    private final @Nullable Lineage leader;
    private final @Nullable Lineage parent;
    private final @Nullable ThreadVersion sessionLeader;
    private final @Nullable ThreadVersion groupLeader;
    private final @Nullable ThreadVersion hostGroupLeader;
    private final @Nullable ContainerVersion container;
    private final Environment environment;

    /**
     * Puts a lineage together.
     *
     * @param row             its number
     * @param leader          that of the leader of the thread's process, {@code null} if the thread leads or it is not known
     * @param parent          as {@link #parent()}
     * @param sessionLeader   the leader of the session
     * @param groupLeader     the leader of the process group, by its number in the thread's own pid namespace
     * @param hostGroupLeader the leader of the process group, by its number in the host's
     */
    public Lineage(
            int row,
            ThreadVersion thread,
            @Nullable Lineage leader,
            @Nullable Lineage parent,
            @Nullable ThreadVersion sessionLeader,
            @Nullable ThreadVersion groupLeader,
            @Nullable ThreadVersion hostGroupLeader,
            @Nullable ContainerVersion container,
            Environment environment) {
        this.row = row;
        this.thread = thread;
        this.leader = leader;
        this.parent = parent;
        this.sessionLeader = sessionLeader;
        this.groupLeader = groupLeader;
        this.hostGroupLeader = hostGroupLeader;
        this.container = container;
        this.environment = environment;
    }

    /** Whether it is put together from just these. */
    boolean isOf(
            ThreadVersion version,
            @Nullable Lineage leaderLineage,
            @Nullable Lineage parentLineage,
            @Nullable ThreadVersion session,
            @Nullable ThreadVersion group,
            @Nullable ThreadVersion hostGroup,
            @Nullable ContainerVersion containerVersion,
            Environment shared) {
        return same(thread, version)
                && same(leader, leaderLineage)
                && same(parent, parentLineage)
                && same(sessionLeader, session)
                && same(groupLeader, group)
                && same(hostGroupLeader, hostGroup)
                && same(container, containerVersion)
                && same(environment, shared);
    }

    @SuppressWarnings("ReferenceEquality") // versions are equal if they are the same object
    private static boolean same(@Nullable Object one, @Nullable Object other) {
        return one == other;
    }

    /** Its number, counted from 0. */
    public int row() {
        return row;
    }

    /** The thread itself. */
    public ThreadVersion thread() {
        return thread;
    }

    /** The leader of its process; the thread itself if it leads, {@code null} if the leader is not known. */
    public @Nullable ThreadVersion leader() {
        if (thread.isLeader()) {
            return thread;
        }
        return leader == null ? null : leader.thread;
    }

    /** The lineage of the leader of its process; {@code null} if the thread leads, or the leader is not known. */
    public @Nullable Lineage leaderLineage() {
        return leader;
    }

    /** The leader of its session, {@code null} if that is not known. */
    public @Nullable ThreadVersion sessionLeader() {
        return sessionLeader;
    }

    /** The leader of its process group by the number in its own pid namespace, {@code null} if that is not known. */
    public @Nullable ThreadVersion groupLeader() {
        return groupLeader;
    }

    /** The leader of its process group by the number in the host's pid namespace, {@code null} if that is not known. */
    public @Nullable ThreadVersion hostGroupLeader() {
        return hostGroupLeader;
    }

    /** The thread above it: {@code proc.ppid} as the thread's own version has it. {@code null} if that is not known. */
    public @Nullable Lineage parent() {
        return parent;
    }

    /** The container as described at the time, {@code null} on the host. */
    public @Nullable ContainerVersion container() {
        return container;
    }

    /** What the whole machine shares. */
    public Environment environment() {
        return environment;
    }

    /**
     * A thread that belongs to the lineage.
     *
     * @return {@code null} if it is known that there was none
     * @throws NotInLineageException if the lineage does not tell
     */
    public @Nullable ThreadVersion find(long tid) {
        if (tid == thread.tid()) {
            return thread;
        }
        if (sessionLeader != null && sessionLeader.tid() == tid) {
            return sessionLeader;
        }
        if (groupLeader != null && groupLeader.tid() == tid) {
            return groupLeader;
        }
        if (hostGroupLeader != null && hostGroupLeader.tid() == tid) {
            return hostGroupLeader;
        }
        boolean named = tid < 0 || tid == thread.sid() || tid == thread.vpgid() || tid == thread.pgid();
        Lineage process = process();
        for (Lineage above = this; above != null; above = above.parent) {
            if (above.thread.tid() == tid) {
                return above.thread;
            }
            named |= above.names(tid);
        }
        for (Lineage above = process; above != null; above = above.parent) {
            if (above.thread.tid() == tid) {
                return above.thread;
            }
            named |= above.names(tid);
        }
        // From process to process a step leads over the thread that made it, which need not be its leader.
        for (Lineage above = process; above != null; above = above.parent == null ? null : above.parent.process()) {
            Lineage maker = above.parent;
            if (maker != null && maker.thread.tid() == tid) {
                return maker.thread;
            }
            if (above.thread.tid() == tid) {
                return above.thread;
            }
            named |= above.names(tid) || (maker != null && maker.names(tid));
        }
        if (named) {
            return null;
        }
        throw new NotInLineageException();
    }

    private @Nullable Lineage process() {
        return thread.isLeader() ? this : leader;
    }

    /** Whether the thread is its parent or its leader: if it is not found above, there was none. */
    private boolean names(long tid) {
        return thread.ptid() == tid || thread.pid() == tid;
    }
}
