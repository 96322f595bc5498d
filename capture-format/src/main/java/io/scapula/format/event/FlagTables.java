package io.scapula.format.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All named value tables: flags of system calls, and enumerations such as signals or descriptor types. */
public final class FlagTables {
    /** The table of signal names, {@code SIGHUP} is 1. */
    public static final String SIGNALS = "signals";
    /** The table of process list flags, {@code PPM_CL_CLONE_FILES} is 1. */
    public static final String THREAD_FLAGS = "thread_flags";

    private static final class Holder {
        static final FlagTables INSTANCE = load();
    }

    private final Map<String, FlagTable> tables;

    private FlagTables(Map<String, FlagTable> tables) {
        this.tables = tables;
    }

    /** The tables of the current schema; loaded once, immutable. */
    public static FlagTables current() {
        return Holder.INSTANCE;
    }

    /** The table with this name, or {@code null}. */
    public @Nullable FlagTable find(String name) {
        return tables.get(name);
    }

    /**
     * The table with this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public FlagTable get(String name) {
        FlagTable table = tables.get(name);
        if (table == null) {
            throw new IllegalArgumentException("there is no flag table '" + name + "'; known: " + tables.keySet());
        }
        return table;
    }

    /** Every table, in the order of the resource. */
    public List<FlagTable> all() {
        return List.copyOf(tables.values());
    }

    private static FlagTables load() {
        Map<String, List<FlagTable.Entry>> rows = new LinkedHashMap<>();
        TableResource.forEachRow(
                FlagTables.class,
                "flags.tsv",
                row -> rows.computeIfAbsent(row.get(0), name -> new ArrayList<>())
                        .add(new FlagTable.Entry(Long.parseLong(row.get(1)), row.get(2))));
        Map<String, FlagTable> tables = new LinkedHashMap<>();
        rows.forEach((name, entries) -> tables.put(name, new FlagTable(name, entries)));
        return new FlagTables(tables);
    }
}
