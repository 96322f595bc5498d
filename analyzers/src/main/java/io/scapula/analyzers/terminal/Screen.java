package io.scapula.analyzers.terminal;

import io.scapula.table.render.DisplayWidth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The screen of a terminal: fed with what programs wrote, it holds what a person saw. It follows xterm as far as text and
 * its place are concerned; colours, fonts, titles, the mouse and questions to the terminal change nothing.
 *
 * <pre>{@code
 * Screen screen = new Screen(80, 24);
 * screen.write("hello\r\n".getBytes(UTF_8));
 * screen.text();   // "hello"
 * }</pre>
 */
public final class Screen implements TerminalActions {
    /** Rows that scrolled out at the top, as far as they are kept. */
    static final int MOST_SCROLLED_ROWS = 5_000;
    /** Columns and rows at most; window sizes come from captures. */
    static final int LARGEST = 1_000;

    private static final int TAB = 8;
    private static final int BACKSPACE = 0x08;
    private static final int SHIFT_OUT = 0x0E;
    private static final int SHIFT_IN = 0x0F;
    /** What the characters from the backtick to the tilde are in the set of lines and corners. */
    private static final String LINE_DRAWING = "◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";

    private final EscapeParser parser = new EscapeParser(this);
    private final Deque<String> scrolled = new ArrayDeque<>();
    private final Cursor cursor = new Cursor();
    private final Cursor saved = new Cursor();
    private int width;
    private int height;
    private long rowsMade;
    private List<ScreenRow> rows;
    private List<ScreenRow> otherRows;
    private boolean alternate;
    private int top;
    private int bottom;
    private boolean autoWrap = true;
    private boolean insertMode;
    private boolean lineFeedReturns;
    private boolean pasteMarked;
    private int lastPrinted = ' ';
    private long scrolledOut;

    /** Where the next character goes, and from which set it comes. */
    private static final class Cursor {
        int row;
        int column;
        boolean wrapPending;
        boolean shifted;
        final boolean[] lineDrawing = new boolean[2];

        void set(Cursor other) {
            row = other.row;
            column = other.column;
            wrapPending = false;
            shifted = other.shifted;
            System.arraycopy(other.lineDrawing, 0, lineDrawing, 0, lineDrawing.length);
        }
    }

    public Screen(int width, int height) {
        this.width = Math.max(1, Math.min(LARGEST, width));
        this.height = Math.max(1, Math.min(LARGEST, height));
        rows = blankRows();
        otherRows = blankRows();
        bottom = this.height - 1;
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

    /** Shows what a program wrote. */
    public void write(byte[] bytes) {
        parser.take(bytes);
    }

    /** Some of what a program wrote is missing here. */
    public void skip() {
        parser.skip();
    }

    /**
     * Whether a line feed begins a new line without a carriage return. The kernel adds that one to what programs write, so
     * it is there on the other side of a terminal, and not on the programs' side.
     */
    public void lineFeedReturns(boolean value) {
        lineFeedReturns = value;
    }

    /** Another window size. */
    public void resize(int newWidth, int newHeight) {
        width = Math.max(1, Math.min(LARGEST, newWidth));
        int target = Math.max(1, Math.min(LARGEST, newHeight));
        while (rows.size() > target && cursor.row < rows.size() - 1) {
            rows.remove(rows.size() - 1);
        }
        while (rows.size() > target) {
            scrollOut(rows.remove(0));
            cursor.row--;
        }
        height = target;
        fit(rows);
        fit(otherRows);
        cursor.row = Math.max(0, Math.min(cursor.row, height - 1));
        cursor.column = Math.min(cursor.column, width - 1);
        cursor.wrapPending = false;
        top = 0;
        bottom = height - 1;
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

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** The cursor's row, from 0. */
    public int cursorRow() {
        return cursor.row;
    }

    /** The cursor's column, from 0; the last one also if the row is full. */
    public int cursorColumn() {
        return cursor.column;
    }

    /** Whether a program asked for the screen without scrolling that editors and pagers use. */
    public boolean isAlternate() {
        return alternate;
    }

    /** Whether a line editor asked the terminal to mark what is pasted, which it does while it edits. */
    boolean isPasteMarked() {
        return pasteMarked;
    }

    /** The rows, without blanks at their ends; rows below the last with text are left out. */
    public List<String> lines() {
        List<String> lines = rows.stream()
                .map(row -> row.text(0, row.length()).stripTrailing())
                .collect(Collectors.toCollection(ArrayList::new));
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    /** The rows as text with line feeds between them. */
    public String text() {
        return String.join("\n", lines());
    }

    /** The rows that scrolled out at the top; the last {@value #MOST_SCROLLED_ROWS} of them. */
    public List<String> scrolledLines() {
        return List.copyOf(scrolled);
    }

    /** How many rows scrolled out at the top, kept or not. */
    public long scrolledCount() {
        return scrolledOut;
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

    private ScreenRow current() {
        return rows.get(cursor.row);
    }

    @Override
    public void print(int codePoint) {
        int character = inCharacterSet(codePoint);
        int columns = DisplayWidth.of(character);
        if (columns == 0) {
            current().mark(cursor.wrapPending ? cursor.column : Math.max(0, cursor.column - 1), character);
            return;
        }
        if (columns > width) {
            return;
        }
        if (cursor.wrapPending || cursor.column + columns > width) {
            wrap();
        }
        if (insertMode) {
            current().insert(cursor.column, columns);
        }
        current().write(cursor.column, character, columns);
        lastPrinted = codePoint;
        cursor.column += columns;
        if (cursor.column >= width) {
            cursor.column = width - 1;
            cursor.wrapPending = autoWrap;
        }
    }

    private int inCharacterSet(int codePoint) {
        boolean drawing = cursor.lineDrawing[cursor.shifted ? 1 : 0];
        return drawing && codePoint >= '`' && codePoint <= '~' ? LINE_DRAWING.charAt(codePoint - '`') : codePoint;
    }

    private void wrap() {
        if (autoWrap) {
            current().continued(true);
            cursor.column = 0;
            lineFeed();
        } else {
            cursor.column = Math.max(0, width - 2);
        }
        cursor.wrapPending = false;
    }

    private void lineFeed() {
        cursor.wrapPending = false;
        if (cursor.row == bottom) {
            scrollUp(1);
        } else if (cursor.row < height - 1) {
            cursor.row++;
        }
    }

    private void reverseLineFeed() {
        cursor.wrapPending = false;
        if (cursor.row == top) {
            scrollDown(1);
        } else if (cursor.row > 0) {
            cursor.row--;
        }
    }

    private void scrollUp(int count) {
        for (int done = 0; done < Math.min(count, bottom - top + 1); done++) {
            ScreenRow gone = rows.remove(top);
            if (top == 0 && !alternate) {
                scrollOut(gone);
            }
            rows.add(bottom, blankRow());
        }
    }

    private void scrollOut(ScreenRow row) {
        scrolledOut++;
        scrolled.addLast(row.text(0, row.length()).stripTrailing());
        if (scrolled.size() > MOST_SCROLLED_ROWS) {
            scrolled.removeFirst();
        }
    }

    private void scrollDown(int count) {
        for (int done = 0; done < Math.min(count, bottom - top + 1); done++) {
            rows.remove(bottom);
            rows.add(top, blankRow());
        }
    }

    @Override
    public void control(int character) {
        switch (character) {
            case '\r' -> moveTo(cursor.row, 0);
            case '\n', 0x0B, 0x0C -> {
                lineFeed();
                if (lineFeedReturns) {
                    cursor.column = 0;
                }
            }
            case BACKSPACE -> moveTo(cursor.row, cursor.column - 1);
            case '\t' -> moveTo(cursor.row, (cursor.column / TAB + 1) * TAB);
            case SHIFT_OUT -> cursor.shifted = true;
            case SHIFT_IN -> cursor.shifted = false;
            default -> {}
        }
    }

    private void moveTo(int row, int column) {
        cursor.row = Math.max(0, Math.min(row, height - 1));
        cursor.column = Math.max(0, Math.min(column, width - 1));
        cursor.wrapPending = false;
    }

    @Override
    public void escape(int intermediate, int last) {
        if (intermediate == '(' || intermediate == ')') {
            cursor.lineDrawing[intermediate - '('] = last == '0';
        } else if (intermediate == '#' && last == '8') {
            rows.forEach(row -> row.fill('E'));
        } else if (intermediate == 0) {
            switch (last) {
                case '7' -> saved.set(cursor);
                case '8' -> restoreCursor();
                case 'D' -> lineFeed();
                case 'E' -> {
                    lineFeed();
                    cursor.column = 0;
                }
                case 'M' -> reverseLineFeed();
                case 'c' -> reset();
                default -> {}
            }
        }
    }

    private void restoreCursor() {
        cursor.set(saved);
        moveTo(cursor.row, cursor.column);
    }

    private void reset() {
        useAlternate(false);
        rows.forEach(row -> row.erase(0, width));
        cursor.set(new Cursor());
        saved.set(cursor);
        softReset();
    }

    private void softReset() {
        top = 0;
        bottom = height - 1;
        autoWrap = true;
        insertMode = false;
    }

    @Override
    public void string(int introducer, String text) {
        // Titles and the like are not on the screen.
    }

    @Override
    public void sequence(ControlSequence sequence) {
        if (sequence.intermediate() != 0) {
            if (sequence.intermediate() == '!' && sequence.last() == 'p') {
                softReset();
            }
            return;
        }
        if (sequence.mark() == '?') {
            if (sequence.last() == 'h' || sequence.last() == 'l') {
                privateModes(sequence, sequence.last() == 'h');
            } else if (sequence.last() == 'J' || sequence.last() == 'K') {
                erase(sequence);
            }
        } else if (sequence.mark() == 0 && !move(sequence)) {
            edit(sequence);
        }
    }

    /** Moves the cursor, if that is what the sequence is for. */
    private boolean move(ControlSequence sequence) {
        int amount = sequence.amount();
        switch (sequence.last()) {
            case 'A' -> moveTo(Math.max(cursor.row - amount, cursor.row >= top ? top : 0), cursor.column);
            case 'B', 'e' ->
                moveTo(Math.min(cursor.row + amount, cursor.row <= bottom ? bottom : height - 1), cursor.column);
            case 'C', 'a' -> moveTo(cursor.row, cursor.column + amount);
            case 'D' -> moveTo(cursor.row, cursor.column - amount);
            case 'E' -> moveTo(cursor.row + amount, 0);
            case 'F' -> moveTo(cursor.row - amount, 0);
            case 'G', '`' -> moveTo(cursor.row, amount - 1);
            case 'H', 'f' -> moveTo(amount - 1, Math.max(1, sequence.value(1, 1)) - 1);
            case 'd' -> moveTo(amount - 1, cursor.column);
            case 'I' -> moveTo(cursor.row, (cursor.column / TAB + amount) * TAB);
            case 'Z' -> moveTo(cursor.row, ((cursor.column + TAB - 1) / TAB - amount) * TAB);
            case 's' -> saved.set(cursor);
            case 'u' -> restoreCursor();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void edit(ControlSequence sequence) {
        int amount = sequence.amount();
        switch (sequence.last()) {
            case 'J', 'K' -> erase(sequence);
            case 'X' -> current().erase(cursor.column, Math.min(width, cursor.column + amount));
            case '@' -> current().insert(cursor.column, amount);
            case 'P' -> current().delete(cursor.column, amount);
            case 'L' -> withinRegion(() -> scrollDown(amount));
            case 'M' -> withinRegion(() -> scrollUp(amount));
            case 'S' -> scrollUp(amount);
            case 'T' -> scrollDown(amount);
            case 'b' -> {
                for (int done = 0; done < Math.min(amount, width * height); done++) {
                    print(lastPrinted);
                }
            }
            case 'r' -> region(amount - 1, sequence.value(1, height) - 1);
            case 'h', 'l' -> insertMode = sequence.value(0, 0) == 4 ? sequence.last() == 'h' : insertMode;
            default -> {}
        }
    }

    private void region(int first, int last) {
        if (first < last && first < height) {
            top = first;
            bottom = Math.min(last, height - 1);
            moveTo(0, 0);
        }
    }

    /** Lines are inserted and deleted from the cursor to the end of the region. */
    private void withinRegion(Runnable scrolling) {
        if (cursor.row < top || cursor.row > bottom) {
            return;
        }
        int regionTop = top;
        boolean keeps = cursor.row > 0;
        top = cursor.row;
        if (keeps) {
            scrolling.run();
        } else {
            boolean shown = alternate;
            alternate = true; // deleted lines are gone, they don't scroll out
            scrolling.run();
            alternate = shown;
        }
        top = regionTop;
        moveTo(cursor.row, 0);
    }

    private void erase(ControlSequence sequence) {
        int part = sequence.value(0, 0);
        cursor.wrapPending = false;
        boolean rowOnly = sequence.last() == 'K';
        switch (part) {
            case 0 -> {
                current().erase(cursor.column, width);
                if (!rowOnly) {
                    rows.subList(cursor.row + 1, height).forEach(row -> row.erase(0, width));
                }
            }
            case 1 -> {
                current().erase(0, cursor.column + 1);
                if (!rowOnly) {
                    rows.subList(0, cursor.row).forEach(row -> row.erase(0, width));
                }
            }
            case 2 -> {
                if (rowOnly) {
                    current().erase(0, width);
                } else {
                    rows.forEach(row -> row.erase(0, width));
                }
            }
            default -> {}
        }
    }

    private void privateModes(ControlSequence sequence, boolean on) {
        for (int index = 0; index < sequence.count(); index++) {
            switch (sequence.value(index, 0)) {
                case 7 -> autoWrap = on;
                case 47, 1047 -> useAlternate(on);
                case 1048 -> saveOrRestore(on);
                case 1049 -> {
                    if (on) {
                        saved.set(cursor);
                        useAlternate(true);
                        rows.forEach(row -> row.erase(0, width));
                    } else {
                        useAlternate(false);
                        restoreCursor();
                    }
                }
                case 2004 -> pasteMarked = on;
                default -> {}
            }
        }
    }

    private void saveOrRestore(boolean save) {
        if (save) {
            saved.set(cursor);
        } else {
            restoreCursor();
        }
    }

    private void useAlternate(boolean on) {
        if (on != alternate) {
            List<ScreenRow> shown = rows;
            rows = otherRows;
            otherRows = shown;
            alternate = on;
            top = 0;
            bottom = height - 1;
        }
    }
}
