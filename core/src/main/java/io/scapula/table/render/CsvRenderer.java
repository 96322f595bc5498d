package io.scapula.table.render;

import io.scapula.table.ColumnType;
import io.scapula.table.Table;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Comma-separated values after RFC 4180, for spreadsheets and data tools: a line of column names, then one record a
 * row. Lines end with a line feed alone, which every reader takes and {@code diff} prefers.
 *
 * <ul>
 *   <li>Values are as in JSON: times ISO-8601 in UTC, durations in nanoseconds; event numbers are joined by blanks.
 *   <li>An absent cell is empty. A text or a list of events that is there and empty is {@code ""}.
 *   <li>Tab, line feed and carriage return stay as they are, inside quotes. All else that
 *       {@link TerminalText} escapes is escaped as there.
 *   <li>A text that a spreadsheet could take for a formula gets a single quote in front: one that begins with
 *       {@code = + - @}, their full-width forms, a tab, a line feed or a carriage return. The login shell
 *       {@code -bash} therefore reads {@code '-bash}. Numbers are never touched.
 * </ul>
 *
 * @param header whether the line of column names comes first
 */
public record CsvRenderer(boolean header) implements TableRenderer {
    private static final String KEPT_IN_QUOTES = "\t\n\r";
    private static final String NEEDS_QUOTES = "\",\t\n\r";
    private static final String STARTS_FORMULA = "=+-@\t\n\r\uFF1D\uFF0B\uFF0D\uFF20";

    /** With the line of column names. */
    public CsvRenderer() {
        this(true);
    }

    @Override
    public void render(Table table, Appendable out) throws IOException {
        int columns = table.columns().size();
        StringBuilder line = new StringBuilder();
        if (header) {
            for (int column = 0; column < columns; column++) {
                append(line, column, quote(clean(table.columns().get(column).name())));
            }
            out.append(line.append('\n'));
        }
        for (int row = 0; row < table.rowCount(); row++) {
            line.setLength(0);
            for (int column = 0; column < columns; column++) {
                append(line, column, table.isAbsent(row, column) ? "" : cell(table, row, column));
            }
            out.append(line.append('\n'));
        }
    }

    private static void append(StringBuilder line, int column, String cell) {
        if (column > 0) {
            line.append(',');
        }
        line.append(cell);
    }

    private static String cell(Table table, int row, int column) {
        ColumnType type = table.columns().get(column).type();
        return switch (type) {
            case TEXT -> quote(clean(guard(table.text(row, column))));
            case INTEGER -> Long.toString(table.integer(row, column));
            case DECIMAL -> DecimalText.exact(table.decimal(row, column));
            case BOOLEAN -> Boolean.toString(table.isTrue(row, column));
            case TIME -> TimeFormat.iso(table.timeNanos(row, column));
            case DURATION -> Long.toString(table.durationNanos(row, column));
            case EVENTS -> quote(join(table.events(row, column)));
        };
    }

    private static String guard(String text) {
        return !text.isEmpty() && STARTS_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String clean(String text) {
        return TerminalText.escape(text, KEPT_IN_QUOTES);
    }

    private static String join(long[] events) {
        return Arrays.stream(events).mapToObj(Long::toString).collect(Collectors.joining(" "));
    }

    private static String quote(String cell) {
        return needsQuotes(cell) ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    /** Blanks at an edge are quoted as well, since some readers trim what is not. */
    private static boolean needsQuotes(String cell) {
        return cell.isEmpty()
                || cell.startsWith(" ")
                || cell.endsWith(" ")
                || cell.chars().anyMatch(c -> NEEDS_QUOTES.indexOf(c) >= 0);
    }
}
