package io.scapula.text;

import io.scapula.format.CaptureText;

/** Appends text from the bytes of a capture. */
final class TextBytes {
    private TextBytes() {}

    /** The text up to its NUL, as it is. */
    static void append(StringBuilder out, byte[] bytes, int from, int to) {
        int end = end(bytes, from, to);
        if (isAscii(bytes, from, end)) {
            for (int index = from; index < end; index++) {
                out.append((char) bytes[index]);
            }
        } else {
            out.append(CaptureText.decode(bytes, from, end - from));
        }
    }

    /** The text up to its NUL, without the bytes that are not printable ASCII. */
    static void appendClean(StringBuilder out, byte[] bytes, int from, int to) {
        int end = end(bytes, from, to);
        for (int index = from; index < end; index++) {
            if (BufferText.isPrintable(bytes[index])) {
                out.append((char) bytes[index]);
            }
        }
    }

    /** A text, without what is not printable ASCII. */
    static void appendClean(StringBuilder out, String text) {
        if (isPrintable(text)) {
            out.append(text);
            return;
        }
        for (int index = 0; index < text.length(); index++) {
            char unit = text.charAt(index);
            if (unit >= ' ' && unit < 0x7F) {
                out.append(unit);
            }
        }
    }

    /** A text, with a dot for each byte that is not printable ASCII. */
    static void appendDotted(StringBuilder out, String text) {
        if (isPrintable(text)) {
            out.append(text);
            return;
        }
        for (byte value : CaptureText.encode(text)) {
            out.append(BufferText.isPrintable(value) ? (char) value : '.');
        }
    }

    private static boolean isPrintable(String text) {
        for (int index = 0; index < text.length(); index++) {
            char unit = text.charAt(index);
            if (unit < ' ' || unit >= 0x7F) {
                return false;
            }
        }
        return true;
    }

    static int end(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] != 0) {
            end++;
        }
        return end;
    }

    private static boolean isAscii(byte[] bytes, int from, int to) {
        int all = 0;
        for (int index = from; index < to; index++) {
            all |= bytes[index];
        }
        return all >= 0;
    }
}
