package io.scapula.analyzers.terminal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** One row of a screen. Cells that nothing was written to are different from written blanks. */
final class ScreenRow {
    static final int UNWRITTEN = 0;
    /** The right half of a character that is two columns wide. */
    static final int RIGHT_HALF = -1;

    private static final int MOST_MARKS = 16;

    /** Tells the row from all others of its screen, wherever it scrolls to. */
    final long id;

    private int[] cells;
    /** Combining marks by column. */
    private final Map<Integer, String> marks = new HashMap<>();
    /** Whether the text goes on in the next row, because this one was full. */
    private boolean continued;

    ScreenRow(long id, int width) {
        this.id = id;
        cells = new int[width];
    }

    int width() {
        return cells.length;
    }

    void resize(int width) {
        cells = Arrays.copyOf(cells, width);
    }

    int cell(int column) {
        return cells[column];
    }

    boolean isContinued() {
        return continued;
    }

    void continued(boolean value) {
        continued = value;
    }

    void write(int column, int character, int columns) {
        clearHalves(column);
        clearHalves(column + columns - 1);
        cells[column] = character;
        marks.remove(column);
        if (columns == 2) {
            cells[column + 1] = RIGHT_HALF;
        }
    }

    /** Half a wide character that is overwritten leaves nothing of the other half. */
    private void clearHalves(int column) {
        if (cells[column] == RIGHT_HALF && column > 0) {
            cells[column - 1] = ' ';
        } else if (column + 1 < cells.length && cells[column + 1] == RIGHT_HALF) {
            cells[column + 1] = ' ';
        }
    }

    /** Puts a combining mark on the character at a column. */
    void mark(int column, int character) {
        int base = cells[column] == RIGHT_HALF && column > 0 ? column - 1 : column;
        if (cells[base] > UNWRITTEN) {
            marks.merge(
                    base,
                    Character.toString(character),
                    (before, more) -> before.length() < MOST_MARKS ? before + more : before);
        }
    }

    void erase(int from, int to) {
        if (from < to) {
            clearHalves(from);
            clearHalves(to - 1);
            Arrays.fill(cells, from, to, UNWRITTEN);
            marks.keySet().removeIf(column -> column >= from && column < to);
        }
        if (to == cells.length) {
            continued = false;
        }
    }

    void insert(int column, int count) {
        int shifted = Math.min(count, cells.length - column);
        System.arraycopy(cells, column, cells, column + shifted, cells.length - column - shifted);
        Arrays.fill(cells, column, column + shifted, UNWRITTEN);
        marks.clear();
    }

    void delete(int column, int count) {
        int shifted = Math.min(count, cells.length - column);
        System.arraycopy(cells, column + shifted, cells, column, cells.length - column - shifted);
        Arrays.fill(cells, cells.length - shifted, cells.length, UNWRITTEN);
        marks.clear();
    }

    void fill(int character) {
        Arrays.fill(cells, character);
    }

    /** Columns up to the last one that was written to. */
    int length() {
        int length = cells.length;
        while (length > 0 && cells[length - 1] == UNWRITTEN) {
            length--;
        }
        return length;
    }

    /** The characters from a column up to another; blanks for unwritten cells. */
    String text(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int column = Math.max(0, from); column < Math.min(to, cells.length); column++) {
            int cell = cells[column];
            if (cell != RIGHT_HALF) {
                text.appendCodePoint(cell == UNWRITTEN ? ' ' : cell);
                text.append(marks.getOrDefault(column, ""));
            }
        }
        return text.toString();
    }
}
