package io.scapula.format.internal;

import java.util.ArrayList;
import java.util.List;

/** Lists of texts whose elements end with a NUL each; the last NUL is sometimes missing. */
public final class NulSeparated {
    private NulSeparated() {}

    /** The elements; an empty text has none. */
    public static List<String> split(String text) {
        List<String> elements = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\0', start);
            if (end < 0) {
                end = text.length();
            }
            elements.add(text.substring(start, end));
            start = end + 1;
        }
        return elements;
    }
}
