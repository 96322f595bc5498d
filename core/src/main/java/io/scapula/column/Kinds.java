package io.scapula.column;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
    record Kind(int code, String name) {
        // Written out: what a record is given is linked at its first use, which every first question would wait for.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Kind kind && code == kind.code && name.equals(kind.name);
        }

        @Override
        public int hashCode() {
            return 31 * code + name.hashCode();
        }
    }

    /** System calls that are looked up fast; there are some hundred. */
    private static final int SYSCALLS = 1 << 10;

    private final Map<Kind, Integer> indexes = new HashMap<>();
    private final List<Kind> kinds = new ArrayList<>();
    /** One more than the kind, by code; 0 for codes that are not known to have one. */
    private final int[] byCode = new int[MOST];
    /** The same of codes that stand for any system call, by that call, twice as many as calls: {@code 2 * call + code}. */
    private final int[] bySyscall = new int[2 * SYSCALLS];

    /**
     * The number of a kind that was added before; -1 if it was not, or nobody knows any longer.
     *
     * @param syscall the system call, if the code stands for any; else -1
     */
    int find(int code, int syscall) {
        if (syscall < 0) {
            return byCode[code] - 1;
        }
        return syscall < SYSCALLS && code <= 1 ? bySyscall[2 * syscall + code] - 1 : -1;
    }

    /** Adds a kind as {@link #add(int, String)} does, for {@link #find}. */
    int add(int code, int syscall, String name) {
        int index = add(code, name);
        if (syscall < 0) {
            byCode[code] = index + 1;
        } else if (syscall < SYSCALLS && code <= 1) {
            bySyscall[2 * syscall + code] = index + 1;
        }
        return index;
    }

    /** Looks all kinds up anew from now on: codes have other names. */
    void forgetCodes() {
        Arrays.fill(byCode, 0);
        Arrays.fill(bySyscall, 0);
    }

    /** Adds a kind, if it is new; -1 if there are too many. */
    int add(int code, String name) {
        Kind kind = new Kind(code, name);
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
