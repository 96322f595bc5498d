package io.scapula.arrow;

import io.scapula.relation.RelationReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the rows of a relation in batches, on the heap. */
final class ArrowBatchReader implements Closeable {
    private static final int BATCH_ROWS = 1 << 16;
    /** Well below what 32-bit offsets reach: a batch ends with the step that exceeds it. */
    private static final int BATCH_TEXT_BYTES = 1 << 28;

    private static final int STEP_ROWS = 1 << 11;

    private final RelationReader rows;
    private final int pieces;
    private final List<ArrowColumnBuilder> builders = new ArrayList<>();
    private int piece = -1;

    /** Reads all pieces; {@code rows} is closed with the reader. */
    ArrowBatchReader(RelationReader rows, int pieces, List<ArrowColumn> columns) {
        this.rows = rows;
        this.pieces = pieces;
        columns.forEach(column -> builders.add(new ArrowColumnBuilder(column.type())));
    }

    /** The next batch, {@code null} after the last; it is valid until the next call. */
    @Nullable
    ArrowBatch next() throws IOException {
        builders.forEach(ArrowColumnBuilder::clear);
        int count = 0;
        while (count + STEP_ROWS <= BATCH_ROWS && textLength() <= BATCH_TEXT_BYTES) {
            int read = piece < 0 ? 0 : rows.next(builders, STEP_ROWS);
            if (read == 0) {
                if (++piece >= pieces) {
                    piece = pieces;
                    break;
                }
                rows.open(piece);
            }
            count += read;
        }
        return count == 0 ? null : batch(count);
    }

    private int textLength() {
        return builders.stream().mapToInt(ArrowColumnBuilder::textLength).max().orElse(0);
    }

    private ArrowBatch batch(int count) {
        List<Integer> lengths = new ArrayList<>();
        List<Integer> nullCounts = new ArrayList<>();
        List<ByteBuffer> buffers = new ArrayList<>();
        builders.forEach(builder -> builder.addTo(lengths, nullCounts, buffers));
        return new ArrowBatch(count, lengths, nullCounts, buffers);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
