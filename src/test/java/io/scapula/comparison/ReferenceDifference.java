package io.scapula.comparison;

import java.util.List;

/**
 * A value in which we deliberately differ from what a program built on the field's library printed.
 *
 * @param row       the difference in {@code docs/differences.md} that it shows
 * @param recording the recording's name
 * @param event     the event's number, as {@code evt.num} counts
 * @param field     the field
 * @param theirs    the program's value
 * @param ours      our value
 */
record ReferenceDifference(String row, String recording, long event, String field, String theirs, String ours) {
    static final String RESOURCE = "/expected/differences.tsv";

    /** All of them, in the order of the file. */
    static List<ReferenceDifference> all() {
        return TestTable.rows(RESOURCE, 6).stream()
                .map(cells -> new ReferenceDifference(
                        cells.get(0),
                        cells.get(1),
                        Long.parseLong(cells.get(2)),
                        cells.get(3),
                        text(cells.get(4)),
                        text(cells.get(5))))
                .toList();
    }

    private static String text(String cell) {
        return TestTable.given(cell).replace("\\x01", "\u0001");
    }
}
