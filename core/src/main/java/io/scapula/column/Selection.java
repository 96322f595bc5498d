package io.scapula.column;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Rows of an index: a bit for each. */
public final class Selection {
    static final int WORDS = EventColumns.CHUNK_ROWS / Long.SIZE;

    private static final long[] NONE = new long[WORDS];

    /** The words of each chunk; {@link #NONE} itself for one that has no row yet. */
    private final long[][] chunks;

    private Selection(int chunkCount) {
        chunks = new long[chunkCount][];
        Arrays.fill(chunks, NONE);
    }

    /** No rows of an index. */
    public static Selection none(CaptureIndex index) {
        return new Selection(index.columns().chunkCount());
    }

    void set(int chunk, long[] words) {
        chunks[chunk] = words;
    }

    /** Puts a row in, or takes it out. */
    @SuppressWarnings("ReferenceEquality") // the one that all share must not be written to
    public void set(int row, boolean selected) {
        int chunk = row >>> EventColumns.CHUNK_BITS;
        if (chunks[chunk] == NONE) {
            chunks[chunk] = new long[WORDS];
        }
        long[] words = chunks[chunk];
        int at = row & EventColumns.CHUNK_ROWS - 1;
        if (selected) {
            words[at >>> 6] |= 1L << at;
        } else {
            words[at >>> 6] &= ~(1L << at);
        }
    }

    /** How many rows there are. */
    public long count() {
        long count = 0;
        for (long[] words : chunks) {
            for (long word : words) {
                count += Long.bitCount(word);
            }
        }
        return count;
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        for (long[] words : chunks) {
            for (long word : words) {
                if (word != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether the row is among them. */
    public boolean contains(int row) {
        int at = row & EventColumns.CHUNK_ROWS - 1;
        return (chunks[row >>> EventColumns.CHUNK_BITS][at >>> 6] & 1L << at) != 0;
    }

    /** The first row from the given one on that is among them; {@code rows} if there is none. */
    public int next(int from, int rows) {
        int row = from;
        while (row < rows) {
            int at = row & EventColumns.CHUNK_ROWS - 1;
            long bits = chunks[row >>> EventColumns.CHUNK_BITS][at >>> 6] >>> at;
            if (bits != 0) {
                return row + Long.numberOfTrailingZeros(bits);
            }
            row += Long.SIZE - (row & Long.SIZE - 1);
        }
        return rows;
    }

    /** Offers every row in order. */
    public void forEach(IntConsumer action) {
        for (int chunk = 0; chunk < chunks.length; chunk++) {
            long[] words = chunks[chunk];
            for (int word = 0; word < words.length; word++) {
                int base = (chunk << EventColumns.CHUNK_BITS) + (word << 6);
                for (long bits = words[word]; bits != 0; bits &= bits - 1) {
                    action.accept(base + Long.numberOfTrailingZeros(bits));
                }
            }
        }
    }
}
