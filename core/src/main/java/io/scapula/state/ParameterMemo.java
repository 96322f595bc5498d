package io.scapula.state;

import io.scapula.format.EventView;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values made of parameters, to be had again without making them when a parameter holds the same bytes. Arguments, cgroups,
 * descriptions of containers and both ends of a connection are the same in event after event.
 *
 * <p>Each place of the table keeps the last value that belongs there, so a capture whose values never repeat takes no more
 * memory than any other.
 */
final class ParameterMemo<V> {
    /** How a value is made. */
    @FunctionalInterface
    interface Maker<V> {
        V make(EventView event, int index);
    }

    private static final int PLACES = 1 << 10;
    /** Longer parameters are made anew each time, which bounds the memory that keys take. */
    private static final int MOST_BYTES = 1 << 13;

    private record Entry<V>(byte[] key, V value) {}

    private final Maker<V> maker;
    /** Empty until something is remembered: copies of what remembers are made that are never asked. */
    private @Nullable Object[] entries = {};

    private byte[] bytes = {};

    ParameterMemo(Maker<V> maker) {
        this.maker = maker;
    }

    /** The value of a parameter; the same object for the same bytes, as long as it is remembered. */
    @SuppressWarnings("unchecked") // only this method fills the array
    V of(EventView event, int index) {
        int length = event.parameterLength(index);
        if (length > MOST_BYTES) {
            return maker.make(event, index);
        }
        if (length > bytes.length || entries.length == 0) {
            makeRoom(length);
        }
        event.copyBytes(index, bytes);
        int place = hash(bytes, length) & PLACES - 1;
        Entry<V> known = (Entry<V>) entries[place];
        if (known != null && Arrays.equals(known.key, 0, known.key.length, bytes, 0, length)) {
            return known.value;
        }
        V made = maker.make(event, index);
        entries[place] = new Entry<>(Arrays.copyOf(bytes, length), made);
        return made;
    }

    private void makeRoom(int length) {
        bytes = new byte[Math.max(length, 2 * bytes.length)];
        if (entries.length == 0) {
            entries = new @Nullable Object[PLACES];
        }
    }

    void clear() {
        Arrays.fill(entries, null);
    }

    private static int hash(byte[] bytes, int length) {
        int hash = length;
        for (int index = 0; index < length; index++) {
            hash = 31 * hash + bytes[index];
        }
        return hash ^ hash >>> 15;
    }
}
