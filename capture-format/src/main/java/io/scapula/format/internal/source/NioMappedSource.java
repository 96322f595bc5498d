package io.scapula.format.internal.source;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** An uncompressed file, mapped by the JDK in windows of at most {@value #WINDOW_BYTES} bytes. */
final class NioMappedSource extends MappedSource {
    static final int WINDOW_BYTES = 1 << 30;

    private final FileChannel channel;
    private final int windowBytes;

    NioMappedSource(FileChannel channel, int windowBytes) throws IOException {
        super(channel.size());
        this.channel = channel;
        this.windowBytes = windowBytes;
    }

    @Override
    void mapAt(long offset, int length) throws IOException {
        long bytes = Math.min(size() - offset, Math.max(length, windowBytes));
        moveWindow(channel.map(FileChannel.MapMode.READ_ONLY, offset, bytes), offset, (int) bytes);
    }

    @Override
    public void close() throws IOException {
        dropWindow();
        channel.close();
    }
}
