package io.scapula.column;

import io.scapula.filter.FilterPart;
import io.scapula.state.NotInLineageException;
import java.util.Arrays;

/**
 * Evaluates a part of a filter once for each key that rows have, and selects the rows of those for which it is true. Rows
 * of keys that do not tell are left to another node.
 */
final class EachKey implements ScanNode {
    /** The part is false for rows with the key. Zero, which a new array is full of, says that nobody has found out yet. */
    private static final byte FALSE = 1;

    private static final byte TRUE = 2;
    /** The key does not tell. */
    static final byte EACH = 3;

    /** With fewer candidates in a chunk, the key of each is looked at, as it is where no lists are kept yet. */
    private static final int FEW = EventColumns.CHUNK_ROWS / 64;

    private final FilterPart part;
    private final RowKeys keys;
    /** Outcomes by key, shared by all workers: whoever finds one out writes it, and all write the same. */
    private final byte[] outcomes;

    private final ScanNode rest;
    private final long[] asked = new long[Selection.WORDS];
    private final long[] left = new long[Selection.WORDS];
    private final long[] found = new long[Selection.WORDS];

    EachKey(FilterPart part, RowKeys keys, byte[] outcomes, ScanNode rest) {
        this.part = part;
        this.keys = keys;
        this.outcomes = outcomes;
        this.rest = rest;
    }

    /** Leaves the rows with a key to the other node. */
    void leave(int key) {
        outcomes[key] = EACH;
    }

    @Override
    public void scan(ScanChunk chunk, long[] candidates, long[] selected) {
        int from = chunk.firstWordOfSameManner();
        System.arraycopy(candidates, from, asked, from, asked.length - from);
        Arrays.fill(asked, 0, from, 0);
        Arrays.fill(selected, 0);
        Arrays.fill(left, 0);
        int count = count(asked);
        boolean byList = count > FEW && chunk.areListsWorthwhile(keys);
        boolean any = byList ? selectLists(chunk, selected) : count > 0 && selectRows(chunk, selected);
        if (from > 0) {
            System.arraycopy(candidates, 0, left, 0, from);
            any = true;
        }
        if (any) {
            rest.scan(chunk, left, found);
            for (int word = 0; word < found.length; word++) {
                selected[word] |= found[word];
            }
        }
    }

    private static int count(long[] rows) {
        int count = 0;
        for (long word : rows) {
            count += Long.bitCount(word);
        }
        return count;
    }

    /** Selects by key, and tells whether any row was left to the other node. */
    private boolean selectLists(ScanChunk chunk, long[] selected) {
        RowLists lists = chunk.lists(keys);
        int count = lists.count();
        boolean any = false;
        for (int list = 0; list < count; list++) {
            int outcome = outcome(chunk, lists, list);
            if (outcome == TRUE) {
                lists.addTo(list, selected);
            } else if (outcome == EACH) {
                lists.addTo(list, left);
                any = true;
            }
        }
        for (int word = 0; word < selected.length; word++) {
            selected[word] &= asked[word];
            left[word] &= asked[word];
        }
        return any;
    }

    private int outcome(ScanChunk chunk, RowLists lists, int list) {
        int key = lists.key(list);
        int outcome = outcomes[key];
        if (outcome == 0) {
            int at = lists.firstOf(list, asked);
            outcome = at < 0 ? 0 : find(chunk, at, key);
        }
        return outcome;
    }

    /** Selects row by row, and tells whether any was left to the other node. */
    private boolean selectRows(ScanChunk chunk, long[] selected) {
        boolean any = false;
        for (int word = 0; word < asked.length; word++) {
            for (long bits = asked[word]; bits != 0; bits &= bits - 1) {
                int at = (word << 6) + Long.numberOfTrailingZeros(bits);
                int key = keys.of(chunk.firstRow() + at);
                int outcome = outcomes[key];
                outcome = outcome == 0 ? find(chunk, at, key) : outcome;
                if (outcome == TRUE) {
                    selected[word] |= 1L << at;
                } else if (outcome == EACH) {
                    left[word] |= 1L << at;
                    any = true;
                }
            }
        }
        return any;
    }

    private byte find(ScanChunk chunk, int at, int key) {
        byte outcome = evaluate(chunk, at);
        outcomes[key] = outcome;
        return outcome;
    }

    private byte evaluate(ScanChunk chunk, int at) {
        try {
            return part.matches(chunk.event(at)) ? TRUE : FALSE;
        } catch (NotInLineageException e) {
            return EACH;
        }
    }
}
