package io.scapula.column;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The kinds of events of a capture: event code and shown name. A code that stands for any system call is many kinds. */
final class Kinds {
    /** As many as a column of 16 bits can tell apart. */
    private static final int MOST = 1 << 16;

    /**
     * One kind.
     *
     * @param code the recorded event code
     * @param name what {@code evt.type} shows
     */
    record Kind(int code, String name) {}

    private final Map<Kind, Integer> indexes = new HashMap<>();
    private final List<Kind> kinds = new ArrayList<>();
    private final int[] byCode = new int[MOST];

    /** The number of the kind of a code that has one name only. */
    int of(int code, String name, boolean single) {
        if (single) {
            int known = byCode[code];
            if (known != 0) {
                return known - 1;
            }
            int index = add(new Kind(code, name));
            byCode[code] = index + 1;
            return index;
        }
        return add(new Kind(code, name));
    }

    /** Looks codes up anew from now on: their names have changed. */
    void forgetCodes() {
        Arrays.fill(byCode, 0);
    }

    private int add(Kind kind) {
        Integer known = indexes.get(kind);
        if (known != null) {
            return known;
        }
        if (kinds.size() == MOST) {
            return -1;
        }
        kinds.add(kind);
        indexes.put(kind, kinds.size() - 1);
        return kinds.size() - 1;
    }

    Kind get(int index) {
        return kinds.get(index);
    }

    int count() {
        return kinds.size();
    }
}
