package io.scapula.cli;

import io.scapula.format.CaptureText;
import io.scapula.table.render.TerminalText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
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
    private final ByteBuffer encoded = ByteBuffer.wrap(buffer);
    /** Its inner loop is one that compilers know; that for ASCII became one only with Java 18. */
    private final CharsetEncoder latin1 = StandardCharsets.ISO_8859_1.newEncoder();

    private char[] characters = new char[1 << 9];
    private CharBuffer unencoded = CharBuffer.wrap(characters);
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
            write(new StringBuilder(TerminalText.escapeLines(line.toString())));
        } else {
            write(line);
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

    private void write(StringBuilder text) throws IOException {
        int length = text.length();
        if (characters.length < length) {
            characters = new char[Math.max(length, 2 * characters.length)];
            unencoded = CharBuffer.wrap(characters);
        }
        text.getChars(0, length, characters, 0);
        if (length <= buffer.length && writeAscii(length)) {
            return;
        }
        for (int index = 0; index < length; index++) {
            if (characters[index] >= 0x80) {
                index = writeOther(characters, length, index);
            } else {
                put((byte) characters[index]);
            }
        }
    }

    /** Writes the characters if all of them are ASCII; nothing otherwise. */
    private boolean writeAscii(int length) throws IOException {
        if (length > buffer.length - used) {
            drain();
        }
        unencoded.limit(length).position(0);
        encoded.position(used);
        latin1.reset().encode(unencoded, encoded, false);
        if (unencoded.hasRemaining() || !isAscii(used, used + length)) {
            return false;
        }
        used += length;
        return true;
    }

    private boolean isAscii(int from, int to) {
        int index = from;
        long all = 0;
        for (; index <= to - Long.BYTES; index += Long.BYTES) {
            all |= encoded.getLong(index);
        }
        for (; index < to; index++) {
            all |= buffer[index];
        }
        return (all & 0x8080808080808080L) == 0;
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
