package io.scapula.text;

import io.scapula.format.event.FlagTable;
import java.util.List;

/** Names of flags and enumeration values, laid out for appending; the order of the table carries meaning. */
final class FlagNames {
    private static final String CLONE_FLAGS = "clone_flags";
    private static final long CLONE_CHILD_IN_PIDNS = 1 << 29;

    private final long[] values;
    private final String[] names;
    private final long newer;

    FlagNames(FlagTable table) {
        newer = table.name().equals(CLONE_FLAGS) ? CLONE_CHILD_IN_PIDNS : 0;
        List<FlagTable.Entry> entries = table.entries();
        values = entries.stream().mapToLong(FlagTable.Entry::value).toArray();
        names = entries.stream().map(FlagTable.Entry::name).toArray(String[]::new);
    }

    /** Bits that got their names when recorders had left out enter events. */
    long newer() {
        return newer;
    }

    /** Appends the names of a bit set, joined by bars; an entry that is the whole value ends the search. */
    boolean appendBits(StringBuilder out, long value) {
        int start = out.length();
        long remaining = value;
        for (int index = 0; index < values.length; index++) {
            long bits = values[index];
            if (bits == value) {
                append(out, start, names[index]);
                break;
            }
            if (bits != 0 && remaining != 0 && (remaining & bits) == bits) {
                append(out, start, names[index]);
                remaining &= ~bits;
            }
        }
        return out.length() > start;
    }

    /** Appends every name whose value is exactly this one, joined by bars. */
    boolean appendAllOf(StringBuilder out, long value) {
        int start = out.length();
        for (int index = 0; index < values.length; index++) {
            if (values[index] == value) {
                append(out, start, names[index]);
            }
        }
        return out.length() > start;
    }

    private static void append(StringBuilder out, int start, String name) {
        if (out.length() > start) {
            out.append('|');
        }
        out.append(name);
    }
}
