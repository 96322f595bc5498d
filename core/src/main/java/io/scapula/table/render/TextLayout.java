package io.scapula.table.render;

import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which columns a text table shows, how wide each is, and what is said once for all rows.
 *
 * @param slots the columns shown, in order
 * @param cells writes the cells
 * @param notes what is true of all rows, a line each
 */
record TextLayout(List<Slot> slots, CellText cells, List<String> notes) {
    /** Blanks between two columns. */
    static final int GAP = 2;
    /** No text is cut below this: what identifies a container is twelve characters long. */
    static final int SMALLEST_TEXT = 12;
    /** Before texts get narrower, columns go that say the same in every row. */
    private static final int PREFERRED_TEXT = 30;
    /** Sentences that are broken into shorter lines than this are hard to read. */
    private static final int SMALLEST_PROSE = 40;
    /** Without a limit, what is wider runs over its column, lest one long cell pad every other row. */
    static final int WIDEST_PADDING = 100;

    /**
     * One column as shown.
     *
     * @param column position in the table
     * @param header the column's name, escaped
     * @param width  columns of the terminal
     */
    record Slot(int column, String header, int width, boolean isText, boolean isProse, boolean isRightAligned) {
        /** As narrow as it gets: the header whole, and of a text at least so much. */
        int smallestWidth(int smallestText) {
            int smallest = isProse ? SMALLEST_PROSE : smallestText;
            return isText ? Math.min(width, Math.max(DisplayWidth.of(header), smallest)) : width;
        }

        Slot withWidth(int newWidth) {
            return new Slot(column, header, newWidth, isText, isProse, isRightAligned);
        }
    }

    /** A layout that shows every column, and every cell in full. */
    static TextLayout unlimited(Table table, CellText cells) {
        return new TextLayout(measure(table, cells, WIDEST_PADDING), cells, List.of());
    }

    /**
     * A layout no wider than {@code width}. What is too wide gives way in the order that {@link TextRenderer} says.
     *
     * @return empty if the columns don't fit at their smallest widths
     */
    static Optional<TextLayout> within(int width, Table table, CellText cells) {
        List<Slot> all = measure(table, cells, width);
        if (total(all) <= width) {
            return Optional.of(new TextLayout(all, cells, List.of()));
        }
        List<String> notes = new ArrayList<>();
        List<Slot> valued =
                without(all, slot -> !hasValue(table, slot.column()), "no value in any row", Slot::header, notes);
        if (total(valued) <= width) {
            return Optional.of(new TextLayout(valued, cells, notes));
        }
        String day = cells.commonDay(table);
        CellText shorter = day == null ? cells : cells.withoutDay();
        if (day != null) {
            notes.add("(times of " + day + ")");
            List<Slot> narrower = measure(table, shorter, width);
            valued.replaceAll(slot -> narrower.get(slot.column()));
        }
        Optional<List<Slot>> fitting = shrunk(valued, width, PREFERRED_TEXT);
        if (fitting.isEmpty()) {
            List<Slot> varied = without(
                    valued,
                    slot -> isTheSame(table, shorter, slot.column()),
                    "the same in every row",
                    slot -> slot.header() + " " + shorter.of(table, 0, slot.column()),
                    notes);
            fitting = shrunk(varied, width, SMALLEST_TEXT);
        }
        return fitting.map(slots -> new TextLayout(slots, shorter, List.copyOf(notes)));
    }

    private static List<Slot> without(
            List<Slot> slots, Predicate<Slot> test, String why, Function<Slot, String> how, List<String> notes) {
        List<Slot> kept = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        for (Slot slot : slots) {
            if (test.test(slot)) {
                gone.add(how.apply(slot));
            } else {
                kept.add(slot);
            }
        }
        if (!gone.isEmpty()) {
            notes.add("(" + why + ": " + String.join(", ", gone) + ")");
        }
        return kept;
    }

    private static boolean isTheSame(Table table, CellText cells, int column) {
        String first = cells.of(table, 0, column);
        for (int row = 1; row < table.rowCount(); row++) {
            if (!cells.of(table, row, column).equals(first)) {
                return false;
            }
        }
        return table.rowCount() > 1;
    }

    private static List<Slot> measure(Table table, CellText cells, int widestText) {
        List<Slot> slots = new ArrayList<>();
        for (int column = 0; column < table.columns().size(); column++) {
            Column described = table.columns().get(column);
            boolean isText = described.type() == ColumnType.TEXT;
            String header = TerminalText.escape(described.name());
            int width = DisplayWidth.of(header);
            int limit = isText ? Math.max(width, widestText) : Integer.MAX_VALUE;
            for (int row = 0; row < table.rowCount() && width < limit; row++) {
                width = Math.max(width, DisplayWidth.of(cells.of(table, row, column)));
            }
            slots.add(new Slot(
                    column,
                    header,
                    Math.min(width, limit),
                    isText,
                    table.isProse(column),
                    isRightAligned(described.type())));
        }
        return slots;
    }

    static boolean isRightAligned(ColumnType type) {
        return switch (type) {
            case INTEGER, DECIMAL, DURATION -> true;
            case TEXT, BOOLEAN, TIME, EVENTS -> false;
        };
    }

    private static boolean hasValue(Table table, int column) {
        for (int row = 0; row < table.rowCount(); row++) {
            if (!table.isAbsent(row, column)) {
                return true;
            }
        }
        return false;
    }

    private static int total(List<Slot> slots) {
        return slots.stream().mapToInt(Slot::width).sum() + GAP * (slots.size() - 1);
    }

    /** Takes what is too much from the widest texts, column by column of the terminal, so that they end up even. */
    private static Optional<List<Slot>> shrunk(List<Slot> all, int width, int smallestText) {
        List<Slot> slots = new ArrayList<>(all);
        int[] smallest = slots.stream()
                .mapToInt(slot -> slot.smallestWidth(smallestText))
                .toArray();
        for (int excess = total(slots) - width; excess > 0; excess--) {
            int widest = -1;
            for (int i = 0; i < smallest.length; i++) {
                boolean mayShrink = slots.get(i).width() > smallest[i];
                if (mayShrink
                        && (widest < 0
                                || slots.get(i).width() > slots.get(widest).width())) {
                    widest = i;
                }
            }
            if (widest < 0) {
                return Optional.empty();
            }
            slots.set(widest, slots.get(widest).withWidth(slots.get(widest).width() - 1));
        }
        return slots.isEmpty() ? Optional.empty() : Optional.of(slots);
    }
}
