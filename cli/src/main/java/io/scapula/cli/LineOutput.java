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
    private int used;

    LineOutput(OutputStream out, boolean isTerminal, boolean unbuffered) {
        this.out = out;
        this.isTerminal = isTerminal;
        this.unbuffered = unbuffered;
    }

    /** Writes a line and its line feed. */
    void line(CharSequence line) throws IOException {
        if (isTerminal) {
            // What a format puts on several lines stays there.
            write(TerminalText.escapeLines(line.toString()));
        } else {
            write(line);
        }
        put((byte) '\n');
        if (unbuffered) {
            flush();
        }
    }

    private void write(CharSequence text) throws IOException {
        int length = text.length();
        for (int index = 0; index < length; index++) {
            char unit = text.charAt(index);
            if (unit >= 0x80) {
                index = writeOther(text, index);
            } else {
                put((byte) unit);
            }
        }
    }

    private int writeOther(CharSequence text, int index) throws IOException {
        char unit = text.charAt(index);
        if (CaptureText.isInvalidByte(unit)) {
            put((byte) unit);
            return index;
        }
        int codePoint = Character.codePointAt(text, index);
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
