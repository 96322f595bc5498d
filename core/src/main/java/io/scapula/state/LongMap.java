package io.scapula.state;

import org.jspecify.annotations.Nullable;

/** A hash table from {@code long} to an object: linear probing, nothing allocated by a look-up. */
final class LongMap<V> {
    private static final int FIRST_CAPACITY = 64;

    private long[] keys = new long[FIRST_CAPACITY];
    private @Nullable Object[] values = new @Nullable Object[FIRST_CAPACITY];
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
        java.util.Arrays.fill(values, null);
        size = 0;
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

    private static int hash(long key) {
        return (int) (key * 0x9E3779B97F4A7C15L >>> 32);
    }
}
