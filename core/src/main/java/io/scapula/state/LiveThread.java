package io.scapula.state;

import io.scapula.format.event.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A thread that has not been reaped: its current version, and its place among its siblings and in its group. The lists
 * run through the threads themselves, so that leaving one costs the same however long it is.
 */
final class LiveThread {
    /** The last event was no enter event. */
    static final int NO_ENTER = Integer.MAX_VALUE - 1;

    final long tid;
    private ThreadVersion version;
    ThreadGroup group;
    long reaperTid = -1;

    /** What the last enter event told, for the exit event that completes it. */
    int enterCode = NO_ENTER;

    long enterNanos;
    long enterNumber;
    long enterFd = -1;

    @Nullable
    String enterPath;

    long enterDirectory;
    long enterFlags;

    @Nullable
    SocketAddress enterAddress;

    long vmsizeKb;
    long vmrssKb;
    long vmswapKb;
    long majorFaults;
    long minorFaults;

    /** Its lineage when it was last asked for, and as of when; see {@link Lineages}. */
    @Nullable
    Lineage lineage;

    long lineageStamp = -1;

    /** The table that it is in, which counts changes; {@code null} before it is added. */
    @Nullable
    ThreadTable table;

    /** Its own descriptors; those of its leader count if it shares them. */
    @Nullable
    FdTable fds;

    /** Children that it cloned and that were not heard of yet; {@code null} for none so far. */
    @Nullable
    ExpectedChildren expected;

    @Nullable
    LiveThread parent;

    @Nullable
    LiveThread firstChild;

    @Nullable
    LiveThread nextSibling;

    @Nullable
    LiveThread previousSibling;

    @Nullable
    LiveThread nextMember;

    @Nullable
    LiveThread previousMember;

    LiveThread(ThreadVersion version) {
        this.tid = version.tid;
        this.version = version;
        this.group = new ThreadGroup(version.pid);
    }

    /** To read from; not to be kept unless published. */
    ThreadVersion version() {
        return version;
    }

    /** To change: a version that nobody has seen. */
    ThreadVersion edit() {
        if (table != null) {
            table.countChange();
        }
        version = version.editable();
        return version;
    }

    boolean isDead() {
        return version.has(ThreadFlags.CLOSED);
    }

    /** A thread with a negative id takes part in no tree. */
    boolean isInvalid() {
        return version.tid < 0 || version.pid < 0 || version.ptid < 0;
    }

    /** Whether it has been placed in its group; an entry of a process list is not before the list is complete. */
    boolean isInTree() {
        return !group.isEmpty();
    }

    boolean isLeader() {
        return version.isLeader();
    }

    void addChild(LiveThread child) {
        child.parent = this;
        child.previousSibling = null;
        child.nextSibling = firstChild;
        if (firstChild != null) {
            firstChild.previousSibling = child;
        }
        firstChild = child;
    }

    void leaveParent() {
        if (parent == null) {
            return;
        }
        if (previousSibling == null) {
            parent.firstChild = nextSibling;
        } else {
            previousSibling.nextSibling = nextSibling;
        }
        if (nextSibling != null) {
            nextSibling.previousSibling = previousSibling;
        }
        parent = null;
        nextSibling = null;
        previousSibling = null;
    }
}
