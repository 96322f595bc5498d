package io.scapula.comparison;

import java.util.List;
import java.util.Map;

/**
 * A difference that we know, and why it is there.
 *
 * @param column  the field that differs
 * @param why     the reason
 * @param refuted whether the capture itself shows that what was expected is wrong, as a test of its own proves
 * @param lines   how many lines differ in it for this reason, by recording; in all others none may
 */
record Tolerance(String column, String why, boolean refuted, Map<String, Integer> lines) {
    Tolerance {
        lines = Map.copyOf(lines);
    }

    Tolerance(String column, String why, Map<String, Integer> lines) {
        this(column, why, false, lines);
    }

    /** How many expected lines of the recording the capture refutes. */
    static long refuted(List<Tolerance> all, String recording) {
        return all.stream()
                .filter(Tolerance::refuted)
                .mapToLong(tolerance -> tolerance.lines.getOrDefault(recording, 0))
                .sum();
    }

    /** How many lines of the recording differ in the column. */
    static long of(List<Tolerance> all, String recording, String column) {
        return all.stream()
                .filter(tolerance -> tolerance.column.equals(column))
                .mapToLong(tolerance -> tolerance.lines.getOrDefault(recording, 0))
                .sum();
    }
}
