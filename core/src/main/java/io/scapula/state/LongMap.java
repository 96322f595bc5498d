package io.scapula.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A hash table from {@code long} to an object: linear probing, nothing allocated by a look-up. Every table hashes in its
 * own way, so that nobody can choose keys that all collide.
 */
final class LongMap<V> {
    private static final int FIRST_CAPACITY = 64;

    private long[] keys = new long[FIRST_CAPACITY];
    private @Nullable Object[] values = new @Nullable Object[FIRST_CAPACITY];
    private final long seed = ThreadLocalRandom.current().nextLong();
    private int size;

    int size() {
        return size;
    }

    @SuppressWarnings("unchecked") // only put() fills the array
    @Nullable
    V get(long key) {
        return (V) values[indexOf(key)];
    }

    void put(long key, V value) {
        int index = indexOf(key);
        if (values[index] == null) {
            if (2 * (size + 1) > keys.length) {
                grow();
                index = indexOf(key);
            }
            keys[index] = key;
            size++;
        }
        values[index] = value;
    }

    void remove(long key) {
        int gap = indexOf(key);
        if (values[gap] == null) {
            return;
        }
        size--;
        int mask = keys.length - 1;
        values[gap] = null;
        // Entries behind the gap move up if probing for them would stop at it.
        for (int index = gap + 1 & mask; values[index] != null; index = index + 1 & mask) {
            int home = hash(keys[index]) & mask;
            if ((index - home & mask) >= (index - gap & mask)) {
                keys[gap] = keys[index];
                values[gap] = values[index];
                values[index] = null;
                gap = index;
            }
        }
    }

    void clear() {
        Arrays.fill(values, null);
        size = 0;
    }

    /** A copy of the values, in no order. */
    @SuppressWarnings("unchecked") // only put() fills the array
    List<V> values() {
        List<V> all = new ArrayList<>(size);
        for (Object value : values) {
            if (value != null) {
                all.add((V) value);
            }
        }
        return all;
    }

    private int indexOf(long key) {
        int mask = keys.length - 1;
        int index = hash(key) & mask;
        while (values[index] != null && keys[index] != key) {
            index = index + 1 & mask;
        }
        return index;
    }

    private void grow() {
        long[] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        keys = new long[2 * oldKeys.length];
        values = new @Nullable Object[keys.length];
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldValues[old] != null) {
                int index = indexOf(oldKeys[old]);
                keys[index] = oldKeys[old];
                values[index] = oldValues[old];
            }
        }
    }

    /** The finalizer of MurmurHash3: every bit of the key reaches every bit of the hash. */
    private int hash(long key) {
        long hash = key ^ seed;
        hash = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ hash >>> 33) * 0xC4CEB9FE1A85EC53L;
        return (int) (hash ^ hash >>> 33);
    }
}
