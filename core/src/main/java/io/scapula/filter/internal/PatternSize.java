package io.scapula.filter.internal;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How large a regular expression becomes once its counted repetitions are written out, which the compiler does without
 * asking how often they are nested.
 */
final class PatternSize {
    static final long LARGEST = 100_000;

    /** Size of the groups around the place, without the one the place is in. */
    private final Deque<Long> outer = new ArrayDeque<>();

    private final String pattern;
    private int index;
    private long size;
    private long lastAtom;

    private PatternSize(String pattern) {
        this.pattern = pattern;
    }

    /** An upper bound of the size, or anything if the pattern is none. */
    static long of(String pattern) {
        return new PatternSize(pattern).measure();
    }

    private long measure() {
        while (index < pattern.length() && size <= LARGEST) {
            char unit = pattern.charAt(index);
            switch (unit) {
                case '(' -> {
                    outer.push(size);
                    size = 0;
                    lastAtom = 0;
                    index++;
                }
                case ')' -> {
                    lastAtom = size + 1;
                    size = lastAtom + (outer.isEmpty() ? 0 : outer.pop());
                    index++;
                }
                case '{' -> repeat();
                case '[' -> atom(classEnd());
                case '\\' -> escape();
                default -> atom(index + 1);
            }
        }
        return size;
    }

    private void atom(int end) {
        lastAtom = 1;
        size++;
        index = end;
    }

    private void escape() {
        if (pattern.startsWith("\\Q", index)) {
            int end = pattern.indexOf("\\E", index);
            int quoted = (end < 0 ? pattern.length() : end) - index;
            size += quoted;
            lastAtom = 1;
            index += quoted + (end < 0 ? 0 : 2);
        } else {
            atom(Math.min(index + 2, pattern.length()));
        }
    }

    /** {@code {n}}, {@code {n,}} or {@code {n,m}} repeats the last atom; any other brace is a character. */
    private void repeat() {
        int end = index + 1;
        long most = 0;
        long number = 0;
        while (end < pattern.length() && (isDigit(pattern.charAt(end)) || pattern.charAt(end) == ',')) {
            number = pattern.charAt(end) == ',' ? 0 : Math.min(LARGEST, number * 10 + pattern.charAt(end) - '0');
            most = Math.max(most, number);
            end++;
        }
        if (end == index + 1 || end == pattern.length() || pattern.charAt(end) != '}') {
            atom(index + 1);
            return;
        }
        long repeated = lastAtom * (most + 1);
        size += repeated - lastAtom;
        lastAtom = repeated;
        index = end + 1;
    }

    private static boolean isDigit(char unit) {
        return unit >= '0' && unit <= '9';
    }

    /** Index behind the set that begins here. */
    private int classEnd() {
        int end = index + 1;
        if (pattern.startsWith("^", end)) {
            end++;
        }
        boolean first = true;
        while (end < pattern.length() && (first || pattern.charAt(end) != ']')) {
            first = false;
            int named = pattern.startsWith("[:", end) ? pattern.indexOf(":]", end + 2) : -1;
            end = named > 0 ? named + 2 : end + (pattern.charAt(end) == '\\' ? 2 : 1);
        }
        return Math.min(end + 1, pattern.length());
    }
}
