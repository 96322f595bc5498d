package io.scapula.table.render;

import java.util.ArrayList;
import java.util.List;

/** Sentences broken into lines. */
final class WrappedText {
    private WrappedText() {}

    /**
     * Breaks a text between words; a word that is longer than a line is broken as well.
     *
     * @param width columns of the terminal, at least 2
     * @param most  so many lines; what is left is cut, marked by {@code …}
     * @return one line at least
     */
    static List<String> lines(String text, int width, int most) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (DisplayWidth.of(rest) > width && lines.size() < most - 1) {
            int end = fitting(rest, width);
            int blank = rest.lastIndexOf(' ', end);
            if (blank > 0) {
                lines.add(rest.substring(0, blank));
                rest = rest.substring(blank + 1);
            } else {
                lines.add(rest.substring(0, end));
                rest = rest.substring(end);
            }
        }
        lines.add(DisplayWidth.cut(rest, width));
        return lines;
    }

    /** How many characters fit. */
    private static int fitting(String text, int width) {
        int room = width;
        int end = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            room -= DisplayWidth.of(codePoint);
            if (room < 0) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return end;
    }
}
