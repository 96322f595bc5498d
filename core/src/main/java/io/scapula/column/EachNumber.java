package io.scapula.column;

import io.scapula.filter.NumberRange;
import io.scapula.filter.NumberTest;

/** Compares numbers that the columns hold. */
final class EachNumber implements ScanNode {
    private final NumberColumn column;
    private final NumberRange[] ranges;
    private final long[] numbers = new long[Long.SIZE];

    EachNumber(NumberTest test, NumberColumn column) {
        this.column = column;
        this.ranges = test.ranges().toArray(new NumberRange[0]);
    }

    @Override
    public void scan(ScanChunk chunk, long[] candidates, long[] selected) {
        for (int word = 0; word < candidates.length; word++) {
            long wanted = candidates[word];
            if (wanted != 0) {
                wanted &= column.read(chunk.firstRow() + (word << 6), wanted, numbers);
                wanted = wanted == 0 ? 0 : wanted & inRanges();
            }
            selected[word] = wanted;
        }
    }

    private long inRanges() {
        long inside = 0;
        for (NumberRange range : ranges) {
            inside |= inRange(range);
        }
        return inside;
    }

    private long inRange(NumberRange range) {
        long[] all = numbers;
        long inside = 0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            inside |= (range.contains(all[bit]) ? 1L : 0L) << bit;
        }
        return inside;
    }
}
