package io.scapula.column;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers objects in the order in which they are met; versions are the same only if they are the same object. */
final class Numbering<T> {
    private static final int NONE = -1;

    private final IdentityHashMap<T, Integer> numbers = new IdentityHashMap<>();
    private final List<T> all = new ArrayList<>();

    /** The number of the object, -1 for none. */
    int of(@Nullable T object) {
        if (object == null) {
            return NONE;
        }
        Integer known = numbers.get(object);
        if (known != null) {
            return known;
        }
        numbers.put(object, all.size());
        all.add(object);
        return all.size() - 1;
    }

    /** The objects by number. */
    List<T> all() {
        return all;
    }
}
