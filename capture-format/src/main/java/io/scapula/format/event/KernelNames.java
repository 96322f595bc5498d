package io.scapula.format.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kernel's names for error numbers, signals and capabilities. */
public final class KernelNames {
    private static final class Holder {
        static final KernelNames INSTANCE = load();
    }

    private final Map<Integer, String> errors;
    private final Map<Integer, String> capabilities;
    private final FlagTable signals;

    private KernelNames(Map<Integer, String> errors, Map<Integer, String> capabilities, FlagTable signals) {
        this.errors = errors;
        this.capabilities = capabilities;
        this.signals = signals;
    }

    /** The names of the current schema; loaded once, immutable. */
    public static KernelNames current() {
        return Holder.INSTANCE;
    }

    /** {@code ENOENT} for 2, {@code null} for a number without a name; the number is positive. */
    public @Nullable String error(int number) {
        return errors.get(number);
    }

    /** {@code SIGKILL} for 9, {@code null} for a number without a name. */
    public @Nullable String signal(int number) {
        return signals.nameOf(number);
    }

    /** The names of the bits of a capability set, lowest bit first. */
    public List<String> capabilities(long set) {
        List<String> names = new ArrayList<>();
        for (int bit = 0; bit < Long.SIZE; bit++) {
            String name = capabilities.get(bit);
            if (name != null && (set >>> bit & 1) != 0) {
                names.add(name);
            }
        }
        return names;
    }

    private static KernelNames load() {
        Map<Integer, String> errors = new HashMap<>();
        TableResource.forEachRow(
                KernelNames.class, "errno.tsv", row -> errors.putIfAbsent(Integer.valueOf(row.get(0)), row.get(1)));
        Map<Integer, String> capabilities = new HashMap<>();
        TableResource.forEachRow(
                KernelNames.class,
                "capabilities.tsv",
                row -> capabilities.put(Integer.valueOf(row.get(0)), row.get(1)));
        return new KernelNames(
                Map.copyOf(errors),
                Map.copyOf(capabilities),
                FlagTables.current().get(FlagTables.SIGNALS));
    }
}
