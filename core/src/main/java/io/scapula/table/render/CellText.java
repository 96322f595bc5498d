package io.scapula.table.render;

import io.scapula.table.Table;

/** Cells as a person reads them: escaped and on one line, not yet cut or aligned. */
record CellText(TimeFormat times) {
    static final String ABSENT = "-";
    private static final String EMPTY_TEXT = "\"\"";
    private static final String EMPTY_EVENTS = "[]";
    private static final int MOST_EVENTS_IN_FULL = 3;
    private static final int EVENTS_BEFORE_COUNT = 2;

    String of(Table table, int row, int column) {
        if (table.isAbsent(row, column)) {
            return ABSENT;
        }
        return switch (table.columns().get(column).type()) {
            case TEXT -> text(table.text(row, column));
            case INTEGER -> Long.toString(table.integer(row, column));
            case DECIMAL -> DecimalText.brief(table.decimal(row, column));
            case BOOLEAN -> Boolean.toString(table.isTrue(row, column));
            case TIME -> times.format(table.timeNanos(row, column));
            case DURATION -> DurationFormat.format(table.durationNanos(row, column));
            case EVENTS -> events(table.events(row, column));
        };
    }

    private static String text(String captured) {
        return captured.isEmpty() ? EMPTY_TEXT : TerminalText.escape(captured);
    }

    private static String events(long[] events) {
        if (events.length == 0) {
            return EMPTY_EVENTS;
        }
        int shown = events.length <= MOST_EVENTS_IN_FULL ? events.length : EVENTS_BEFORE_COUNT;
        StringBuilder out = new StringBuilder().append(events[0]);
        for (int i = 1; i < shown; i++) {
            out.append(',').append(events[i]);
        }
        if (shown < events.length) {
            out.append(",+").append(events.length - shown);
        }
        return out.toString();
    }
}
