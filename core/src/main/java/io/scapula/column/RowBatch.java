package io.scapula.column;

import java.nio.ByteBuffer;

/**
 * Some thousand rows on their way to a chunk of {@link EventColumns}. They are gathered in arrays: an array takes a value in
 * a fraction of the time that a buffer does, above all in code that is not yet compiled.
 */
final class RowBatch {
    /** Few enough to stay in the cache of a processor; a chunk holds a whole number of batches. */
    static final int ROWS = 1 << 11;

    private final long[] times = new long[ROWS];
    private final long[] positions = new long[ROWS];
    private final long[] results = new long[ROWS];
    private final int[] lineages = new int[ROWS];
    private final int[] fds = new int[ROWS];
    private final int[] peers = new int[ROWS];
    private final short[] kinds = new short[ROWS];
    private final short[] cpus = new short[ROWS];
    private final short[] flags = new short[ROWS];
    /** The flags that every row has, and those that any has. */
    private int common = -1;

    private int any;
    private int rows;

    boolean isFull() {
        return rows == ROWS;
    }

    int rows() {
        return rows;
    }

    /** Adds a row; what the values mean stands at the methods of {@link EventColumns} that return them. */
    void add(long time, long position, long result, int lineage, int fd, int peer, int kind, int cpu, int rowFlags) {
        int at = rows;
        times[at] = time;
        positions[at] = position;
        results[at] = result;
        lineages[at] = lineage;
        fds[at] = fd;
        peers[at] = peer;
        kinds[at] = (short) kind;
        cpus[at] = (short) cpu;
        flags[at] = (short) rowFlags;
        common &= rowFlags;
        any |= rowFlags;
        rows = at + 1;
    }

    /** Whether a row is hidden or irregular. */
    boolean isMixed() {
        return (common & EventColumns.SHOWN) == 0 || (any & EventColumns.IRREGULAR) != 0;
    }

    /** Moves all rows to a chunk, where they begin at its row {@code at}; none are left. */
    void moveTo(ByteBuffer chunk, int at) {
        put(chunk, EventColumns.TIME + 8 * at, times);
        put(chunk, EventColumns.POSITION + 8 * at, positions);
        put(chunk, EventColumns.RESULTS + 8 * at, results);
        put(chunk, EventColumns.LINEAGE + 4 * at, lineages);
        put(chunk, EventColumns.FD + 4 * at, fds);
        put(chunk, EventColumns.PEER + 4 * at, peers);
        put(chunk, EventColumns.KIND + 2 * at, kinds);
        put(chunk, EventColumns.CPU + 2 * at, cpus);
        put(chunk, EventColumns.FLAGS + 2 * at, flags);
        chunk.clear();
        clear();
    }

    /** No rows are left. */
    void clear() {
        rows = 0;
        common = -1;
        any = 0;
    }

    private void put(ByteBuffer chunk, int offset, long[] values) {
        chunk.position(offset).asLongBuffer().put(values, 0, rows);
    }

    private void put(ByteBuffer chunk, int offset, int[] values) {
        chunk.position(offset).asIntBuffer().put(values, 0, rows);
    }

    private void put(ByteBuffer chunk, int offset, short[] values) {
        chunk.position(offset).asShortBuffer().put(values, 0, rows);
    }
}
