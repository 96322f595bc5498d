package io.scapula.format.block;

import io.scapula.format.WriteProfile;
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

    /**
     * Writes the list in version 9.
     *
     * @param from      index of the first entry to write
     * @param mostBytes how long the body may become before the rest is left for another block
     * @return index of the first entry that was not written; {@code entries().size()} when all were
     */
    public int encode(BlockBuilder body, WriteProfile profile, int from, int mostBytes) {
        int index = from;
        while (index < entries.size() && body.size() < mostBytes) {
            entries.get(index).encode(body, profile);
            index++;
        }
        return index;
    }
}
