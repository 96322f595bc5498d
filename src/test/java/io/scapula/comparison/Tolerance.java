package io.scapula.comparison;

import java.util.List;
import java.util.Map;

/**
 * A difference that we know, and why it is there.
 *
 * @param column the column that differs
 * @param why    the reason
 * @param events how many events it concerns, by capture; in all others none may differ
 */
record Tolerance(StateColumn column, String why, Map<String, Integer> events) {
    Tolerance {
        events = Map.copyOf(events);
    }

    /** How many events of the capture may differ in the column. */
    static long of(List<Tolerance> all, String capture, StateColumn column) {
        return all.stream()
                .filter(tolerance -> tolerance.column == column)
                .mapToLong(tolerance -> tolerance.events.getOrDefault(capture, 0))
                .sum();
    }
}
