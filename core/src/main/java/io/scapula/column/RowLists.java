package io.scapula.column;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * The shown rows of a chunk, sorted by key: a list of rows for each key that occurs. If most rows have the same key, they
 * are those that are in no other list.
 *
 * <pre>
 * keys   s32 each
 * ends   s32 each, the number of rows in this list and those before
 * rows   u16 each, list after list
 * </pre>
 */
final class RowLists {
    private static final int NONE = -1;

    private final ByteBuffer bytes;
    private final int count;
    private final int most;
    private final long[] shown;

    private RowLists(ByteBuffer bytes, int count, int most, long[] shown) {
        this.bytes = bytes;
        this.count = count;
        this.most = most;
        this.shown = shown;
    }

    /** How many lists there are. */
    int count() {
        return count;
    }

    /** How much memory they take. */
    int bytes() {
        return bytes.capacity();
    }

    /** The key of all rows in a list. */
    int key(int list) {
        return bytes.getInt(4 * list);
    }

    private int start(int list) {
        return list == 0 ? 0 : end(list - 1);
    }

    private int end(int list) {
        return bytes.getInt(4 * (count + list));
    }

    private int row(int place) {
        return Short.toUnsignedInt(bytes.getShort(8 * count + 2 * place));
    }

    /** Adds the rows of a list to others. */
    void addTo(int list, long[] rows) {
        if (list != most) {
            int end = end(list);
            for (int place = start(list); place < end; place++) {
                int at = row(place);
                rows[at >>> 6] |= 1L << at;
            }
            return;
        }
        long[] these = rowsOfMost();
        for (int word = 0; word < these.length; word++) {
            rows[word] |= these[word];
        }
    }

    private long[] rowsOfMost() {
        long[] rows = shown.clone();
        int end = count == 0 ? 0 : end(count - 1);
        for (int place = 0; place < end; place++) {
            int at = row(place);
            rows[at >>> 6] &= ~(1L << at);
        }
        return rows;
    }

    /** The first row of a list that is among others; -1 if there is none. */
    int firstOf(int list, long[] rows) {
        if (list == most) {
            long[] these = rowsOfMost();
            for (int word = 0; word < these.length; word++) {
                long both = these[word] & rows[word];
                if (both != 0) {
                    return (word << 6) + Long.numberOfTrailingZeros(both);
                }
            }
            return -1;
        }
        int end = end(list);
        for (int place = start(list); place < end; place++) {
            int at = row(place);
            if ((rows[at >>> 6] & 1L << at) != 0) {
                return at;
            }
        }
        return -1;
    }

    /** Where the bytes of lists are kept. */
    @FunctionalInterface
    interface Memory {
        ByteBuffer allocate(int bytes) throws IOException;
    }

    /** Sorts the rows of one chunk after the other. For one thread. */
    static final class Sorter {
        /** Numbers of lists plus one, by hash of the key; at most half full. */
        private final int[] table = new int[2 * EventColumns.CHUNK_ROWS];

        private final int[] keys = new int[EventColumns.CHUNK_ROWS];
        private final int[] sizes = new int[EventColumns.CHUNK_ROWS];
        private final int[] listOf = new int[EventColumns.CHUNK_ROWS];
        private int count;

        /**
         * Sorts the shown rows of a chunk.
         *
         * @param keyOf    the key of a row of the capture
         * @param firstRow the chunk's first row
         */
        RowLists sort(IntUnaryOperator keyOf, int firstRow, long[] shown, Memory memory) throws IOException {
            count = 0;
            Arrays.fill(table, 0);
            int total = collect(keyOf, firstRow, shown);
            int most = NONE;
            for (int list = 0; list < count; list++) {
                most = 2 * sizes[list] > total ? list : most;
            }
            int listed = most == NONE ? total : total - sizes[most];
            ByteBuffer bytes = memory.allocate(8 * count + 2 * listed);
            int end = 0;
            for (int list = 0; list < count; list++) {
                int size = list == most ? 0 : sizes[list];
                sizes[list] = end; // from now on where the next row of the list goes
                end += size;
                bytes.putInt(4 * list, keys[list]);
                bytes.putInt(4 * (count + list), end);
            }
            write(shown, most, bytes);
            return new RowLists(bytes, count, most, shown);
        }

        private int collect(IntUnaryOperator keyOf, int firstRow, long[] shown) {
            int total = 0;
            for (int word = 0; word < shown.length; word++) {
                for (long bits = shown[word]; bits != 0; bits &= bits - 1) {
                    int at = (word << 6) + Long.numberOfTrailingZeros(bits);
                    int list = list(keyOf.applyAsInt(firstRow + at));
                    listOf[at] = list;
                    sizes[list]++;
                    total++;
                }
            }
            return total;
        }

        private int list(int key) {
            int mask = table.length - 1;
            int place = key * 0x9E3779B9 >>> 8 & mask;
            while (table[place] != 0) {
                if (keys[table[place] - 1] == key) {
                    return table[place] - 1;
                }
                place = place + 1 & mask;
            }
            keys[count] = key;
            sizes[count] = 0;
            table[place] = ++count;
            return count - 1;
        }

        private void write(long[] shown, int most, ByteBuffer bytes) {
            for (int word = 0; word < shown.length; word++) {
                for (long bits = shown[word]; bits != 0; bits &= bits - 1) {
                    int at = (word << 6) + Long.numberOfTrailingZeros(bits);
                    int list = listOf[at];
                    if (list != most) {
                        bytes.putShort(8 * count + 2 * sizes[list]++, (short) at);
                    }
                }
            }
        }
    }
}
