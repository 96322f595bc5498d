package io.scapula.format;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.Objects;

/**
 * Pieces of an {@link EventStore} in a file: a zstd frame each, then a table of their places (offset, length, and length
 * when decompressed), the number of pieces and a magic number. Any zstd reads the frames; the table follows them as a
 * skippable frame.
 */
final class SavedPieces {
    private static final int LEVEL = 1;
    private static final int SKIPPABLE_FRAME = 0x184D2A5C;
    private static final long MAGIC = 0x53_43_50_49_45_43_45_31L; // SCPIECE1
    private static final int ENTRY_BYTES = 16;
    private static final int TRAILER_BYTES = 12;

    private final MappedFile file;
    private final ByteBuffer table;
    private final int count;

    private SavedPieces(MappedFile file, ByteBuffer table, int count) {
        this.file = file;
        this.table = table;
        this.count = count;
    }

    static void write(List<ByteBuffer> pieces, WritableByteChannel target) throws IOException {
        ByteBuffer table = ByteBuffer.allocate(
                        8 + Math.addExact(Math.multiplyExact(pieces.size(), ENTRY_BYTES), TRAILER_BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        table.putInt(SKIPPABLE_FRAME).putInt(table.capacity() - 8);
        long offset = 0;
        try (ZstdCompressCtx zstd = new ZstdCompressCtx()) {
            zstd.setLevel(LEVEL).setChecksum(true);
            for (ByteBuffer piece : pieces) {
                ByteBuffer compressed = zstd.compress(piece.duplicate().clear());
                int length = compressed.remaining();
                writeAll(compressed, target);
                table.putLong(offset).putInt(length).putInt(piece.capacity());
                offset += length;
            }
        }
        table.putInt(pieces.size()).putLong(MAGIC).flip();
        writeAll(table, target);
    }

    private static void writeAll(ByteBuffer bytes, WritableByteChannel target) throws IOException {
        while (bytes.hasRemaining()) {
            target.write(bytes);
        }
    }

    static SavedPieces of(MappedFile file) throws IOException {
        long size = file.size();
        if (size < TRAILER_BYTES) {
            throw new IOException(file.path() + " holds no saved events");
        }
        ByteBuffer trailer = file.slice(size - TRAILER_BYTES, TRAILER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int count = trailer.getInt(0);
        long bytes = (long) count * ENTRY_BYTES;
        if (trailer.getLong(4) != MAGIC || count < 0 || bytes > Math.min(size - TRAILER_BYTES, Integer.MAX_VALUE / 2)) {
            throw new IOException(file.path() + " holds no saved events");
        }
        ByteBuffer table = file.slice(size - TRAILER_BYTES - bytes, (int) bytes).order(ByteOrder.LITTLE_ENDIAN);
        return new SavedPieces(file, table, count);
    }

    /**
     * Decompresses a piece.
     *
     * @throws UncheckedIOException if it is damaged
     */
    ByteBuffer get(int index) {
        int entry = Objects.checkIndex(index, count) * ENTRY_BYTES;
        int length = table.getInt(entry + 8);
        int decompressed = table.getInt(entry + 12);
        byte[] compressed = new byte[length];
        file.slice(table.getLong(entry), length).get(compressed);
        try {
            if (Zstd.getFrameContentSize(compressed) != decompressed) {
                throw damaged(index, "its length differs");
            }
            byte[] bytes = new byte[decompressed];
            if (Zstd.decompress(bytes, compressed) != decompressed) {
                throw damaged(index, "it is shorter than it says");
            }
            return ByteBuffer.wrap(bytes);
        } catch (ZstdException e) {
            throw damaged(index, String.valueOf(e.getMessage()));
        }
    }

    private UncheckedIOException damaged(int index, String how) {
        return new UncheckedIOException(
                new IOException(file.path() + ": piece " + index + " of the saved events is damaged: " + how));
    }
}
