package io.scapula.column;

import io.scapula.state.FdVersion;
import java.util.Arrays;

/**
 * Which versions of descriptors look the same: the same file opened again, under the same number. What is asked of a
 * descriptor need only be found out for one of them.
 */
final class FdLooks {
    private static final int LEAST = 16;
    /** Names can be made up to have the same hash; then a version counts as one of its own. */
    private static final int MOST_PROBES = 64;

    /** The first version that looks like each. */
    private final int[] firsts;

    FdLooks(Rows<FdVersion> fds) {
        firsts = new int[fds.size()];
        // Rows of the first versions, open addressing; at most half full.
        int[] table = new int[Math.max(LEAST, Integer.highestOneBit(fds.size()) << 2)];
        Arrays.fill(table, -1);
        for (int row = 0; row < firsts.length; row++) {
            firsts[row] = first(fds, row, table);
        }
    }

    private static int first(Rows<FdVersion> fds, int row, int[] table) {
        FdVersion fd = fds.get(row);
        if (fd == null) {
            return row;
        }
        int mask = table.length - 1;
        int place = fd.lookHash() & mask;
        for (int probe = 0; probe < MOST_PROBES; probe++, place = place + 1 & mask) {
            int other = table[place];
            if (other < 0) {
                table[place] = row;
                return row;
            }
            FdVersion known = fds.get(other);
            if (known != null && fd.looksLike(known)) {
                return other;
            }
        }
        return row;
    }

    /** The first version that looks like the one in the row. */
    int first(int row) {
        return firsts[row];
    }
}
