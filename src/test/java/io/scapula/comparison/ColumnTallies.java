package io.scapula.comparison;

import io.scapula.format.EventCursor;
import io.scapula.state.StateEngine;
import io.scapula.state.ThreadVersion;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** All columns of one capture. */
final class ColumnTallies {
    private final Map<StateColumn, ColumnTally> byColumn = new EnumMap<>(StateColumn.class);
    private final UnaryOperator<String> printed;
    private long events;

    /**
     * Starts with nothing compared.
     *
     * @param printed what the program that is compared with does to texts before it prints them
     */
    ColumnTallies(UnaryOperator<String> printed) {
        this.printed = printed;
    }

    /** Holds what was printed for an event against the state as the event left it. */
    void compare(Map<StateColumn, String> expected, EventCursor event, StateEngine state) {
        events++;
        ThreadVersion thread = state.thread(event.tid());
        String where = "event " + event.number() + ", thread " + event.tid();
        expected.forEach((column, text) -> byColumn.computeIfAbsent(column, ColumnTally::new)
                .compare(text, printed.apply(column.print(state, thread)), where));
    }

    /** Events compared. */
    long events() {
        return events;
    }

    Iterable<ColumnTally> all() {
        return byColumn.values();
    }

    ColumnTally of(StateColumn column) {
        return Objects.requireNonNull(byColumn.get(column));
    }

    String report(String title) {
        StringBuilder report = new StringBuilder(title).append('\n');
        byColumn.values().forEach(tally -> report.append(tally.report()));
        return report.toString();
    }
}
