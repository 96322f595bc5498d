package io.scapula.comparison;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** How many lines of one recording are equal, and in which columns the others differ. */
final class LineTally {
    /** Counts as a column of its own what cannot be taken apart. */
    private static final String WHOLE_LINE = "(line)";

    private static final Pattern CONTROL_CHARACTER = Pattern.compile("\\p{Cntrl}");
    private static final String REPLACEMENT = "\uFFFD";

    private final Map<String, ColumnTally> byColumn = new LinkedHashMap<>();
    private final ExpectedEvents expected;
    private final boolean controlCharactersReplaced;
    private long lines;
    private long equal;

    /**
     * Starts with nothing compared.
     *
     * @param controlCharactersReplaced whether the program that is compared with replaced control characters
     */
    LineTally(ExpectedEvents expected, boolean controlCharactersReplaced) {
        this.expected = expected;
        this.controlCharactersReplaced = controlCharactersReplaced;
    }

    /** Holds a line against the values of its event; a line feed within a value has cut the line there. */
    void compare(ExpectedEvents.Line line, List<String> found, long eventNumber) {
        lines++;
        List<String> printed = controlCharactersReplaced
                ? found.stream()
                        .map(text -> CONTROL_CHARACTER.matcher(text).replaceAll(REPLACEMENT))
                        .toList()
                : found;
        String text = String.join("|", printed);
        if (text.equals(line.text()) || text.startsWith(line.text() + "\n")) {
            equal++;
            return;
        }
        String where = "event " + eventNumber + " " + line.type() + line.direction() + ", thread " + line.tid();
        List<String> values = expected.values(line);
        boolean attributed = false;
        for (int index = 0; index < values.size(); index++) {
            if (!values.get(index).equals(printed.get(index))) {
                attributed = true;
                tally(expected.columns().get(index)).differ(values.get(index), printed.get(index), where);
            }
        }
        if (!attributed) {
            tally(WHOLE_LINE).differ(line.text(), text, where);
        }
    }

    private ColumnTally tally(String column) {
        return byColumn.computeIfAbsent(column, ColumnTally::new);
    }

    /** Lines compared. */
    long lines() {
        return lines;
    }

    /** Lines in which the column differs. */
    long differing(String column) {
        ColumnTally tally = byColumn.get(column);
        return tally == null ? 0 : tally.differing();
    }

    /** Lines that are equal. */
    long equal() {
        return equal;
    }

    double percentEqual() {
        return lines == 0 ? 0 : 100.0 * equal / lines;
    }

    String report(String title) {
        StringBuilder report = new StringBuilder(
                String.format(Locale.ROOT, "%s: %d lines, %d equal, %.4f %%%n", title, lines, equal, percentEqual()));
        byColumn.values().forEach(tally -> report.append(tally.report()));
        return report.toString();
    }
}
