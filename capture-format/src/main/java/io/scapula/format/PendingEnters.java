package io.scapula.format;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The last enter event of every thread that is inside a system call: a hash table by thread id with linear probing,
 * whose entries are reused.
 */
final class PendingEnters {
    private static final int FIRST_CAPACITY = 256;

    private final int most;
    private final long seed = ThreadLocalRandom.current().nextLong();
    private long[] tids = new long[FIRST_CAPACITY];
    private @Nullable PendingEnter[] entries = new @Nullable PendingEnter[FIRST_CAPACITY];
    private int size;
    private PendingEnter[] free = new PendingEnter[16];
    private int freeCount;

    /**
     * Remembers threads up to a limit.
     *
     * @param most threads to remember; when there are more, all are forgotten
     */
    PendingEnters(int most) {
        this.most = most;
    }

    @Nullable
    PendingEnter find(long tid) {
        return size == 0 ? null : entries[indexOf(tid)];
    }

    /** The entry of the thread, to be filled: the one it has, or a new one. */
    PendingEnter forThread(long tid) {
        int index = indexOf(tid);
        PendingEnter entry = entries[index];
        if (entry != null) {
            return entry;
        }
        if (size == most || 2 * (size + 1) > tids.length) {
            makeRoom();
            index = indexOf(tid);
        }
        entry = freeCount > 0 ? free[--freeCount] : new PendingEnter();
        tids[index] = tid;
        entries[index] = entry;
        size++;
        return entry;
    }

    private void makeRoom() {
        if (size == most) {
            clear();
        } else {
            grow();
        }
    }

    /**
     * The thread's enter event, which is forgotten; {@code null} if there is none. Its storage is reused at the next
     * {@link #forThread}, not before.
     */
    @Nullable
    PendingEnter take(long tid) {
        if (size == 0) {
            return null;
        }
        int gap = indexOf(tid);
        PendingEnter entry = entries[gap];
        if (entry == null) {
            return null;
        }
        keepForReuse(entry);
        size--;
        int mask = tids.length - 1;
        entries[gap] = null;
        // Entries behind the gap move up if probing for them would stop at it.
        for (int index = gap + 1 & mask; entries[index] != null; index = index + 1 & mask) {
            int home = hash(tids[index]) & mask;
            if ((index - home & mask) >= (index - gap & mask)) {
                tids[gap] = tids[index];
                entries[gap] = entries[index];
                entries[index] = null;
                gap = index;
            }
        }
        return entry;
    }

    void clear() {
        if (size == 0) {
            return;
        }
        for (int index = 0; index < entries.length; index++) {
            PendingEnter entry = entries[index];
            if (entry != null) {
                keepForReuse(entry);
                entries[index] = null;
            }
        }
        size = 0;
    }

    private void keepForReuse(PendingEnter entry) {
        if (freeCount == free.length) {
            free = java.util.Arrays.copyOf(free, 2 * free.length);
        }
        free[freeCount++] = entry;
    }

    private int indexOf(long tid) {
        int mask = tids.length - 1;
        int index = hash(tid) & mask;
        while (entries[index] != null && tids[index] != tid) {
            index = index + 1 & mask;
        }
        return index;
    }

    private void grow() {
        long[] oldTids = tids;
        @Nullable PendingEnter[] oldEntries = entries;
        tids = new long[2 * oldTids.length];
        entries = new @Nullable PendingEnter[tids.length];
        for (int old = 0; old < oldTids.length; old++) {
            if (oldEntries[old] != null) {
                int index = indexOf(oldTids[old]);
                tids[index] = oldTids[old];
                entries[index] = oldEntries[old];
            }
        }
    }

    /** The finalizer of MurmurHash3, seeded: nobody can choose thread ids that all collide. */
    private int hash(long tid) {
        long hash = tid ^ seed;
        hash = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ hash >>> 33) * 0xC4CEB9FE1A85EC53L;
        return (int) (hash ^ hash >>> 33);
    }
}
