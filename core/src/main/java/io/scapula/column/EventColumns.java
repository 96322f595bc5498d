package io.scapula.column;

import io.scapula.arrow.ArrowBatch;
import io.scapula.arrow.ArrowColumn;
import io.scapula.arrow.ArrowFile;
import io.scapula.arrow.ArrowType;
import io.scapula.arrow.ArrowWriter;
import io.scapula.format.MappedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What is kept of every event, one value a row in each column, in chunks of {@value #CHUNK_ROWS} rows. Rows are counted
 * from 0 over all events of the capture, shown or not.
 *
 * <p>Immutable; {@link EventColumnsBuilder} fills them.
 */
final class EventColumns {
    static final int CHUNK_BITS = 16;
    static final int CHUNK_ROWS = 1 << CHUNK_BITS;

    /** The event is printed, not only counted. */
    static final int SHOWN = 1;
    /** As {@link io.scapula.event.EventContext#concernsFd()}. */
    static final int CONCERNS_FD = 1 << 1;
    /** As {@link io.scapula.event.EventContext#fdNameChanged()}. */
    static final int FD_NAME_CHANGED = 1 << 2;
    /** The peer is the enter event that completes this one. */
    static final int PEER_COMPLETES = 1 << 3;
    /** The peer is the enter event that latency is counted from. */
    static final int PEER_ENTERED = 1 << 4;
    /** The current schema has no such event. */
    static final int NOT_IN_SCHEMA = 1 << 5;
    /** The event looks otherwise in the current schema. */
    static final int CONVERTED = 1 << 6;

    static final int BIG_ENDIAN = 1 << 7;
    static final int CURRENT_RECORDER = 1 << 8;
    static final int ENTER_EVENTS = 1 << 9;
    /** Something about the event does not fit its row; it must be replayed. */
    static final int IRREGULAR = 1 << 10;
    /** As {@link io.scapula.event.EventContext#hasResult()}. */
    static final int RESULT = 1 << 11;

    /** What descriptor fields show depends on the event: its descriptor is not known, or not the one it was to reach. */
    static final int OWN_DESCRIPTOR = 1 << 12;

    /** Where each column begins in a chunk. */
    static final int TIME = 0;

    static final int POSITION = TIME + 8 * CHUNK_ROWS;
    static final int RESULTS = POSITION + 8 * CHUNK_ROWS;
    static final int LINEAGE = RESULTS + 8 * CHUNK_ROWS;
    static final int FD = LINEAGE + 4 * CHUNK_ROWS;
    static final int PEER = FD + 4 * CHUNK_ROWS;
    static final int KIND = PEER + 4 * CHUNK_ROWS;
    static final int CPU = KIND + 2 * CHUNK_ROWS;
    static final int FLAGS = CPU + 2 * CHUNK_ROWS;
    static final int CHUNK_BYTES = FLAGS + 2 * CHUNK_ROWS;

    /** The columns as an Arrow file has them, in the order of their places in a chunk. */
    static final List<ArrowColumn> FILE_COLUMNS = List.of(
            new ArrowColumn("time", ArrowType.TIME),
            new ArrowColumn("position", ArrowType.INT64),
            new ArrowColumn("result", ArrowType.INT64),
            new ArrowColumn("lineage", ArrowType.INT32),
            new ArrowColumn("fd", ArrowType.INT32),
            new ArrowColumn("peer", ArrowType.INT32),
            new ArrowColumn("kind", ArrowType.UINT16),
            new ArrowColumn("cpu", ArrowType.UINT16),
            new ArrowColumn("flags", ArrowType.UINT16));

    /** Bytes that a row takes. */
    static final int ROW_BYTES = CHUNK_BYTES / CHUNK_ROWS;

    private final List<ByteBuffer> chunks = new ArrayList<>();
    /** Chunks with a row that is hidden or irregular. */
    private final BitSet mixed = new BitSet();

    private final int rows;

    /**
     * The columns in chunks that are filled.
     *
     * @param mixed as {@link #mixedChunks()}
     */
    EventColumns(List<ByteBuffer> chunks, int rows, BitSet mixed) {
        this.chunks.addAll(chunks);
        this.rows = rows;
        this.mixed.or(mixed);
    }

    /**
     * The columns in a file that {@link #write} has written, where they are.
     *
     * @throws IOException if it is not such a file
     */
    static EventColumns read(MappedFile file, int rows, BitSet mixed) throws IOException {
        ArrowFile arrow = ArrowFile.open(file, FILE_COLUMNS);
        if (arrow.bodies().size() != (rows + CHUNK_ROWS - 1L) >>> CHUNK_BITS) {
            throw new IOException(file.path() + " does not hold " + rows + " events");
        }
        for (ByteBuffer body : arrow.bodies()) {
            if (body.remaining() != CHUNK_BYTES) {
                throw new IOException(file.path() + " has chunks of another size");
            }
        }
        return new EventColumns(arrow.bodies(), rows, mixed);
    }

    /** Writes an Arrow file with a batch for each chunk. */
    void write(WritableByteChannel channel) throws IOException {
        ArrowWriter writer = ArrowWriter.file(channel, FILE_COLUMNS);
        for (int chunk = 0; chunk < chunks.size(); chunk++) {
            writer.batch(batch(chunk));
        }
        writer.end();
    }

    /** The columns of a chunk, where they are. */
    ArrowBatch batch(int chunk) {
        List<ByteBuffer> columns = new ArrayList<>();
        int offset = 0;
        for (ArrowColumn column : FILE_COLUMNS) {
            int length = CHUNK_ROWS * column.type().width();
            columns.add(chunks.get(chunk).slice(offset, length));
            offset += length;
        }
        return ArrowBatch.ofValues(rowsIn(chunk), columns);
    }

    /** Chunks with a row that is hidden or irregular. */
    BitSet mixedChunks() {
        return (BitSet) mixed.clone();
    }

    int rows() {
        return rows;
    }

    int chunkCount() {
        return chunks.size();
    }

    /** How many rows of a chunk are filled. */
    int rowsIn(int chunk) {
        return Math.min(CHUNK_ROWS, rows - (chunk << CHUNK_BITS));
    }

    private ByteBuffer chunkOf(int row) {
        return chunks.get(row >>> CHUNK_BITS);
    }

    private static int at(int row) {
        return row & CHUNK_ROWS - 1;
    }

    long time(int row) {
        return chunkOf(row).getLong(TIME + 8 * at(row));
    }

    /** Where the store keeps the event. */
    long position(int row) {
        return chunkOf(row).getLong(POSITION + 8 * at(row));
    }

    /** As {@link io.scapula.event.EventContext#result()}. */
    long result(int row) {
        return chunkOf(row).getLong(RESULTS + 8 * at(row));
    }

    /** Row of the lineage of the event's thread, or -1. */
    int lineage(int row) {
        return chunkOf(row).getInt(LINEAGE + 4 * at(row));
    }

    /** Row of the descriptor; negative for one that is not known, see {@link FdNumber}. */
    int fd(int row) {
        return chunkOf(row).getInt(FD + 4 * at(row));
    }

    /** Row of the enter event that belongs to this one, or -1. */
    int peer(int row) {
        return chunkOf(row).getInt(PEER + 4 * at(row));
    }

    int kind(int row) {
        return Short.toUnsignedInt(chunkOf(row).getShort(KIND + 2 * at(row)));
    }

    int cpu(int row) {
        return Short.toUnsignedInt(chunkOf(row).getShort(CPU + 2 * at(row)));
    }

    int flags(int row) {
        return chunkOf(row).getShort(FLAGS + 2 * at(row));
    }

    /** The times of 64 rows. */
    void times(int row, long[] target) {
        longs(row, TIME, target);
    }

    /** The results of 64 rows. */
    void results(int row, long[] target) {
        longs(row, RESULTS, target);
    }

    private void longs(int row, int column, long[] target) {
        ByteBuffer chunk = chunkOf(row);
        int start = column + 8 * at(row);
        for (int bit = 0; bit < Long.SIZE; bit++) {
            target[bit] = chunk.getLong(start + 8 * bit);
        }
    }

    /** The processors of 64 rows. */
    void cpus(int row, long[] target) {
        ByteBuffer chunk = chunkOf(row);
        int start = CPU + 2 * at(row);
        for (int bit = 0; bit < Long.SIZE; bit++) {
            target[bit] = Short.toUnsignedInt(chunk.getShort(start + 2 * bit));
        }
    }

    /** Which of 64 rows have the flag. */
    long flagged(int row, int flag) {
        ByteBuffer chunk = chunkOf(row);
        int start = FLAGS + 2 * at(row);
        long flagged = 0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            flagged |= ((chunk.getShort(start + 2 * bit) & flag) != 0 ? 1L : 0L) << bit;
        }
        return flagged;
    }

    /** Which of 64 rows have a lineage. */
    long withLineage(int row) {
        ByteBuffer chunk = chunkOf(row);
        int start = LINEAGE + 4 * at(row);
        long without = 0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            without |= (long) (chunk.getInt(start + 4 * bit) >>> 31) << bit;
        }
        return ~without;
    }

    /** Whether all rows of a chunk are shown and regular. */
    boolean isPlain(int chunk) {
        return !mixed.get(chunk);
    }
}
