package io.scapula.arrow;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Some rows of a table: for every column how many values are null, and its buffers, each from its position to its limit.
 *
 * @param rows       how many rows
 * @param lengths    of every node (a column, or what the lists of one hold), the number of values
 * @param nullCounts of every node, how many values are null
 * @param buffers    of all columns, one column after the other; an empty one in place of a null buffer says that no value
 *                   is null
 */
public record ArrowBatch(int rows, List<Integer> lengths, List<Integer> nullCounts, List<ByteBuffer> buffers) {
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    /** Rows whose columns have numbers of one width and no null, such as those of an index. */
    public static ArrowBatch ofValues(int rows, List<ByteBuffer> values) {
        List<ByteBuffer> buffers = new ArrayList<>();
        for (ByteBuffer column : values) {
            buffers.add(NONE);
            buffers.add(column);
        }
        return new ArrowBatch(
                rows, Collections.nCopies(values.size(), rows), Collections.nCopies(values.size(), 0), buffers);
    }
}
