package io.scapula.filter;

import java.util.List;
import java.util.Locale;

/** What somebody may have meant to type. */
final class NearestName {
    private NearestName() {}

    /** The name that takes the fewest edits, if they are few; for tens of names. */
    static List<String> of(String typed, List<String> names) {
        if (typed.isEmpty() || typed.length() > 20) {
            return List.of();
        }
        String wanted = typed.toLowerCase(Locale.ROOT);
        String nearest = "";
        int fewest = Math.max(1, wanted.length() / 3) + 1;
        for (String name : names) {
            int edits = edits(wanted, name);
            if (edits < fewest && edits < name.length()) {
                fewest = edits;
                nearest = name;
            }
        }
        return nearest.isEmpty() ? List.of() : List.of(nearest);
    }

    /** Letters to insert, delete, replace or swap with their neighbour to get from one to the other. */
    private static int edits(String from, String to) {
        int[][] edits = new int[from.length() + 1][to.length() + 1];
        for (int line = 0; line <= from.length(); line++) {
            for (int column = 0; column <= to.length(); column++) {
                if (line == 0 || column == 0) {
                    edits[line][column] = line + column;
                    continue;
                }
                boolean same = from.charAt(line - 1) == to.charAt(column - 1);
                int fewest = edits[line - 1][column - 1] + (same ? 0 : 1);
                fewest = Math.min(fewest, Math.min(edits[line - 1][column], edits[line][column - 1]) + 1);
                if (line > 1
                        && column > 1
                        && from.charAt(line - 1) == to.charAt(column - 2)
                        && from.charAt(line - 2) == to.charAt(column - 1)) {
                    fewest = Math.min(fewest, edits[line - 2][column - 2] + 1);
                }
                edits[line][column] = fewest;
            }
        }
        return edits[from.length()][to.length()];
    }
}
