package io.scapula.table.render;

import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which columns a text table shows, and how wide each is.
 *
 * @param slots   the columns shown, in order
 * @param leftOut names of columns that are not shown, because no row has a value in them
 */
record TextLayout(List<Slot> slots, List<String> leftOut) {
    /** Blanks between two columns. */
    static final int GAP = 2;
    /** No text is cut below this: what identifies a container is twelve characters long. */
    static final int SMALLEST_TEXT = 12;
    /** Without a limit, what is wider runs over its column, lest one long cell pad every other row. */
    static final int WIDEST_PADDING = 100;

    /**
     * One column as shown.
     *
     * @param column position in the table
     * @param header the column's name, escaped
     * @param width  columns of the terminal
     */
    record Slot(int column, String header, int width, boolean isText, boolean isRightAligned) {
        /** As narrow as it gets: the header whole, and of a text at least so much. */
        int smallestWidth() {
            return isText ? Math.min(width, Math.max(DisplayWidth.of(header), SMALLEST_TEXT)) : width;
        }

        Slot withWidth(int newWidth) {
            return new Slot(column, header, newWidth, isText, isRightAligned);
        }
    }

    /** A layout that shows every column, and every cell in full. */
    static TextLayout unlimited(Table table, CellText cells) {
        return new TextLayout(measure(table, cells, WIDEST_PADDING), List.of());
    }

    /**
     * A layout no wider than {@code width}: first, columns without any value go, then the widest texts shrink.
     *
     * @return empty if the columns don't fit at their smallest widths
     */
    static Optional<TextLayout> within(int width, Table table, CellText cells) {
        List<Slot> all = measure(table, cells, width);
        if (total(all) <= width) {
            return Optional.of(new TextLayout(all, List.of()));
        }
        List<Slot> slots = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (Slot slot : all) {
            if (hasValue(table, slot.column())) {
                slots.add(slot);
            } else {
                leftOut.add(slot.header());
            }
        }
        return !slots.isEmpty() && shrink(slots, width)
                ? Optional.of(new TextLayout(List.copyOf(slots), List.copyOf(leftOut)))
                : Optional.empty();
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
            slots.add(new Slot(column, header, Math.min(width, limit), isText, isRightAligned(described.type())));
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
    private static boolean shrink(List<Slot> slots, int width) {
        int[] smallest = slots.stream().mapToInt(Slot::smallestWidth).toArray();
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
                return false;
            }
            slots.set(widest, slots.get(widest).withWidth(slots.get(widest).width() - 1));
        }
        return true;
    }
}
