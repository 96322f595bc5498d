package io.scapula.column;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeMap;

/**
 * What events that belong to no thread have in common: what the machine shared at the time. Between two rows at which that
 * changed, all of them have the same number; those that describe a container have {@link RowKeys#NONE}.
 */
final class ThreadlessRows {
    /** Where each stretch of rows begins, the first at 0. */
    private final int[] starts;
    /** The number of the rows in each stretch. */
    private final int[] numbers;

    private final int count;

    /**
     * Finds the stretches.
     *
     * @param changes   rows at which something that the machine shares changed
     * @param described rows that describe a container
     */
    ThreadlessRows(Set<Integer> changes, Set<Integer> described) {
        TreeMap<Integer, Integer> stretches = new TreeMap<>();
        int number = RowKeys.NONE + 1;
        stretches.put(0, number);
        for (int row : changes) {
            stretches.put(row, ++number);
        }
        count = number + 1;
        // First where each ends, while its own row still has the number that the rows after it go on with.
        for (int row : described) {
            stretches.putIfAbsent(row + 1, stretches.floorEntry(row).getValue());
        }
        described.forEach(row -> stretches.put(row, RowKeys.NONE));
        starts = stretches.keySet().stream().mapToInt(row -> row).toArray();
        numbers = stretches.values().stream().mapToInt(each -> each).toArray();
    }

    /** How many numbers there are, {@link RowKeys#NONE} among them. */
    int count() {
        return count;
    }

    /** The number of a row that belongs to no thread. */
    int number(int row) {
        int place = Arrays.binarySearch(starts, row);
        return numbers[place < 0 ? -place - 2 : place];
    }
}
