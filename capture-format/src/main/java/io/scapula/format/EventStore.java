package io.scapula.format;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a capture's events, to come back to in any order. An uncompressed file is its own store; of a compressed
 * one, and of a stream, the blocks are kept as they are read, and can be {@linkplain #save saved} in pieces that are
 * compressed each for itself.
 *
 * <p>Filled by one thread; after that any number of threads fetch from it, each with a {@link StoredEvent} of its own.
 */
public final class EventStore implements Closeable {
    private static final int WINDOW_BITS = 30;
    private static final int CHUNK_BITS = 20;
    /** A window and the block that reaches over its end are mapped together, in one buffer. */
    public static final int MOST_BLOCK_BYTES = Integer.MAX_VALUE - (1 << WINDOW_BITS);

    private final OffHeapMemory memory;
    private final @Nullable FileChannel channel;
    private final int bits;
    private final List<ByteBuffer> pieces = new ArrayList<>();
    private final @Nullable SavedPieces saved;
    private @Nullable ByteBuffer chunk;
    private int filled;

    private EventStore(OffHeapMemory memory, @Nullable FileChannel channel, int bits, @Nullable SavedPieces saved) {
        this.memory = memory;
        this.channel = channel;
        this.bits = bits;
        this.saved = saved;
    }

    /**
     * A store of a file that is not compressed.
     *
     * @param memory gives the mapped windows back
     * @param limits tell how long a block can be; at most {@value #MOST_BLOCK_BYTES} bytes
     */
    public static EventStore ofFile(Path path, OffHeapMemory memory, ReadLimits limits) throws IOException {
        if (limits.maxBlockBytes() > MOST_BLOCK_BYTES) {
            throw new IllegalArgumentException("blocks of " + limits.maxBlockBytes() + " bytes do not fit a window");
        }
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        EventStore store = new EventStore(memory, channel, WINDOW_BITS, null);
        try {
            long size = channel.size();
            // Blocks that begin in a window end in it: windows overlap by the longest.
            for (long offset = 0; offset < size; offset += 1L << WINDOW_BITS) {
                long bytes = Math.min(size - offset, (1L << WINDOW_BITS) + limits.maxBlockBytes());
                store.pieces.add(memory.map(channel, offset, bytes));
            }
            return store;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** An empty store, for what cannot be read twice. */
    public static EventStore inMemory(OffHeapMemory memory) {
        return new EventStore(memory, null, CHUNK_BITS, null);
    }

    /**
     * A store that was {@linkplain #save saved}.
     *
     * @param file stays open as long as the store is used
     * @throws IOException if the file holds no such store
     */
    public static EventStore ofSaved(MappedFile file, OffHeapMemory memory) throws IOException {
        return new EventStore(memory, null, CHUNK_BITS, SavedPieces.of(file));
    }

    /** Whether events can be read where they are; otherwise their piece is decompressed. */
    boolean isAddressable() {
        return saved == null;
    }

    /** Whether the capture itself is the store, so that there is nothing to save. */
    public boolean isCaptureItself() {
        return channel != null;
    }

    /** Writes everything that is kept, for {@link #ofSaved}. */
    public void save(WritableByteChannel target) throws IOException {
        if (isCaptureItself() || saved != null) {
            throw new IllegalStateException("the events are in a file already");
        }
        SavedPieces.write(pieces, target);
    }

    /**
     * Keeps the event that the cursor stands at.
     *
     * @return the position to fetch it from
     */
    public long keep(EventCursor cursor) throws IOException {
        if (channel != null) {
            return cursor.byteOffset();
        }
        int length = cursor.blockLength();
        ByteBuffer target = chunk;
        if (target == null || target.capacity() - filled < length) {
            target = memory.allocate(Math.max(length, 1 << CHUNK_BITS));
            chunk = target;
            pieces.add(target);
            filled = 0;
        }
        target.put(filled, cursor.blockBuffer(), cursor.blockStart(), length);
        long position = ((long) (pieces.size() - 1) << CHUNK_BITS) + filled;
        filled += length;
        return position;
    }

    /** Which piece the position is in. */
    int pieceOf(long position) {
        return (int) (position >>> bits);
    }

    /** The bytes of a piece; of a saved store they are decompressed, so whoever needs them again keeps them. */
    ByteBuffer piece(int index) {
        return saved == null ? pieces.get(index) : saved.get(index);
    }

    /** Where in its piece the position is. */
    int offset(long position) {
        return (int) (position & (1L << bits) - 1);
    }

    /** Closes the file; the memory belongs to whoever gave it. */
    @Override
    public void close() throws IOException {
        pieces.clear();
        chunk = null;
        if (channel != null) {
            channel.close();
        }
    }
}
