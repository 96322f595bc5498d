package io.scapula.column;

import org.jspecify.annotations.Nullable;

/** The chunk of rows that a worker is at. */
final class ScanChunk {
    private final CaptureIndex index;
    private final IndexedEvent event;
    private RowLists.@Nullable Sorter sorter;
    private int number = -1;

    /** Rows whose state must be replayed; {@code null} while there are none. */
    private long @Nullable [] unresolved;

    ScanChunk(CaptureIndex index) {
        this.index = index;
        this.event = index.newEvent();
    }

    void moveTo(int chunk) {
        number = chunk;
        long[] irregular = index.shown(chunk).irregular();
        unresolved = irregular == null ? null : irregular.clone();
    }

    int firstRow() {
        return number << EventColumns.CHUNK_BITS;
    }

    /** The event in a row of the chunk; valid until the next call. */
    IndexedEvent event(int at) {
        event.moveTo(firstRow() + at);
        return event;
    }

    /** Has the bytes of some of 64 events on their way before they are asked for one by one. */
    void fetch(int word, long rows) {
        int first = firstRow() + (word << 6);
        for (long bits = rows; bits != 0; bits &= bits - 1) {
            event.fetch(first + Long.numberOfTrailingZeros(bits));
        }
    }

    /** As {@link RowKeys#areListsWorthwhile}. */
    boolean areListsWorthwhile(RowKeys keys) {
        return keys.areListsWorthwhile(number);
    }

    /** The shown rows by their keys. */
    RowLists lists(RowKeys keys) {
        RowLists.Sorter mine = sorter == null ? new RowLists.Sorter() : sorter;
        sorter = mine;
        return keys.lists(number, mine);
    }

    /** The word from which on outcomes hold for all events of a version. */
    int firstWordOfSameManner() {
        int rows = Math.min(EventColumns.CHUNK_ROWS, Math.max(0, index.sameMannerFrom() - firstRow()));
        return rows + Long.SIZE - 1 >>> 6;
    }

    /** Leaves a row to be replayed. */
    void unresolve(int at) {
        long[] rows = unresolved;
        if (rows == null) {
            rows = new long[Selection.WORDS];
            unresolved = rows;
        }
        rows[at >>> 6] |= 1L << at;
    }

    long @Nullable [] unresolved() {
        return unresolved;
    }
}
