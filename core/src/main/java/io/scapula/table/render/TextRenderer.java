package io.scapula.table.render;

import io.scapula.table.Table;
import io.scapula.table.render.TextLayout.Slot;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A table for people: a line of column names, then a line a row, numbers to the right and all else to the left.
 *
 * <pre>
 * time                     proc.name  exit_code  duration  evidence
 * 2026-11-23 12:59:15.007  sh               137     1h02m  33167,33719,+4
 * 2026-11-23 12:59:16.000  nginx              -    24.2ms  33720
 * </pre>
 *
 * <p>Where the table is wider than the terminal, it gives way in this order, and always visibly:
 *
 * <ol>
 *   <li>columns without a value in any row are left out, and named in a line at the end;
 *   <li>if all times are of one day, that is said in a line at the end, and rows tell the time of day;
 *   <li>where texts would become shorter than thirty characters, columns that say the same in every row are left out, and what they
 *       say is said once at the end;
 *   <li>the widest texts are cut at their end, marked by {@code …}, but none below twelve characters, and no column
 *       below its name;
 *   <li>sentences ({@link Table#isProse}) in the last column go on in up to five further lines;
 *   <li>each row becomes a block of {@code name: value} lines, uncut, with a blank line between two rows.
 * </ol>
 *
 * <p>An absent cell is {@code -}, an empty text {@code ""}, an empty list of events {@code []}; a table without rows
 * is its line of names and {@code (none)}. Texts are escaped as {@link TerminalText} says.
 *
 * @param width columns of the terminal, or {@link #UNLIMITED}
 * @param times how times are written
 */
public record TextRenderer(int width, TimeFormat times) implements TableRenderer {
    /** The width of what is no terminal: nothing is cut, nothing left out. */
    public static final int UNLIMITED = 0;

    private static final String NO_ROWS = "(none)";
    private static final int MOST_PROSE_LINES = 6;

    public TextRenderer {
        Objects.requireNonNull(times, "times");
        if (width < 0) {
            throw new IllegalArgumentException("width must be 0 for no limit, or more, not " + width);
        }
    }

    /** Prints times to the millisecond. */
    public TextRenderer(int width, ZoneId zone) {
        this(width, new TimeFormat(zone, TimeFormat.Precision.MILLIS));
    }

    @Override
    public void render(Table table, Appendable out) throws IOException {
        CellText cells = new CellText(times);
        if (table.rowCount() == 0) {
            appendWrapped(headers(table), " ".repeat(TextLayout.GAP), out);
            out.append(NO_ROWS).append('\n');
            return;
        }
        Optional<TextLayout> layout = width == UNLIMITED
                ? Optional.of(TextLayout.unlimited(table, cells))
                : TextLayout.within(width, table, cells);
        if (layout.isPresent()) {
            renderLines(table, layout.get(), out);
        } else {
            renderRecords(table, cells, out);
        }
    }

    private void renderLines(Table table, TextLayout layout, Appendable out) throws IOException {
        appendLine(layout.slots(), layout.slots().stream().map(Slot::header).toList(), out);
        for (int row = 0; row < table.rowCount(); row++) {
            List<String> texts = new ArrayList<>();
            for (Slot slot : layout.slots()) {
                texts.add(layout.cells().of(table, row, slot.column()));
            }
            appendRow(layout.slots(), texts, out);
        }
        for (String note : layout.notes()) {
            appendWrapped(List.of(note.split(" ")), " ", out);
        }
    }

    /** A row is a line; sentences in the last column go on below. */
    private void appendRow(List<Slot> slots, List<String> texts, Appendable out) throws IOException {
        int last = slots.size() - 1;
        if (width == UNLIMITED) {
            appendLine(slots, texts, out);
            return;
        }
        List<String> lines = slots.get(last).isProse()
                ? WrappedText.lines(texts.get(last), slots.get(last).width(), MOST_PROSE_LINES)
                : List.of(DisplayWidth.cut(texts.get(last), slots.get(last).width()));
        List<String> first = new ArrayList<>();
        for (int i = 0; i < last; i++) {
            first.add(DisplayWidth.cut(texts.get(i), slots.get(i).width()));
        }
        first.add(lines.get(0));
        appendLine(slots, first, out);
        int indent = slots.stream().limit(last).mapToInt(Slot::width).sum() + TextLayout.GAP * last;
        for (String line : lines.subList(1, lines.size())) {
            out.append(" ".repeat(indent)).append(line).append('\n');
        }
    }

    private static void appendLine(List<Slot> slots, List<String> texts, Appendable out) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            Slot slot = slots.get(i);
            boolean isLast = i == texts.size() - 1;
            String padding = " ".repeat(Math.max(0, slot.width() - DisplayWidth.of(texts.get(i))));
            line.append(slot.isRightAligned() ? padding : "").append(texts.get(i));
            if (!isLast) {
                line.append(slot.isRightAligned() ? "" : padding).append(" ".repeat(TextLayout.GAP));
            }
        }
        out.append(line.append('\n'));
    }

    private static void renderRecords(Table table, CellText cells, Appendable out) throws IOException {
        List<String> names = headers(table);
        int widest = names.stream().mapToInt(DisplayWidth::of).max().orElseThrow();
        for (int row = 0; row < table.rowCount(); row++) {
            if (row > 0) {
                out.append('\n');
            }
            for (int column = 0; column < names.size(); column++) {
                String name = names.get(column);
                out.append(name).append(": ").append(" ".repeat(widest - DisplayWidth.of(name)));
                out.append(cells.of(table, row, column)).append('\n');
            }
        }
    }

    private static List<String> headers(Table table) {
        return table.columns().stream()
                .map(column -> TerminalText.escape(column.name()))
                .toList();
    }

    /** Words with gaps between them, on as many lines as they need. */
    private void appendWrapped(List<String> words, String gap, Appendable out) throws IOException {
        int used = 0;
        for (String word : words) {
            int wordWidth = DisplayWidth.of(word);
            if (used > 0 && width != UNLIMITED && used + gap.length() + wordWidth > width) {
                out.append('\n');
                used = 0;
            } else if (used > 0) {
                out.append(gap);
                used += gap.length();
            }
            out.append(word);
            used += wordWidth;
        }
        out.append('\n');
    }
}
