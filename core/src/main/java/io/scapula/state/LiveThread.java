package io.scapula.state;

import org.jspecify.annotations.Nullable;

/**
 * A thread that has not been reaped: its current version, and its place among its siblings and in its group. The lists
 * run through the threads themselves, so that leaving one costs the same however long it is.
 */
final class LiveThread {
    final long tid;
    private ThreadVersion version;
    ThreadGroup group;
    long reaperTid = -1;

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
