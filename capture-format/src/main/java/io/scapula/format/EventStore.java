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
 * The bytes of a capture's events, to come back to in any order. An uncompressed file is its own store, and so is one in
 * {@linkplain OutputCompression#SEEKABLE_ZSTD seekable zstd}; of any other, and of a stream, the blocks are kept as they are
 * read, and can be {@linkplain #save saved} in pieces that are compressed each for itself.
 *
 * <p>Filled by one thread; after that any number of threads fetch from it, each with a {@link StoredEvent} of its own.
 */
public final class EventStore implements Closeable {
    private static final int WINDOW_BITS = 30;
    private static final int CHUNK_BITS = 20;
    /** A window and the block that reaches over its end are mapped together, in one buffer. */
    private static final int MOST_BLOCK_BYTES = Integer.MAX_VALUE - (1 << WINDOW_BITS);

    private final OffHeapMemory memory;
    private final @Nullable FileChannel channel;
    private final int bits;
    private final List<ByteBuffer> pieces = new ArrayList<>();
    private final @Nullable SavedPieces saved;
    private final @Nullable SeekableFrames frames;
    private @Nullable ByteBuffer chunk;
    private int filled;

    private EventStore(
            OffHeapMemory memory,
            @Nullable FileChannel channel,
            int bits,
            @Nullable SavedPieces saved,
            @Nullable SeekableFrames frames) {
        this.memory = memory;
        this.channel = channel;
        this.bits = bits;
        this.saved = saved;
        this.frames = frames;
    }

    /**
     * A store of a file that is its own.
     *
     * @param memory gives the mapped windows back
     * @param limits tell how long a block can be
     * @return {@code null} if it is not: it is compressed in one piece, or its blocks may be too long, or the table of its
     *     frames is damaged
     */
    public static @Nullable EventStore ofCapture(
            Path path, Compression compression, OffHeapMemory memory, ReadLimits limits) throws IOException {
        return switch (compression) {
            case NONE -> limits.maxBlockBytes() > MOST_BLOCK_BYTES ? null : ofFile(path, memory, limits);
            case ZSTD -> {
                SeekableFrames frames = SeekableFrames.open(path, false);
                yield frames == null ? null : new EventStore(memory, null, 0, null, frames);
            }
            case GZIP -> null;
        };
    }

    /**
     * The store that {@link #ofCapture} gave of the same file.
     *
     * @throws IOException if it is not its own store
     */
    public static EventStore ofIndexedCapture(Path path, OffHeapMemory memory, ReadLimits limits) throws IOException {
        SeekableFrames frames = SeekableFrames.open(path, true);
        if (frames == null && limits.maxBlockBytes() > MOST_BLOCK_BYTES) {
            throw new IOException("blocks of " + limits.maxBlockBytes() + " bytes do not fit a window");
        }
        return frames == null ? ofFile(path, memory, limits) : new EventStore(memory, null, 0, null, frames);
    }

    /** A file that is not compressed. */
    private static EventStore ofFile(Path path, OffHeapMemory memory, ReadLimits limits) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        EventStore store = new EventStore(memory, channel, WINDOW_BITS, null, null);
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
        return new EventStore(memory, null, CHUNK_BITS, null, null);
    }

    /**
     * A store that was {@linkplain #save saved}.
     *
     * @param file stays open as long as the store is used
     * @throws IOException if the file holds no such store
     */
    public static EventStore ofSaved(MappedFile file, OffHeapMemory memory) throws IOException {
        return new EventStore(memory, null, CHUNK_BITS, SavedPieces.of(file), null);
    }

    /** Whether events can be read where they are; otherwise their piece is decompressed. */
    boolean isAddressable() {
        return saved == null && frames == null;
    }

    /** Whether the capture itself is the store, so that there is nothing to save. */
    public boolean isCaptureItself() {
        return channel != null || frames != null;
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
        if (isCaptureItself()) {
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
        return frames == null ? (int) (position >>> bits) : frames.frameOf(position);
    }

    /** The bytes of a piece; compressed ones are decompressed, so whoever needs them again keeps them. */
    ByteBuffer piece(int index) {
        if (frames != null) {
            return ByteBuffer.wrap(frames.get(index));
        }
        return saved == null ? pieces.get(index) : saved.get(index);
    }

    /** Where in its piece the position is. */
    int offset(long position) {
        return frames == null
                ? (int) (position & (1L << bits) - 1)
                : (int) (position - frames.start(frames.frameOf(position)));
    }

    /** The bytes of a block, if they are not all in the piece that it begins in; else {@code null}. */
    @Nullable
    ByteBuffer blockAcross(long position, ByteBuffer piece) {
        return frames == null || SeekableFrames.holdsBlock(piece, offset(position))
                ? null
                : frames.blockAcross(position, piece.order());
    }

    /** Closes the file; the memory belongs to whoever gave it. */
    @Override
    public void close() throws IOException {
        pieces.clear();
        chunk = null;
        if (channel != null) {
            channel.close();
        }
        if (frames != null) {
            frames.close();
        }
    }
}
