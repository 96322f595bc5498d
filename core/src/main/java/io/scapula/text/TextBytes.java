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

    static boolean isPrintable(String text) {
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
