package io.scapula.format.event;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names for the values of a flags or enumeration parameter, in the order in which they are tried.
 *
 * <p>The order carries meaning: {@code O_RDWR} (3) stands before {@code O_WRONLY} (2) and {@code O_RDONLY} (1), so that
 * a value with both bits is named once.
 *
 * @param name    the table's name, such as {@code file_flags}
 * @param entries values and names, in order
 */
public record FlagTable(String name, List<Entry> entries) {

    /** One named value; the value is the format's own, not the kernel's. */
    public record Entry(long value, String name) {}

    public FlagTable {
        entries = List.copyOf(entries);
    }

    /**
     * The values of these names together.
     *
     * @throws IllegalArgumentException if the table lacks one
     */
    public long bits(String... names) {
        long bits = 0;
        for (String name : names) {
            bits |= entries.stream()
                    .filter(entry -> entry.name.equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no " + name + " in the table " + this.name))
                    .value;
        }
        return bits;
    }

    /** The names of a bit set, as sysdig prints them: each hit clears its bits from what is left to name. */
    public List<String> namesOfBits(long value) {
        List<String> names = new ArrayList<>();
        long remaining = value;
        for (Entry entry : entries) {
            boolean bothZero = entry.value == 0 && value == 0;
            if (bothZero || (entry.value != 0 && (remaining & entry.value) == entry.value)) {
                names.add(entry.name);
                remaining &= ~entry.value;
            }
            if (entry.value == value) {
                break;
            }
        }
        return names;
    }

    /** Every name whose value is exactly this one; usually one, sometimes several, none if unknown. */
    public List<String> namesOfValue(long value) {
        return entries.stream()
                .filter(entry -> entry.value == value)
                .map(Entry::name)
                .toList();
    }

    /** The first name whose value is exactly this one, or {@code null}. */
    public @Nullable String nameOf(long value) {
        for (Entry entry : entries) {
            if (entry.value == value) {
                return entry.name;
            }
        }
        return null;
    }
}
