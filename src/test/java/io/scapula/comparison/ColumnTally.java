package io.scapula.comparison;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How often one column agreed over one capture, and in what it did not. */
final class ColumnTally {
    private static final int MOST_KINDS = 1000;
    private static final int KINDS_SHOWN = 5;
    private static final int MOST_TEXT = 120;

    /** How often the same two texts stood against each other, and where they did first. */
    private record Difference(String where, long times) {
        Difference again() {
            return new Difference(where, times + 1);
        }
    }

    private final StateColumn column;
    private final Map<String, Difference> differences = new LinkedHashMap<>();
    private long compared;
    private long differing;
    private long contradicting;

    ColumnTally(StateColumn column) {
        this.column = column;
    }

    void compare(String expected, String found, String where) {
        compared++;
        if (expected.equals(found)) {
            return;
        }
        differing++;
        contradicting += found.isEmpty() ? 0 : 1;
        String kind = "'" + shortened(expected) + "' expected, '" + shortened(found) + "' found";
        if (differences.size() < MOST_KINDS || differences.containsKey(kind)) {
            differences.merge(kind, new Difference(where, 1), (known, one) -> known.again());
        }
    }

    StateColumn column() {
        return column;
    }

    long compared() {
        return compared;
    }

    /** Events at which the column was not what was expected. */
    long differing() {
        return differing;
    }

    /** Events at which the column said something else, and not just nothing. */
    long contradicting() {
        return contradicting;
    }

    double percentEqual() {
        return compared == 0 ? 0 : 100.0 * (compared - differing) / compared;
    }

    /** One line for the column, one more for each of the first kinds of difference. */
    String report() {
        StringBuilder report = new StringBuilder(String.format(
                Locale.ROOT,
                "  %-16s %7d events, %7d equal, %8.4f %%%n",
                column.field(),
                compared,
                compared - differing,
                percentEqual()));
        differences.entrySet().stream()
                .limit(KINDS_SHOWN)
                .forEach(entry -> report.append(String.format(
                        Locale.ROOT,
                        "      %6d x %s; first at %s%n",
                        entry.getValue().times(),
                        entry.getKey(),
                        entry.getValue().where())));
        return report.toString();
    }

    private static String shortened(String text) {
        return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + "…";
    }
}
