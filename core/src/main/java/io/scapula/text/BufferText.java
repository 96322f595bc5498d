package io.scapula.text;

import java.util.Arrays;
import java.util.Base64;

/**
 * Appends the bytes of data buffers as {@link BufferFormat} says. Holds buffers of its own: for one thread.
 *
 * <p>{@link BufferFormat#PRINTABLE} and the columns of the hexadecimal forms show printable ASCII only, so nothing that a
 * terminal would obey gets through; {@link BufferFormat#ASCII} adds line feeds.
 */
public final class BufferText {
    private static final char[] DIGITS = "0123456789abcdef".toCharArray();
    private static final int BYTES_A_LINE = 16;

    private final BufferFormat format;
    private char[] characters = new char[256];

    /** Appends in this format. */
    public BufferText(BufferFormat format) {
        this.format = format;
    }

    /** Appends the bytes of an array from one position up to another; nothing at all if there are none. */
    public void append(StringBuilder out, byte[] bytes, int from, int to) {
        if (from >= to) {
            return;
        }
        switch (format) {
            case PRINTABLE -> appendPrintable(out, bytes, from, to);
            case ASCII -> appendAscii(out, bytes, from, to);
            case HEX -> appendHex(out, bytes, from, to, false);
            case HEX_ASCII -> appendHex(out, bytes, from, to, true);
            case BASE64 -> appendBase64(out, bytes, from, to);
        }
    }

    private void appendPrintable(StringBuilder out, byte[] bytes, int from, int to) {
        int length = to - from;
        if (characters.length < length) {
            characters = new char[Math.max(length, 2 * characters.length)];
        }
        char[] target = characters;
        for (int index = 0; index < length; index++) {
            target[index] = printable(bytes[from + index]);
        }
        out.append(target, 0, length);
    }

    private static char printable(byte value) {
        return isPrintable(value) ? (char) value : '.';
    }

    static boolean isPrintable(byte value) {
        return value >= ' ' && value < 0x7F;
    }

    private static void appendAscii(StringBuilder out, byte[] bytes, int from, int to) {
        out.append('\n');
        for (int index = from; index < to; index++) {
            byte value = bytes[index];
            if (isPrintable(value)) {
                out.append((char) value);
            } else if (value == '\r' || (value == '\n' && index > from && bytes[index - 1] != '\r')) {
                out.append('\n');
            }
        }
    }

    private static void appendHex(StringBuilder out, byte[] bytes, int from, int to, boolean withText) {
        for (int line = from; line < to; line += BYTES_A_LINE) {
            out.append("\n\t0x");
            for (int shift = 12; shift >= 0; shift -= 4) {
                out.append(DIGITS[line - from >>> shift & 0xF]);
            }
            out.append(':');
            int end = Math.min(to, line + BYTES_A_LINE);
            for (int index = line; index < end; index++) {
                if ((index - line & 1) == 0) {
                    out.append(' ');
                }
                out.append(DIGITS[bytes[index] >> 4 & 0xF]).append(DIGITS[bytes[index] & 0xF]);
            }
            if (withText) {
                appendTextColumn(out, bytes, line, end);
            }
        }
        out.append('\n');
    }

    /** Whole groups that are missing are filled up; half a group at the end moves the column, as it does in sysdig. */
    private static void appendTextColumn(StringBuilder out, byte[] bytes, int from, int to) {
        for (int missing = BYTES_A_LINE - (to - from) >> 1; missing > 0; missing--) {
            out.append("     ");
        }
        out.append("  ");
        for (int index = from; index < to; index++) {
            out.append(printable(bytes[index]));
        }
    }

    private static void appendBase64(StringBuilder out, byte[] bytes, int from, int to) {
        byte[] encoded = Base64.getEncoder().encode(Arrays.copyOfRange(bytes, from, to));
        for (byte value : encoded) {
            out.append((char) value);
        }
    }
}
