package io.scapula;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What was found out for versions of threads or kinds of events, so that it is found out once. For one thread. */
final class VersionValues<T> {
    private static final Object ABSENT = new Object();

    private @Nullable Object[] known = new @Nullable Object[64];

    /**
     * The value of a version.
     *
     * @param version from 0
     * @param find    finds the value out, if that has not been done
     */
    @SuppressWarnings("unchecked") // only finders put something in
    @Nullable
    T of(int version, Supplier<@Nullable T> find) {
        if (version >= known.length) {
            known = Arrays.copyOf(known, Math.max(version + 1, 2 * known.length));
        }
        Object value = known[version];
        if (value == null) {
            T found = find.get();
            value = found == null ? ABSENT : found;
            known[version] = value;
        }
        return value.equals(ABSENT) ? null : (T) value;
    }
}
