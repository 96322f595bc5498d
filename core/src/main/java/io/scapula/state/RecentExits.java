package io.scapula.state;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The threads that exited a moment ago. A short-lived child can be gone before its parent's clone is recorded; without
 * this, that event would bring it back to life.
 */
final class RecentExits {
    private record Exit(long tid, long ptid, long nanos) {}

    private static final int MOST = 1 << 16;

    private final long memoryNanos;
    private final Deque<Exit> inOrder = new ArrayDeque<>();
    private final LongMap<Exit> byTid = new LongMap<>();

    RecentExits(long memoryNanos) {
        this.memoryNanos = memoryNanos;
    }

    void clear() {
        inOrder.clear();
        byTid.clear();
    }

    void add(ThreadVersion thread, long nanos) {
        for (Exit oldest = inOrder.peekFirst(); oldest != null; oldest = inOrder.peekFirst()) {
            if (inOrder.size() < MOST && nanos - oldest.nanos < memoryNanos) {
                break;
            }
            inOrder.removeFirst();
            if (oldest.equals(byTid.get(oldest.tid))) {
                byTid.remove(oldest.tid);
            }
        }
        Exit exit = new Exit(thread.tid, thread.ptid, nanos);
        inOrder.addLast(exit);
        byTid.put(exit.tid, exit);
    }

    /** Whether a child of this parent exited a moment before; a recorded parent of 0 is one that was not known. */
    boolean contains(long tid, long ptid, long nanos) {
        Exit exit = byTid.get(tid);
        return exit != null && (exit.ptid == ptid || exit.ptid == 0) && nanos - exit.nanos < memoryNanos;
    }
}
