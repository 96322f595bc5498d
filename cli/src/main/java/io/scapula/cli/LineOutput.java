package io.scapula.cli;

import io.scapula.format.CaptureText;
import io.scapula.table.render.TerminalText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes lines as UTF-8 through a large buffer. Bytes of a capture that are no UTF-8 come out as they went in; for a
 * terminal everything is escaped that could steer it.
 */
final class LineOutput implements AutoCloseable {
    private final OutputStream out;
    private final boolean isTerminal;
    private final boolean unbuffered;
    private final byte[] buffer = new byte[1 << 16];
    private char[] characters = new char[1 << 9];
    private int used;

    LineOutput(OutputStream out, boolean isTerminal, boolean unbuffered) {
        this.out = out;
        this.isTerminal = isTerminal;
        this.unbuffered = unbuffered;
    }

    /** Writes a line and its line feed. */
    void line(StringBuilder line) throws IOException {
        if (isTerminal) {
            // What a format puts on several lines stays there.
            String escaped = TerminalText.escapeLines(line.toString());
            write(escaped.toCharArray(), escaped.length());
        } else {
            int length = line.length();
            if (characters.length < length) {
                characters = new char[Math.max(length, 2 * characters.length)];
            }
            line.getChars(0, length, characters, 0);
            write(characters, length);
        }
        put((byte) '\n');
        if (unbuffered) {
            flush();
        }
    }

    /** Writes a line and its line feed. */
    void line(String line) throws IOException {
        line(new StringBuilder(line));
    }

    private void write(char[] text, int length) throws IOException {
        if (length <= buffer.length && isAscii(text, length)) {
            if (length > buffer.length - used) {
                drain();
            }
            for (int index = 0; index < length; index++) {
                buffer[used + index] = (byte) text[index];
            }
            used += length;
            return;
        }
        for (int index = 0; index < length; index++) {
            if (text[index] >= 0x80) {
                index = writeOther(text, length, index);
            } else {
                put((byte) text[index]);
            }
        }
    }

    private static boolean isAscii(char[] text, int length) {
        int all = 0;
        for (int index = 0; index < length; index++) {
            all |= text[index];
        }
        return all < 0x80;
    }

    /** The index of the last character of what was written. */
    private int writeOther(char[] text, int length, int index) throws IOException {
        char unit = text[index];
        if (CaptureText.isInvalidByte(unit)) {
            put((byte) unit);
            return index;
        }
        int codePoint = Character.codePointAt(text, index, length);
        for (byte one : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
            put(one);
        }
        return index + Character.charCount(codePoint) - 1;
    }

    private void put(byte one) throws IOException {
        if (used == buffer.length) {
            drain();
        }
        buffer[used++] = one;
    }

    private void drain() throws IOException {
        out.write(buffer, 0, used);
        used = 0;
    }

    void flush() throws IOException {
        drain();
        out.flush();
    }

    @Override
    public void close() throws IOException {
        try (out) {
            flush();
        }
    }
}
