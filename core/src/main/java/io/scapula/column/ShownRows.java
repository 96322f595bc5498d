package io.scapula.column;

import org.jspecify.annotations.Nullable;

/**
 * The rows of a chunk whose events are shown, a bit for each.
 *
 * @param regular   those that can be evaluated
 * @param irregular those that must be replayed; {@code null} if there are none
 */
record ShownRows(long[] regular, long @Nullable [] irregular) {
    static ShownRows of(EventColumns columns, int chunk) {
        long[] regular = new long[Selection.WORDS];
        long[] irregular = new long[Selection.WORDS];
        boolean anyIrregular = false;
        int first = chunk << EventColumns.CHUNK_BITS;
        int rows = columns.rowsIn(chunk);
        for (int at = 0; at < rows; at++) {
            int flags = columns.flags(first + at);
            if ((flags & EventColumns.SHOWN) != 0) {
                boolean isRegular = (flags & EventColumns.IRREGULAR) == 0;
                (isRegular ? regular : irregular)[at >>> 6] |= 1L << at;
                anyIrregular |= !isRegular;
            }
        }
        return new ShownRows(regular, anyIrregular ? irregular : null);
    }
}
