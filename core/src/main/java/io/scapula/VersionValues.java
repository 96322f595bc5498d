package io.scapula;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What was found out for versions of threads or kinds of events, by their numbers from 0. For one thread. */
final class VersionValues<T> {
    private static final Object ABSENT = new Object();

    private @Nullable Object[] known = new @Nullable Object[64];

    /** Whether the value of the version has been found out. */
    boolean has(int version) {
        return version < known.length && known[version] != null;
    }

    /** Remembers a value, or that there is none. */
    void put(int version, @Nullable T value) {
        if (version >= known.length) {
            known = Arrays.copyOf(known, Math.max(version + 1, 2 * known.length));
        }
        known[version] = value == null ? ABSENT : value;
    }

    /** The value that was found out; {@code null} if there is none. */
    @SuppressWarnings({"unchecked", "ReferenceEquality"}) // put lets nothing else in; one object stands for none
    @Nullable
    T get(int version) {
        Object value = known[version];
        return value == ABSENT ? null : (T) value;
    }
}
