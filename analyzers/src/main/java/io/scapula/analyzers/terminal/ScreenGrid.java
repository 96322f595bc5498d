package io.scapula.analyzers.terminal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/** The rows of a screen, the region of them that scrolls, and what scrolled out. Knows nothing of a cursor. */
final class ScreenGrid {
    private final Deque<String> scrolled = new ArrayDeque<>();
    private int width;
    private int height;
    private long rowsMade;
    private List<ScreenRow> rows;
    private List<ScreenRow> otherRows;
    private boolean alternate;
    private int top;
    private int bottom;
    private long scrolledOut;

    ScreenGrid(int width, int height) {
        this.width = within(width);
        this.height = within(height);
        rows = blankRows();
        otherRows = blankRows();
        bottom = this.height - 1;
    }

    /** Window sizes come from captures. */
    private static int within(int size) {
        return Math.max(1, Math.min(Screen.LARGEST, size));
    }

    private List<ScreenRow> blankRows() {
        List<ScreenRow> blank = new ArrayList<>();
        for (int row = 0; row < height; row++) {
            blank.add(blankRow());
        }
        return blank;
    }

    private ScreenRow blankRow() {
        return new ScreenRow(rowsMade++, width);
    }

    /**
     * Another size. Rows below the cursor's go first, then those at the top.
     *
     * @return how many rows went at the top
     */
    int resize(int newWidth, int newHeight, int cursorRow) {
        width = within(newWidth);
        int target = within(newHeight);
        int row = cursorRow;
        while (rows.size() > target && row < rows.size() - 1) {
            rows.remove(rows.size() - 1);
        }
        while (rows.size() > target) {
            scrollOut(rows.remove(0));
            row--;
        }
        height = target;
        fit(rows);
        fit(otherRows);
        wholeRegion();
        return cursorRow - row;
    }

    private void fit(List<ScreenRow> screenRows) {
        while (screenRows.size() > height) {
            screenRows.remove(screenRows.size() - 1);
        }
        while (screenRows.size() < height) {
            screenRows.add(blankRow());
        }
        screenRows.forEach(row -> row.resize(width));
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int top() {
        return top;
    }

    int bottom() {
        return bottom;
    }

    boolean isAlternate() {
        return alternate;
    }

    ScreenRow row(int index) {
        return rows.get(index);
    }

    /** The place of a row, or -1 if it is no longer on the screen. */
    int indexOfRow(long id) {
        for (int index = 0; index < rows.size(); index++) {
            if (rows.get(index).id == id) {
                return index;
            }
        }
        return -1;
    }

    /** The rows, without blanks at their ends; rows below the last with text are left out. */
    List<String> lines() {
        List<String> lines = rows.stream()
                .map(row -> row.text(0, row.length()).stripTrailing())
                .collect(Collectors.toCollection(ArrayList::new));
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    List<String> scrolledLines() {
        return List.copyOf(scrolled);
    }

    long scrolledCount() {
        return scrolledOut;
    }

    void fill(int character) {
        rows.forEach(row -> row.fill(character));
    }

    /** Erases whole rows, the last one excluded. */
    void erase(int from, int to) {
        rows.subList(from, to).forEach(row -> row.erase(0, width));
    }

    void eraseAll() {
        erase(0, height);
    }

    void wholeRegion() {
        top = 0;
        bottom = height - 1;
    }

    /**
     * Says which rows scroll.
     *
     * @return whether there is such a region
     */
    boolean region(int first, int last) {
        if (first >= last || first >= height) {
            return false;
        }
        top = first;
        bottom = Math.min(last, height - 1);
        return true;
    }

    /** Moves the region's rows up; those that leave the screen at its top scroll out. */
    void scrollUp(int count) {
        scrollUp(top, count, top == 0 && !alternate);
    }

    private void scrollUp(int from, int count, boolean out) {
        for (int done = 0; done < Math.min(count, bottom - from + 1); done++) {
            ScreenRow gone = rows.remove(from);
            if (out) {
                scrollOut(gone);
            }
            rows.add(bottom, blankRow());
        }
    }

    void scrollDown(int count) {
        scrollDown(top, count);
    }

    private void scrollDown(int from, int count) {
        for (int done = 0; done < Math.min(count, bottom - from + 1); done++) {
            rows.remove(bottom);
            rows.add(from, blankRow());
        }
    }

    /** Takes rows out from one of the region's on; they are gone, they don't scroll out. */
    void deleteRows(int from, int count) {
        if (from >= top && from <= bottom) {
            scrollUp(from, count, false);
        }
    }

    void insertRows(int from, int count) {
        if (from >= top && from <= bottom) {
            scrollDown(from, count);
        }
    }

    private void scrollOut(ScreenRow row) {
        scrolledOut++;
        scrolled.addLast(row.text(0, row.length()).stripTrailing());
        if (scrolled.size() > Screen.MOST_SCROLLED_ROWS) {
            scrolled.removeFirst();
        }
    }

    /** Changes between the screen that scrolls and the one of editors and pagers. */
    void useAlternate(boolean on) {
        if (on != alternate) {
            List<ScreenRow> shown = rows;
            rows = otherRows;
            otherRows = shown;
            alternate = on;
            wholeRegion();
        }
    }
}
