package io.scapula.analyzers.terminal;

import io.scapula.table.render.DisplayWidth;
import java.util.List;

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
    private final ScreenGrid grid;
    private final Cursor cursor = new Cursor();
    private final Cursor saved = new Cursor();
    private boolean autoWrap = true;
    private boolean insertMode;
    private boolean lineFeedReturns;
    private boolean pasteMarked;
    private int lastPrinted = ' ';

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
        grid = new ScreenGrid(width, height);
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
        int gone = grid.resize(newWidth, newHeight, cursor.row);
        moveTo(cursor.row - gone, cursor.column);
    }

    public int width() {
        return grid.width();
    }

    public int height() {
        return grid.height();
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
        return grid.isAlternate();
    }

    /** Whether a line editor asked the terminal to mark what is pasted, which it does while it edits. */
    boolean isPasteMarked() {
        return pasteMarked;
    }

    /** The rows, without blanks at their ends; rows below the last with text are left out. */
    public List<String> lines() {
        return grid.lines();
    }

    /** The rows as text with line feeds between them. */
    public String text() {
        return String.join("\n", lines());
    }

    /** The rows that scrolled out at the top; the last {@value #MOST_SCROLLED_ROWS} of them. */
    public List<String> scrolledLines() {
        return grid.scrolledLines();
    }

    /** How many rows scrolled out at the top, kept or not. */
    public long scrolledCount() {
        return grid.scrolledCount();
    }

    ScreenRow row(int index) {
        return grid.row(index);
    }

    /** The place of a row, or -1 if it is no longer on the screen. */
    int indexOfRow(long id) {
        return grid.indexOfRow(id);
    }

    private ScreenRow current() {
        return grid.row(cursor.row);
    }

    @Override
    public void print(int codePoint) {
        int character = inCharacterSet(codePoint);
        int columns = DisplayWidth.of(character);
        if (columns == 0) {
            current().mark(cursor.wrapPending ? cursor.column : Math.max(0, cursor.column - 1), character);
            return;
        }
        if (columns > grid.width()) {
            return;
        }
        if (cursor.wrapPending || cursor.column + columns > grid.width()) {
            wrap();
        }
        if (insertMode) {
            current().insert(cursor.column, columns);
        }
        current().write(cursor.column, character, columns);
        lastPrinted = codePoint;
        cursor.column += columns;
        if (cursor.column >= grid.width()) {
            cursor.column = grid.width() - 1;
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
            cursor.column = Math.max(0, grid.width() - 2);
        }
        cursor.wrapPending = false;
    }

    private void lineFeed() {
        cursor.wrapPending = false;
        if (cursor.row == grid.bottom()) {
            grid.scrollUp(1);
        } else if (cursor.row < grid.height() - 1) {
            cursor.row++;
        }
    }

    private void reverseLineFeed() {
        cursor.wrapPending = false;
        if (cursor.row == grid.top()) {
            grid.scrollDown(1);
        } else if (cursor.row > 0) {
            cursor.row--;
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
        cursor.row = Math.max(0, Math.min(row, grid.height() - 1));
        cursor.column = Math.max(0, Math.min(column, grid.width() - 1));
        cursor.wrapPending = false;
    }

    @Override
    public void escape(int intermediate, int last) {
        if (intermediate == '(' || intermediate == ')') {
            cursor.lineDrawing[intermediate - '('] = last == '0';
        } else if (intermediate == '#' && last == '8') {
            grid.fill('E');
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
        grid.useAlternate(false);
        grid.eraseAll();
        cursor.set(new Cursor());
        saved.set(cursor);
        softReset();
    }

    private void softReset() {
        grid.wholeRegion();
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
        int top = grid.top();
        int bottom = grid.bottom();
        switch (sequence.last()) {
            case 'A' -> moveTo(Math.max(cursor.row - amount, cursor.row >= top ? top : 0), cursor.column);
            case 'B', 'e' ->
                moveTo(Math.min(cursor.row + amount, cursor.row <= bottom ? bottom : grid.height() - 1), cursor.column);
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
            case 'X' -> current().erase(cursor.column, Math.min(grid.width(), cursor.column + amount));
            case '@' -> current().insert(cursor.column, amount);
            case 'P' -> current().delete(cursor.column, amount);
            case 'L' -> {
                grid.insertRows(cursor.row, amount);
                returnWithinRegion();
            }
            case 'M' -> {
                grid.deleteRows(cursor.row, amount);
                returnWithinRegion();
            }
            case 'S' -> grid.scrollUp(amount);
            case 'T' -> grid.scrollDown(amount);
            case 'b' -> {
                for (int done = 0; done < Math.min(amount, grid.width() * grid.height()); done++) {
                    print(lastPrinted);
                }
            }
            case 'r' -> region(amount - 1, sequence.value(1, grid.height()) - 1);
            case 'h', 'l' -> insertMode = sequence.value(0, 0) == 4 ? sequence.last() == 'h' : insertMode;
            default -> {}
        }
    }

    private void region(int first, int last) {
        if (grid.region(first, last)) {
            moveTo(0, 0);
        }
    }

    private void returnWithinRegion() {
        if (cursor.row >= grid.top() && cursor.row <= grid.bottom()) {
            moveTo(cursor.row, 0);
        }
    }

    private void erase(ControlSequence sequence) {
        int part = sequence.value(0, 0);
        cursor.wrapPending = false;
        boolean rowOnly = sequence.last() == 'K';
        switch (part) {
            case 0 -> {
                current().erase(cursor.column, grid.width());
                if (!rowOnly) {
                    grid.erase(cursor.row + 1, grid.height());
                }
            }
            case 1 -> {
                current().erase(0, cursor.column + 1);
                if (!rowOnly) {
                    grid.erase(0, cursor.row);
                }
            }
            case 2 -> {
                if (rowOnly) {
                    current().erase(0, grid.width());
                } else {
                    grid.eraseAll();
                }
            }
            default -> {}
        }
    }

    private void privateModes(ControlSequence sequence, boolean on) {
        for (int index = 0; index < sequence.count(); index++) {
            switch (sequence.value(index, 0)) {
                case 7 -> autoWrap = on;
                case 47, 1047 -> grid.useAlternate(on);
                case 1048 -> saveOrRestore(on);
                case 1049 -> {
                    if (on) {
                        saved.set(cursor);
                        grid.useAlternate(true);
                        grid.eraseAll();
                    } else {
                        grid.useAlternate(false);
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
}
