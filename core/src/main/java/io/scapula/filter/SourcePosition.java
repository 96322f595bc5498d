package io.scapula.filter;

/**
 * A place in the text of a filter.
 *
 * @param text   the whole text; with the names of lists replaced by their elements, if the filter was parsed with any
 * @param offset the place, counted from 0
 */
public record SourcePosition(String text, int offset) {
    /** The line of the place, counted from 1. */
    public int line() {
        int line = 1;
        for (int index = 0; index < offset; index++) {
            if (text.charAt(index) == '\n') {
                line++;
            }
        }
        return line;
    }

    /** The place within its line, counted from 1. */
    public int column() {
        return offset - lineStart() + 1;
    }

    int lineStart() {
        return offset == 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
    }

    int lineEnd() {
        int end = text.indexOf('\n', offset);
        return end < 0 ? text.length() : end;
    }
}
