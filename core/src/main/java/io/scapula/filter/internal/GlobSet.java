package io.scapula.filter.internal;

import java.util.ArrayList;
import java.util.List;

/** The set of characters between the brackets of a glob. */
final class GlobSet {
    private final List<int[]> ranges = new ArrayList<>();
    private final List<String> classes = new ArrayList<>();
    private final boolean foldCase;
    private boolean negated;

    private GlobSet(boolean foldCase) {
        this.foldCase = foldCase;
    }

    /**
     * Where the bracket closes that was opened just before the start; -1 if it does not. A closing bracket in first place,
     * behind a backslash or within a class such as {@code [:digit:]} belongs to the set.
     */
    static int end(String pattern, int start) {
        int index = start;
        if (index < pattern.length() && isNegation(pattern.charAt(index))) {
            index++;
        }
        boolean first = true;
        while (index < pattern.length()) {
            char unit = pattern.charAt(index);
            if (unit == ']' && !first) {
                return index;
            }
            first = false;
            int classEnd = classEnd(pattern, index);
            index = classEnd > 0 ? classEnd : unit == '\\' ? index + 2 : index + 1;
        }
        return -1;
    }

    /** The set between start and end, as {@link #end} found it. */
    static GlobSet parse(String pattern, int start, int end, boolean foldCase) {
        GlobSet set = new GlobSet(foldCase);
        int index = start;
        if (isNegation(pattern.charAt(index))) {
            set.negated = true;
            index++;
        }
        while (index < end) {
            int classEnd = classEnd(pattern, index);
            if (classEnd > 0 && classEnd <= end) {
                set.classes.add(pattern.substring(index + 2, classEnd - 2));
                index = classEnd;
                continue;
            }
            index = skipEscape(pattern, index, end);
            int low = pattern.codePointAt(index);
            index += Character.charCount(low);
            int high = low;
            if (index + 1 < end && pattern.charAt(index) == '-') {
                index = skipEscape(pattern, index + 1, end);
                high = pattern.codePointAt(index);
                index += Character.charCount(high);
            }
            set.ranges.add(new int[] {low, high});
        }
        return set;
    }

    private static int skipEscape(String pattern, int index, int end) {
        return pattern.charAt(index) == '\\' && index + 1 < end ? index + 1 : index;
    }

    private static boolean isNegation(char unit) {
        return unit == '!' || unit == '^';
    }

    /** Index behind {@code [:name:]} if it stands here, or -1. */
    private static int classEnd(String pattern, int index) {
        if (!pattern.startsWith("[:", index)) {
            return -1;
        }
        int end = index + 2;
        while (end < pattern.length() && Character.isLetter(pattern.charAt(end))) {
            end++;
        }
        return pattern.startsWith(":]", end) ? end + 2 : -1;
    }

    boolean contains(int codePoint) {
        return negated != (containsExactly(codePoint) || (foldCase && containsExactly(otherCase(codePoint))));
    }

    private static int otherCase(int codePoint) {
        if (codePoint >= 'a' && codePoint <= 'z') {
            return codePoint - ('a' - 'A');
        }
        return Glob.fold(codePoint, true);
    }

    private boolean containsExactly(int codePoint) {
        for (int index = 0; index < ranges.size(); index++) {
            int[] range = ranges.get(index);
            if (codePoint >= range[0] && codePoint <= range[1]) {
                return true;
            }
        }
        for (int index = 0; index < classes.size(); index++) {
            if (isIn(classes.get(index), codePoint)) {
                return true;
            }
        }
        return false;
    }

    /** The classes as the C locale has them: ASCII only. */
    private static boolean isIn(String name, int codePoint) {
        boolean digit = codePoint >= '0' && codePoint <= '9';
        boolean lower = codePoint >= 'a' && codePoint <= 'z';
        boolean upper = codePoint >= 'A' && codePoint <= 'Z';
        boolean visible = codePoint > ' ' && codePoint < 0x7F;
        return switch (name) {
            case "alnum" -> digit || lower || upper;
            case "alpha" -> lower || upper;
            case "blank" -> codePoint == ' ' || codePoint == '\t';
            case "cntrl" -> codePoint < ' ' || codePoint == 0x7F;
            case "digit" -> digit;
            case "graph" -> visible;
            case "lower" -> lower;
            case "print" -> visible || codePoint == ' ';
            case "punct" -> visible && !digit && !lower && !upper;
            case "space" -> codePoint == ' ' || (codePoint >= '\t' && codePoint <= '\r');
            case "upper" -> upper;
            case "xdigit" -> digit || (codePoint >= 'a' && codePoint <= 'f') || (codePoint >= 'A' && codePoint <= 'F');
            default -> false;
        };
    }
}
