package io.scapula.field;

import io.scapula.event.EventContext;
import io.scapula.state.SystemState;
import io.scapula.state.ThreadVersion;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Walks up the process tree. */
final class Ancestors {
    /** Real trees are some dozens of processes high; one that is higher, or a ring, is made up to keep us busy. */
    private static final int MOST = 1 << 8;

    private Ancestors() {}

    /** The process that many steps above the event's; 0 is the event's own. {@code null} if it is not known. */
    static @Nullable ThreadVersion process(EventContext event, int distance) {
        ThreadVersion process = event.leader();
        for (int step = 0; step < distance && process != null; step++) {
            process = step < MOST ? event.state().parentProcess(process) : null;
        }
        return process;
    }

    /** The thread that cloned this one, or took its place; {@code null} if it is not known. */
    static @Nullable ThreadVersion parent(SystemState state, ThreadVersion thread) {
        ThreadVersion parent = thread.ptid() < 0 ? null : state.thread(thread.ptid());
        return parent == null || parent.tid() == thread.tid() ? null : parent;
    }

    /**
     * Offers the threads above the event's process, nearest first, until one is taken.
     *
     * @param visitor takes a thread and answers whether that was enough
     * @return whether a visit ended the walk
     */
    static boolean walk(EventContext event, Predicate<ThreadVersion> visitor) {
        ThreadVersion start = event.leader();
        if (start == null) {
            return false;
        }
        SystemState state = event.state();
        ThreadVersion ancestor = parent(state, start);
        for (int step = 0; step < MOST && ancestor != null && ancestor.tid() != start.tid(); step++) {
            if (visitor.test(ancestor)) {
                return true;
            }
            ancestor = parent(state, ancestor);
        }
        return false;
    }
}
