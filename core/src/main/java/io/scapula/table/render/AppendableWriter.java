package io.scapula.table.render;

import java.io.IOException;
import java.io.Writer;
import java.nio.CharBuffer;

/** Lets something that wants a {@link Writer} write to an {@link Appendable}; closes and flushes nothing. */
final class AppendableWriter extends Writer {
    private final Appendable out;

    AppendableWriter(Appendable out) {
        this.out = out;
    }

    @Override
    public void write(char[] buffer, int offset, int length) throws IOException {
        if (out instanceof Writer writer) {
            writer.write(buffer, offset, length);
        } else {
            out.append(CharBuffer.wrap(buffer, offset, length));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
