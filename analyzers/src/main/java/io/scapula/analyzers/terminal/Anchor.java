package io.scapula.analyzers.terminal;

/**
 * Where a line that is edited begins on the screen: behind its prompt. The prompt's text finds it again after the screen
 * was cleared or the line was drawn anew elsewhere.
 *
 * @param rowId    row in which it begins
 * @param column   column in which it begins
 * @param prompt   what stands before it in its row
 * @param trailing what stood behind it in its row from the beginning, such as a second prompt at the right
 */
record Anchor(long rowId, int column, String prompt, String trailing) {
    /** Where the cursor is. */
    static Anchor at(Screen screen) {
        ScreenRow row = screen.row(screen.cursorRow());
        int column = screen.cursorColumn();
        return new Anchor(row.id, column, row.text(0, column), row.text(column, row.length()));
    }

    /** What the line is now; empty if its beginning is not on the screen. */
    String line(Screen screen) {
        int first = find(screen);
        if (first < 0) {
            return "";
        }
        StringBuilder line = new StringBuilder();
        int from = column;
        for (int index = first; index < screen.height(); index++) {
            ScreenRow row = screen.row(index);
            int end = row.length();
            if (index == screen.cursorRow() && !row.isContinued()) {
                end = Math.max(end, from);
            }
            line.append(row.text(from, row.isContinued() ? row.width() : end));
            from = 0;
            if (!row.isContinued()) {
                break;
            }
        }
        return withoutTrailing(line.toString()).stripTrailing();
    }

    private String withoutTrailing(String line) {
        String end = trailing.strip();
        return !end.isEmpty() && line.endsWith(end) ? line.substring(0, line.length() - end.length()) : line;
    }

    private int find(Screen screen) {
        if (!prompt.isBlank()) {
            for (int index = screen.cursorRow(); index >= 0; index--) {
                if (screen.row(index).text(0, column).equals(prompt)) {
                    return index;
                }
            }
        }
        return screen.indexOfRow(rowId);
    }
}
