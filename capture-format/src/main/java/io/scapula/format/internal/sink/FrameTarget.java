package io.scapula.format.internal.sink;

import java.io.Closeable;
import java.io.IOException;

/** Takes the bytes of a capture in frames that begin where a block begins. */
public interface FrameTarget extends Closeable {
    /** Takes the first bytes of the array. */
    void write(byte[] bytes, int length) throws IOException;

    /** Everything was written: puts what belongs behind it. The stream below stays open. */
    void finish() throws IOException;

    /** Gives back what the compression needed; neither finishes nor closes the stream below. */
    @Override
    void close() throws IOException;
}
