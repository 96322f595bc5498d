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

    /** Letters to insert, delete or replace to get from one to the other. */
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= from.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(replaced, Math.min(row[column], row[column - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
