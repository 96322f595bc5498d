package io.scapula.state;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The threads that exited a moment ago. A short-lived child can be gone before its parent's clone is recorded; without
 * this, that event would bring it back to life.
 */
final class RecentExits {
    private static final class Exit {
        private final long tid;
        private final long ptid;
        private final long nanos;
        private @Nullable String bornAs;

        Exit(ThreadVersion thread, long nanos) {
            this.tid = thread.tid;
            this.ptid = thread.ptid;
            this.nanos = nanos;
        }
    }

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
            if (byTid.get(oldest.tid) == oldest) {
                byTid.remove(oldest.tid);
            }
        }
        Exit exit = new Exit(thread, nanos);
        inOrder.addLast(exit);
        byTid.put(exit.tid, exit);
    }

    /** Whether a child of this parent exited a moment before; a recorded parent of 0 is one that was not known. */
    boolean contains(long tid, long ptid, long nanos) {
        Exit exit = byTid.get(tid);
        return exit != null && (exit.ptid == ptid || exit.ptid == 0) && nanos - exit.nanos < memoryNanos;
    }

    /** The parent of a vfork, of this name, returns; its child may have ended before. */
    void parentReturned(long tid, ThreadVersion parent, long nanos) {
        Exit exit = byTid.get(tid);
        if (exit != null && contains(tid, parent.tid, nanos)) {
            exit.bornAs = parent.comm;
        }
    }

    /** The name that a thread was born with which ended before the vfork returned that made it; {@code null} for any other. */
    @Nullable
    String nameOfVforked(long tid) {
        Exit exit = byTid.get(tid);
        return exit == null ? null : exit.bornAs;
    }
}
