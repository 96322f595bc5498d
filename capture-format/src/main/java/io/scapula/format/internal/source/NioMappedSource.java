package io.scapula.format.internal.source;

import io.scapula.format.Compression;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** An uncompressed file, mapped by the JDK in windows of at most {@value #WINDOW_BYTES} bytes. */
final class NioMappedSource extends ByteSource {
    static final int WINDOW_BYTES = 1 << 30;

    private final FileChannel channel;
    private final long size;
    private final int windowBytes;
    private ByteBuffer window = ByteBuffer.allocateDirect(0).asReadOnlyBuffer();
    private long windowOffset;

    NioMappedSource(FileChannel channel, int windowBytes) throws IOException {
        this.channel = channel;
        this.size = channel.size();
        this.windowBytes = windowBytes;
    }

    @Override
    public int require(long offset, int length) throws IOException {
        long available = windowOffset + window.capacity() - offset;
        if (offset >= windowOffset && (available >= length || windowOffset + window.capacity() == size)) {
            return (int) Math.max(0, available);
        }
        long bytes = Math.min(size - offset, Math.max(length, windowBytes));
        if (bytes <= 0) {
            return 0;
        }
        window = channel.map(FileChannel.MapMode.READ_ONLY, offset, bytes).order(window.order());
        windowOffset = offset;
        return (int) bytes;
    }

    @Override
    public ByteBuffer window() {
        return window;
    }

    @Override
    public long windowOffset() {
        return windowOffset;
    }

    @Override
    public int windowEnd() {
        return window.capacity();
    }

    @Override
    public Compression compression() {
        return Compression.NONE;
    }

    @Override
    public long storedBytesRead() {
        return Math.min(size, windowOffset + window.capacity());
    }

    @Override
    public long storedBytes() {
        return size;
    }

    @Override
    public void close() throws IOException {
        window = ByteBuffer.allocateDirect(0).asReadOnlyBuffer();
        channel.close();
    }
}
