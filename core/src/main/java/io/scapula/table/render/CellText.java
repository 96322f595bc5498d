package io.scapula.table.render;

import io.scapula.table.ColumnType;
import io.scapula.table.Table;
import org.jspecify.annotations.Nullable;

/** Cells as a person reads them: escaped and on one line, not yet cut or aligned. */
record CellText(TimeFormat times, boolean isDayShown) {
    static final String ABSENT = "-";
    private static final String EMPTY_TEXT = "\"\"";
    private static final String EMPTY_EVENTS = "[]";
    private static final int MOST_EVENTS_IN_FULL = 3;
    private static final int EVENTS_BEFORE_COUNT = 2;

    CellText(TimeFormat times) {
        this(times, true);
    }

    /** Writes times of day only. */
    CellText withoutDay() {
        return new CellText(times, false);
    }

    private String time(long nanos) {
        String text = times.format(nanos);
        return isDayShown ? text : text.substring(TimeFormat.DAY_LENGTH + 1);
    }

    /** The day that all times of a table are of, {@code null} if there are several or none. */
    @Nullable
    String commonDay(Table table) {
        String day = null;
        for (int column = 0; column < table.columns().size(); column++) {
            boolean isTime = table.columns().get(column).type() == ColumnType.TIME;
            for (int row = 0; isTime && row < table.rowCount(); row++) {
                if (!table.isAbsent(row, column)) {
                    String other = times.format(table.timeNanos(row, column)).substring(0, TimeFormat.DAY_LENGTH);
                    if (day != null && !day.equals(other)) {
                        return null;
                    }
                    day = other;
                }
            }
        }
        return day;
    }

    String of(Table table, int row, int column) {
        if (table.isAbsent(row, column)) {
            return ABSENT;
        }
        return switch (table.columns().get(column).type()) {
            case TEXT -> text(table.text(row, column));
            case INTEGER -> Long.toString(table.integer(row, column));
            case DECIMAL -> DecimalText.brief(table.decimal(row, column));
            case BOOLEAN -> Boolean.toString(table.isTrue(row, column));
            case TIME -> time(table.timeNanos(row, column));
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
