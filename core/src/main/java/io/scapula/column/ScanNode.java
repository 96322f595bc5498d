package io.scapula.column;

/** A part of a filter as one worker evaluates it: a chunk of rows at a time, as bits. */
interface ScanNode {
    /**
     * Selects from the candidates.
     *
     * @param candidates rows to look at, not to be changed
     * @param selected   takes the outcome, whatever it held before; another array than the candidates
     */
    void scan(ScanChunk chunk, long[] candidates, long[] selected);

    /** Takes the rows that all parts select. */
    final class All implements ScanNode {
        private final ScanNode[] parts;
        private final long[] passed = new long[Selection.WORDS];

        All(ScanNode[] parts) {
            this.parts = parts;
        }

        @Override
        public void scan(ScanChunk chunk, long[] candidates, long[] selected) {
            parts[0].scan(chunk, candidates, selected);
            for (int index = 1; index < parts.length; index++) {
                System.arraycopy(selected, 0, passed, 0, passed.length);
                parts[index].scan(chunk, passed, selected);
            }
        }
    }

    /** Takes the rows that any part selects. */
    final class Any implements ScanNode {
        private final ScanNode[] parts;
        private final long[] left = new long[Selection.WORDS];
        private final long[] found = new long[Selection.WORDS];

        Any(ScanNode[] parts) {
            this.parts = parts;
        }

        @Override
        public void scan(ScanChunk chunk, long[] candidates, long[] selected) {
            parts[0].scan(chunk, candidates, selected);
            for (int index = 1; index < parts.length; index++) {
                for (int word = 0; word < left.length; word++) {
                    left[word] = candidates[word] & ~selected[word];
                }
                parts[index].scan(chunk, left, found);
                for (int word = 0; word < found.length; word++) {
                    selected[word] |= found[word];
                }
            }
        }
    }

    /** Takes the rows that the part does not select. */
    final class Not implements ScanNode {
        private final ScanNode part;

        Not(ScanNode part) {
            this.part = part;
        }

        @Override
        public void scan(ScanChunk chunk, long[] candidates, long[] selected) {
            part.scan(chunk, candidates, selected);
            for (int word = 0; word < selected.length; word++) {
                selected[word] = candidates[word] & ~selected[word];
            }
        }
    }
}
