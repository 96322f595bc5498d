package io.scapula.format.internal.source;

import io.scapula.format.Compression;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An uncompressed file of which one piece at a time is mapped. */
abstract class MappedSource extends ByteSource {
    private final long size;

    MappedSource(long size) {
        super(nothing());
        this.size = size;
    }

    private static ByteBuffer nothing() {
        return ByteBuffer.allocateDirect(0).asReadOnlyBuffer();
    }

    /** Maps a piece that holds the bytes from the offset on, as many as are wanted or the file has. */
    abstract void mapAt(long offset, int length) throws IOException;

    @Override
    public final int require(long offset, int length) throws IOException {
        if (offset >= size) {
            return 0;
        }
        long mappedEnd = windowOffset() + windowEnd();
        if (mappedEnd - offset < length && mappedEnd < size) {
            mapAt(offset, length);
            mappedEnd = windowOffset() + windowEnd();
        }
        return (int) Math.max(0, mappedEnd - offset);
    }

    /** Lets go of the window; nothing can be read from it any longer. */
    final void dropWindow() {
        moveWindow(nothing(), 0, 0);
    }

    final long size() {
        return size;
    }

    @Override
    public final Compression compression() {
        return Compression.NONE;
    }

    @Override
    public final long storedBytesRead() {
        return Math.min(size, windowOffset() + windowEnd());
    }

    @Override
    public final long storedBytes() {
        return size;
    }
}
