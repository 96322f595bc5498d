package io.scapula.format;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole file, mapped for reading. Slices must not be used after {@link #close()}: their memory is gone. A file that is
 * cut by somebody else meanwhile ends in an {@link InternalError} where it is read.
 */
public final class MappedFile implements Closeable {
    private static final int WINDOW_BITS = 30;
    private static final long WINDOW = 1L << WINDOW_BITS;

    private final Path path;
    private final long size;
    private final FileChannel channel;
    private final OffHeapMemory memory;
    private final List<ByteBuffer> windows = new ArrayList<>();

    private MappedFile(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        this.size = channel.size();
        this.memory = OffHeapMemory.forMapping();
        // Windows overlap, so that a slice of up to the size of one begins and ends in the same.
        for (long offset = 0; offset < size; offset += WINDOW) {
            windows.add(memory.map(channel, offset, Math.min(size - offset, Integer.MAX_VALUE)));
        }
    }

    /** Maps the file as long as it is now. */
    public static MappedFile open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new MappedFile(path, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Its length in bytes. */
    public long size() {
        return size;
    }

    /**
     * A part of the file, of at most 1 GiB.
     *
     * @throws IndexOutOfBoundsException if it is longer, or not within the file
     */
    public ByteBuffer slice(long offset, int length) {
        if (offset < 0 || length < 0 || length > WINDOW || offset > size - length) {
            throw new IndexOutOfBoundsException(
                    length + " bytes at " + offset + " of a file of " + size + " bytes: " + path);
        }
        if (length == 0) {
            return ByteBuffer.allocate(0);
        }
        return windows.get((int) (offset >>> WINDOW_BITS)).slice((int) (offset & WINDOW - 1), length);
    }

    /** Gives the mapping back and closes the file. */
    @Override
    public void close() throws IOException {
        windows.clear();
        try {
            memory.close();
        } finally {
            channel.close();
        }
    }
}
