package io.scapula.field;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds names that somebody may have meant. */
final class FieldNames {
    /** How many are suggested at most. */
    private static final int MOST = 3;

    private record Candidate(String name, int distance) {}

    private FieldNames() {}

    /** The names most like the one given, the nearest first; none if none is near. */
    static List<String> similar(List<Field> fields, String name) {
        int farthest = Math.max(1, name.length() / 3);
        List<Candidate> candidates = new ArrayList<>();
        for (Field field : fields) {
            int distance = distance(name, field.name(), farthest);
            if (distance <= farthest) {
                candidates.add(new Candidate(field.name(), distance));
            }
        }
        candidates.sort(Comparator.comparingInt(Candidate::distance));
        return candidates.stream().limit(MOST).map(Candidate::name).toList();
    }

    /**
     * How many characters must be put in, taken out, replaced or swapped with their neighbour to make one text of the
     * other; any larger number if it is more than a limit.
     */
    private static int distance(String one, String other, int limit) {
        if (Math.abs(one.length() - other.length()) > limit) {
            return limit + 1;
        }
        int[] beforeLast = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        int[] next = new int[other.length() + 1];
        for (int column = 0; column <= other.length(); column++) {
            last[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            next[0] = row;
            for (int column = 1; column <= other.length(); column++) {
                boolean same = one.charAt(row - 1) == other.charAt(column - 1);
                next[column] =
                        Math.min(Math.min(last[column], next[column - 1]) + 1, last[column - 1] + (same ? 0 : 1));
                boolean swapped = row > 1
                        && column > 1
                        && one.charAt(row - 1) == other.charAt(column - 2)
                        && one.charAt(row - 2) == other.charAt(column - 1);
                if (swapped) {
                    next[column] = Math.min(next[column], beforeLast[column - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = next;
            next = free;
        }
        return last[other.length()];
    }
}
