package io.scapula.format.block;

import java.util.List;

/**
 * Every thread that ran when the recording started.
 *
 * @param version the layout, 1 to 9; later ones hold more, see {@link ProcessEntry}
 * @param entries one for each thread, in file order
 */
public record ProcessList(int version, List<ProcessEntry> entries) implements MetadataBlock {
    public ProcessList {
        entries = List.copyOf(entries);
    }

    /**
     * Reads entries until the end of the body, damage, or the limit.
     *
     * @param most entries to take at most
     */
    public static ProcessList decode(BlockBody body, int version, int most, ListDamage damage) {
        return new ProcessList(
                version,
                body.list("process list V" + version, most, damage, entries -> ProcessEntry.decode(entries, version)));
    }
}
