package io.scapula.filter.internal;

import io.scapula.format.CaptureText;
import java.util.Arrays;

/** Comparisons of texts that {@link String} lacks: texts are the bytes of a capture, case is that of ASCII. */
public final class TextComparison {
    private TextComparison() {}

    /** Compares by bytes, as strcmp(3) does. */
    public static int byBytes(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int index = 0; index < length; index++) {
            char leftUnit = left.charAt(index);
            char rightUnit = right.charAt(index);
            if (leftUnit != rightUnit) {
                return leftUnit < 0x80 && rightUnit < 0x80
                        ? leftUnit - rightUnit
                        : Arrays.compareUnsigned(CaptureText.encode(left), CaptureText.encode(right));
            }
        }
        return left.length() - right.length();
    }

    /** Whether the text contains the other, letters compared without case. */
    public static boolean containsIgnoringCase(String text, String other) {
        int last = text.length() - other.length();
        for (int start = 0; start <= last; start++) {
            if (startsIgnoringCase(text, start, other)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsIgnoringCase(String text, int start, String other) {
        for (int index = 0; index < other.length(); index++) {
            if (Glob.fold(text.charAt(start + index), true) != Glob.fold(other.charAt(index), true)) {
                return false;
            }
        }
        return true;
    }

    /** Where the bytes contain the others first; -1 if they don't. */
    public static int indexOf(byte[] bytes, byte[] others) {
        if (others.length == 0) {
            return 0;
        }
        byte first = others[0];
        for (int start = 0; start <= bytes.length - others.length; start++) {
            if (bytes[start] == first && startsWith(bytes, start, others)) {
                return start;
            }
        }
        return -1;
    }

    /** Whether the others stand in the bytes from the start on. */
    public static boolean startsWith(byte[] bytes, int start, byte[] others) {
        return start >= 0
                && others.length <= bytes.length - start
                && Arrays.equals(bytes, start, start + others.length, others, 0, others.length);
    }

    /** The text without the NULs at its end. */
    public static String withoutTrailingNuls(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == 0) {
            end--;
        }
        return end == text.length() ? text : text.substring(0, end);
    }
}
