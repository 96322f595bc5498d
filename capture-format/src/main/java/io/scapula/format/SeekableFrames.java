package io.scapula.format;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.scapula.format.internal.SeekTable;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A capture in seekable zstd, as the store of its own events: the frame that holds one is decompressed when it is asked for.
 *
 * <p>Whoever made the file decides what its table says, so nothing is believed that the frames themselves don't say too.
 */
final class SeekableFrames implements Closeable {
    /** Frames that are much longer make a slow store; and it is the most that one claims in memory. */
    private static final int MOST_FRAME_BYTES = 64 << 20;

    /** A block of a frame is at most this long, and takes four bytes at least. */
    private static final int MOST_ZSTD_BLOCK_BYTES = 1 << 17;

    private static final int LEAST_COMPRESSED_BLOCK_BYTES = 4;
    private static final int ZSTD_MAGIC = 0xFD2FB528;
    /** Type and length of a block of the capture. */
    private static final int BLOCK_START_BYTES = 8;

    private final MappedFile file;
    private final SeekTable table;

    private SeekableFrames(MappedFile file, SeekTable table) {
        this.file = file;
        this.table = table;
    }

    /**
     * Opens the file if the sizes that its table gives are possible.
     *
     * @param checked whether every frame was found to be as the table says when it was read before
     * @return {@code null} if there is no table, or it does not tell the truth
     */
    static @Nullable SeekableFrames open(Path path, boolean checked) throws IOException {
        MappedFile file = MappedFile.open(path);
        SeekableFrames frames = null;
        try {
            SeekTable table = SeekTable.read(file);
            if (table != null && isZstd(file) && isPossible(table) && (checked || isTrue(table, file))) {
                frames = new SeekableFrames(file, table);
            }
            return frames;
        } finally {
            if (frames == null) {
                file.close();
            }
        }
    }

    private static boolean isZstd(MappedFile file) {
        return file.slice(0, Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).getInt(0) == ZSTD_MAGIC;
    }

    private static boolean isPossible(SeekTable table) {
        for (int frame = 0; frame < table.frames(); frame++) {
            long most = (table.compressedBytes(frame) / LEAST_COMPRESSED_BLOCK_BYTES + 1) * MOST_ZSTD_BLOCK_BYTES;
            if (table.bytes(frame) > Math.min(most, MOST_FRAME_BYTES)
                    || table.compressedBytes(frame) > 2L * MOST_FRAME_BYTES) {
                return false;
            }
        }
        return true;
    }

    /** Whether each frame ends where the next begins, and holds as much as the table says: its headers tell both. */
    private static boolean isTrue(SeekTable table, MappedFile file) {
        for (int frame = 0; frame < table.frames(); frame++) {
            int length = (int) table.compressedBytes(frame);
            ByteBuffer bytes = file.slice(table.offset(frame), length);
            if (Zstd.findFrameCompressedSize(bytes) != length
                    || Zstd.getFrameContentSize(bytes) != table.bytes(frame)) {
                return false;
            }
        }
        return true;
    }

    int frameOf(long position) {
        return table.frameOf(position);
    }

    long start(int frame) {
        return table.start(frame);
    }

    /**
     * Decompresses a frame.
     *
     * @throws UncheckedIOException if it is damaged
     */
    byte[] get(int frame) {
        byte[] compressed = new byte[(int) table.compressedBytes(frame)];
        file.slice(table.offset(frame), compressed.length).get(compressed);
        byte[] bytes = new byte[(int) table.bytes(frame)];
        try {
            if (Zstd.decompress(bytes, compressed) != bytes.length) {
                throw damaged(frame, "it is shorter than it says");
            }
        } catch (ZstdException e) {
            throw damaged(frame, String.valueOf(e.getMessage()));
        }
        return bytes;
    }

    /**
     * A block of the capture that begins in one frame and ends in another, as other programs make them.
     *
     * @param order of the block's section
     * @throws IndexOutOfBoundsException if the frames end before the block does
     */
    ByteBuffer blockAcross(long position, ByteOrder order) {
        ByteArrayOutputStream gathered = new ByteArrayOutputStream();
        long next = position;
        while (true) {
            int frame = table.frameOf(next);
            byte[] bytes = get(frame);
            int from = (int) (next - table.start(frame));
            gathered.write(bytes, from, bytes.length - from);
            next = table.start(frame) + table.bytes(frame);
            ByteBuffer block = ByteBuffer.wrap(gathered.toByteArray()).order(order);
            if (holdsBlock(block, 0)) {
                return block;
            }
        }
    }

    /** Whether the whole block that starts there is in the bytes. */
    static boolean holdsBlock(ByteBuffer bytes, int start) {
        int available = bytes.limit() - start;
        return available >= BLOCK_START_BYTES && Integer.compareUnsigned(bytes.getInt(start + 4), available) <= 0;
    }

    private UncheckedIOException damaged(int frame, String how) {
        return new UncheckedIOException(new IOException(file.path() + ": frame " + frame + " is damaged: " + how));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
