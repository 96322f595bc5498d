package io.scapula.state;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The descriptors of children whose clone their parent returned from and that were not heard of themselves yet: children in a
 * pid namespace, whose ids on the host only they tell. Meanwhile the parent may open and close more.
 */
final class ExpectedChildren {
    /** So many at a time; a parent hardly gets ahead of its children by more. */
    private static final int MOST = 16;

    private record Child(long vtid, long nanos, FdTable fds) {}

    private final Deque<Child> latestFirst = new ArrayDeque<>();

    void add(long vtid, long nanos, FdTable fds) {
        if (latestFirst.size() == MOST) {
            latestFirst.removeLast().fds.release();
        }
        latestFirst.addFirst(new Child(vtid, nanos, fds));
    }

    /** What a child got at its clone, if its parent returned from that not longer ago than a clone takes. */
    @Nullable
    FdTable take(long vtid, long nanos, long longestNanos) {
        for (Iterator<Child> children = latestFirst.iterator(); children.hasNext(); ) {
            Child child = children.next();
            if (child.vtid == vtid) {
                children.remove();
                if (nanos - child.nanos < longestNanos) {
                    return child.fds;
                }
                child.fds.release();
                return null;
            }
        }
        return null;
    }

    void release() {
        latestFirst.forEach(child -> child.fds.release());
        latestFirst.clear();
    }
}
