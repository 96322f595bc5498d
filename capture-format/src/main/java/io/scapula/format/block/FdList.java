package io.scapula.format.block;

import io.scapula.format.CaptureWarning;
import io.scapula.format.WriteProfile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The open descriptors of one thread of the process list.
 *
 * <pre>
 * tid            u64
 * entries        until the end of the body:
 *   entry length u32   V2 only, counts itself
 *   fd           s64
 *   inode        u64
 *   type         u8    decides what follows, see {@link FdTarget}
 * </pre>
 *
 * @param version the layout, 1 or 2
 * @param tid     the thread that owns the descriptors
 * @param entries one for each descriptor, in file order; often none
 */
public record FdList(int version, long tid, List<FdEntry> entries) implements MetadataBlock {
    public FdList {
        entries = List.copyOf(entries);
    }

    /**
     * Reads entries until the end of the body, damage, or the limit; {@code null} if not even the thread can be read.
     *
     * @param most entries to take at most
     */
    public static @Nullable FdList decode(BlockBody body, int version, int most, ListDamage damage) {
        try {
            long tid = body.i64("tid");
            String what = "descriptor list V" + version + " of thread " + tid;
            return new FdList(version, tid, body.list(what, most, damage, entries -> FdEntry.decode(entries, version)));
        } catch (BlockBody.Unreadable e) {
            damage.report(CaptureWarning.Kind.MALFORMED_LIST, "descriptor list V" + version + ": " + e.getMessage());
            return null;
        }
    }

    /**
     * Writes the list in version 2.
     *
     * @param from index of the first entry to write
     * @param mostBytes how long the body may become before the rest is left for another block
     * @return index of the first entry that was not written; {@code entries().size()} when all were
     */
    public int encode(BlockBuilder body, WriteProfile profile, int from, int mostBytes) {
        body.i64(tid);
        int index = from;
        while (index < entries.size() && body.size() < mostBytes) {
            entries.get(index).encode(body, profile);
            index++;
        }
        return index;
    }
}
