package io.scapula.column;

import java.util.function.IntConsumer;

/** Rows of an index: a bit for each. */
public final class Selection {
    static final int WORDS = EventColumns.CHUNK_ROWS / Long.SIZE;

    private final long[][] chunks;

    Selection(int chunkCount) {
        chunks = new long[chunkCount][];
    }

    /** No rows of an index. */
    public static Selection none(CaptureIndex index) {
        Selection selection = new Selection(index.columns().chunkCount());
        for (int chunk = 0; chunk < selection.chunks.length; chunk++) {
            selection.chunks[chunk] = new long[WORDS];
        }
        return selection;
    }

    void set(int chunk, long[] words) {
        chunks[chunk] = words;
    }

    /** Puts a row in, or takes it out. */
    public void set(int row, boolean selected) {
        long[] words = chunks[row >>> EventColumns.CHUNK_BITS];
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
