package io.scapula.arrow;

import io.scapula.format.CaptureText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an {@link ArrowFile} one by one, for columns of numbers and shared bytes. All batches but the last have the
 * same number of rows. Safe for any number of threads.
 */
public final class ArrowTable {
    private final List<ArrowBatch> batches;
    private final int rowsPerBatch;
    private final int rows;
    private final int[] buffers;
    private final ByteBuffer entryOffsets;
    private final ByteBuffer entryBytes;
    private final AtomicReferenceArray<@Nullable String> texts;

    private ArrowTable(List<ArrowColumn> columns, List<ArrowBatch> batches, int rows, ArrowBatch entries) {
        this.batches = batches;
        this.rowsPerBatch = batches.isEmpty() ? 1 : Math.max(1, batches.get(0).rows());
        this.rows = rows;
        this.buffers = new int[columns.size()];
        int at = 0;
        for (int column = 0; column < buffers.length; column++) {
            buffers[column] = at + 1;
            at += columns.get(column).type().buffers();
        }
        this.entryOffsets = entries.buffers().get(1);
        this.entryBytes = entries.buffers().get(2);
        this.texts = new AtomicReferenceArray<>(entries.rows());
    }

    /**
     * Looks into a file.
     *
     * @throws IOException if its batches do not fit together
     */
    public static ArrowTable of(ArrowFile file, List<ArrowColumn> columns) throws IOException {
        List<ArrowBatch> batches = file.batches();
        long rows = 0;
        for (int index = 0; index < batches.size(); index++) {
            ArrowBatch batch = batches.get(index);
            boolean last = index == batches.size() - 1;
            if (batch.rows() < 0 || (!last && batch.rows() != batches.get(0).rows())) {
                throw new IOException("batches of different length");
            }
            int buffer = 0;
            for (ArrowColumn column : columns) {
                long needed = (long) batch.rows() * column.type().width();
                if (batch.buffers().get(buffer + 1).remaining() < needed) {
                    throw new IOException("column " + column.name() + " is shorter than its batch");
                }
                buffer += column.type().buffers();
            }
            rows += batch.rows();
        }
        boolean shared = columns.stream().anyMatch(column -> column.type().isShared());
        ArrowBatch entries = shared
                ? file.dictionary()
                : new ArrowBatch(
                        0,
                        List.of(),
                        List.of(),
                        List.of(ByteBuffer.allocate(0), ByteBuffer.allocate(4), ByteBuffer.allocate(0)));
        if (entries.rows() < 0 || entries.buffers().get(1).remaining() < 4L * (entries.rows() + 1L)) {
            throw new IOException("the dictionary is shorter than it claims");
        }
        return new ArrowTable(columns, batches, Math.toIntExact(rows), entries);
    }

    /** How many rows there are. */
    public int rows() {
        return rows;
    }

    private ByteBuffer buffer(int column, int row) {
        return batches.get(row / rowsPerBatch).buffers().get(buffers[column]);
    }

    /** A number of 64 bits. */
    public long int64(int column, int row) {
        return buffer(column, row).getLong(row % rowsPerBatch * Long.BYTES);
    }

    /** A number of 32 bits. */
    public int int32(int column, int row) {
        return buffer(column, row).getInt(row % rowsPerBatch * Integer.BYTES);
    }

    /** Text as it was captured; the same object wherever it occurs. */
    public String text(int column, int row) {
        int number = int32(column, row);
        String known = texts.get(number);
        if (known != null) {
            return known;
        }
        String decoded = entry(number);
        return texts.compareAndSet(number, null, decoded) ? decoded : text(column, row);
    }

    /** How many entries the dictionary has. */
    public int entries() {
        return texts.length();
    }

    /** The text with this number in the dictionary. */
    public String entry(int number) {
        int start = entryOffsets.getInt(number * Integer.BYTES);
        int end = entryOffsets.getInt((number + 1) * Integer.BYTES);
        Objects.checkFromToIndex(start, end, entryBytes.limit());
        return CaptureText.decode(entryBytes, start, end - start);
    }
}
