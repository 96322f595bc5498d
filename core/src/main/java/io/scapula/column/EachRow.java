package io.scapula.column;

import io.scapula.filter.FilterPart;
import io.scapula.state.NotInLineageException;

/** Evaluates a part of a filter for each row. */
final class EachRow implements ScanNode {
    private final FilterPart part;

    EachRow(FilterPart part) {
        this.part = part;
    }

    @Override
    public void scan(ScanChunk chunk, long[] candidates, long[] selected) {
        for (int word = 0; word < candidates.length; word++) {
            chunk.fetch(word, candidates[word]);
            long found = 0;
            for (long bits = candidates[word]; bits != 0; bits &= bits - 1) {
                int bit = Long.numberOfTrailingZeros(bits);
                if (matches(chunk, (word << 6) + bit)) {
                    found |= 1L << bit;
                }
            }
            selected[word] = found;
        }
    }

    private boolean matches(ScanChunk chunk, int at) {
        try {
            return part.matches(chunk.event(at));
        } catch (NotInLineageException e) {
            chunk.unresolve(at);
            return false;
        }
    }
}
