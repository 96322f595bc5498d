package io.scapula.comparison;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** In what lines differed in one column. */
final class ColumnTally {
    private static final int MOST_KINDS = 1000;
    private static final int KINDS_SHOWN = 5;
    private static final int MOST_TEXT = 160;

    /** How often the same two texts stood against each other, and where they did first. */
    private record Difference(String where, long times) {
        Difference again() {
            return new Difference(where, times + 1);
        }
    }

    private final String column;
    private final Map<String, Difference> differences = new LinkedHashMap<>();
    private long differing;

    ColumnTally(String column) {
        this.column = column;
    }

    void differ(String expected, String found, String where) {
        differing++;
        int from = Math.max(0, firstDifference(expected, found) - MOST_TEXT / 2);
        String kind = "'" + shortened(expected, from) + "' expected, '" + shortened(found, from) + "' found";
        if (differences.size() < MOST_KINDS || differences.containsKey(kind)) {
            differences.merge(kind, new Difference(where, 1), (known, one) -> known.again());
        }
    }

    /** Lines in which it differed. */
    long differing() {
        return differing;
    }

    /** One line for the column, one more for each of the most frequent kinds of difference. */
    String report() {
        StringBuilder report = new StringBuilder(String.format(Locale.ROOT, "  %-16s %7d differ%n", column, differing));
        differences.entrySet().stream()
                .sorted((one, other) ->
                        Long.compare(other.getValue().times(), one.getValue().times()))
                .limit(KINDS_SHOWN)
                .forEach(entry -> report.append(String.format(
                        Locale.ROOT,
                        "      %6d x %s; first at %s%n",
                        entry.getValue().times(),
                        entry.getKey(),
                        entry.getValue().where())));
        return report.toString();
    }

    private static int firstDifference(String one, String other) {
        int index = 0;
        while (index < one.length() && index < other.length() && one.charAt(index) == other.charAt(index)) {
            index++;
        }
        return index;
    }

    private static String shortened(String text, int from) {
        int start = Math.min(from, text.length());
        int end = Math.min(text.length(), start + MOST_TEXT);
        return (start > 0 ? "…" : "") + text.substring(start, end) + (end < text.length() ? "…" : "");
    }
}
