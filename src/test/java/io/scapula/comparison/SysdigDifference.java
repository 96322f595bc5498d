package io.scapula.comparison;

import java.util.List;

/**
 * A question that sysdig and {@code scapula events} answer differently, and both answers.
 *
 * @param row      the difference in {@code docs/differences.md} that it shows
 * @param capture  the third-party capture that is asked
 * @param question what is asked; its name is the row
 * @param sysdig   what sysdig answers: its lines, or {@code error: } and how the message begins
 * @param scapula  what Scapula answers
 */
record SysdigDifference(String row, String capture, SysdigPair question, String sysdig, String scapula) {
    static final String RESOURCE = "/sysdig/differences.tsv";

    /** Before how an error message begins. */
    static final String ERROR = "error: ";

    /** All of them, in the order of the file. */
    static List<SysdigDifference> all() {
        return TestTable.rows(RESOURCE, 7).stream().map(SysdigDifference::of).toList();
    }

    private static SysdigDifference of(List<String> cells) {
        SysdigPair question = new SysdigPair(
                cells.get(0),
                TestTable.given(cells.get(3)),
                TestTable.given(cells.get(4)),
                TestTable.options(cells.get(2)));
        return new SysdigDifference(cells.get(0), cells.get(1), question, answer(cells.get(5)), answer(cells.get(6)));
    }

    private static String answer(String cell) {
        return TestTable.given(cell).replace("\\n", "\n");
    }

    /** A run's answer in the words of the table: without the last line feed, and of an error the first line. */
    static String answer(int status, String out, String err) {
        return status == 0
                ? out.replaceFirst("\n$", "")
                : ERROR + err.lines().findFirst().orElse("(silence)");
    }
}
