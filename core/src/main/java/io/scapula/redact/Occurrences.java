package io.scapula.redact;

import java.util.Arrays;

/** Places in a text where something is to be replaced; reused for one text after the other. */
final class Occurrences {
    private int[] starts = new int[16];
    private int[] ends = new int[16];
    private int[] forms = new int[16];
    private int count;

    void clear() {
        count = 0;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    void add(int start, int end, int form) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
            forms = Arrays.copyOf(forms, count * 2);
        }
        starts[count] = start;
        ends[count] = end;
        forms[count] = form;
        count++;
    }

    /** What is done with a place. */
    interface Visitor {
        /**
         * Takes a place, or the part of it that no earlier one covers.
         *
         * @param from where that part begins in the place
         */
        void replace(int start, int end, int from, int form);
    }

    /**
     * Visits every byte that is covered once: by what begins first, and of two that begin together by the longer. Places
     * that lie within others are passed over.
     */
    void visit(Visitor visitor) {
        long[] order = new long[count];
        for (int index = 0; index < count; index++) {
            order[index] = (long) starts[index] << 32 | index;
        }
        Arrays.sort(order);
        int covered = 0;
        for (int index = 0; index < count; index++) {
            int place = (int) order[index];
            // Of places that begin together the longest was found last, for it ends last.
            while (index + 1 < count && starts[(int) order[index + 1]] == starts[place]) {
                index++;
                int other = (int) order[index];
                place = ends[other] > ends[place] ? other : place;
            }
            if (ends[place] > covered) {
                int start = Math.max(starts[place], covered);
                visitor.replace(start, ends[place], start - starts[place], forms[place]);
                covered = ends[place];
            }
        }
    }
}
