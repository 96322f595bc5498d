package io.scapula.format.internal;

import io.scapula.format.MappedFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The table at the end of a seekable zstd file, in a skippable frame that other readers step over.
 *
 * <pre>
 * magic of a skippable frame  u32   0x184D2A5E
 * bytes of what follows       u32
 * for each frame:
 *   compressed bytes          u32
 *   bytes                     u32
 *   checksum                  u32   if the descriptor says so
 * number of frames            u32
 * descriptor                  u8    bit 7: there are checksums
 * magic                       u32   0x8F92EAB1
 * </pre>
 *
 * @see <a href="https://github.com/facebook/zstd/blob/dev/contrib/seekable_format/zstd_seekable_compression_format.md">the
 *     seekable format</a>
 */
public final class SeekTable {
    private static final int SKIPPABLE_MAGIC = 0x184D2A5E;
    private static final int SEEKABLE_MAGIC = 0x8F92EAB1;
    private static final int FRAME_HEADER_BYTES = 8;
    private static final int FOOTER_BYTES = 9;
    private static final int CHECKSUMS = 0x80;
    /** Bits of the descriptor that must be zero. */
    private static final int RESERVED = 0x7C;
    /** So many entries with checksums are less than one slice of a mapped file. */
    private static final int MOST_FRAMES = 1 << 26;

    /** Where each frame lies in the file, and where the last ends. */
    private final long[] offsets;
    /** Where the content of each frame lies in the capture, and where the last ends. */
    private final long[] starts;

    private SeekTable(long[] offsets, long[] starts) {
        this.offsets = offsets;
        this.starts = starts;
    }

    /** Reads the table at the end of a file; {@code null} if there is none that fits it. */
    public static @Nullable SeekTable read(MappedFile file) {
        long size = file.size();
        if (size < FRAME_HEADER_BYTES + FOOTER_BYTES) {
            return null;
        }
        ByteBuffer footer = file.slice(size - FOOTER_BYTES, FOOTER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int count = footer.getInt(0);
        int descriptor = footer.get(4);
        if (footer.getInt(5) != SEEKABLE_MAGIC || count < 1 || count > MOST_FRAMES || (descriptor & RESERVED) != 0) {
            return null;
        }
        int entryBytes = (descriptor & CHECKSUMS) != 0 ? 12 : 8;
        int tableBytes = FRAME_HEADER_BYTES + count * entryBytes;
        long tableStart = size - FOOTER_BYTES - tableBytes;
        if (tableStart < 0) {
            return null;
        }
        ByteBuffer table = file.slice(tableStart, tableBytes).order(ByteOrder.LITTLE_ENDIAN);
        boolean framed =
                table.getInt(0) == SKIPPABLE_MAGIC && table.getInt(4) == tableBytes - FRAME_HEADER_BYTES + FOOTER_BYTES;
        return framed ? of(table, count, entryBytes, tableStart) : null;
    }

    private static @Nullable SeekTable of(ByteBuffer table, int count, int entryBytes, long tableStart) {
        long[] offsets = new long[count + 1];
        long[] starts = new long[count + 1];
        for (int frame = 0; frame < count; frame++) {
            int entry = FRAME_HEADER_BYTES + frame * entryBytes;
            offsets[frame + 1] = offsets[frame] + Integer.toUnsignedLong(table.getInt(entry));
            starts[frame + 1] = starts[frame] + Integer.toUnsignedLong(table.getInt(entry + 4));
        }
        return offsets[count] == tableStart ? new SeekTable(offsets, starts) : null;
    }

    public int frames() {
        return starts.length - 1;
    }

    /** Where the frame lies in the file. */
    public long offset(int frame) {
        return offsets[frame];
    }

    /** How long it is in the file. */
    public long compressedBytes(int frame) {
        return offsets[frame + 1] - offsets[frame];
    }

    /** Where its content lies in the capture. */
    public long start(int frame) {
        return starts[frame];
    }

    /** How long its content is. */
    public long bytes(int frame) {
        return starts[frame + 1] - starts[frame];
    }

    /**
     * The frame that holds a byte of the capture.
     *
     * @throws IndexOutOfBoundsException if none does
     */
    public int frameOf(long position) {
        if (position < 0 || position >= starts[starts.length - 1]) {
            throw new IndexOutOfBoundsException("no frame holds byte " + position);
        }
        int low = 0;
        int high = starts.length - 1;
        while (high - low > 1) {
            int middle = low + high >>> 1;
            if (starts[middle] <= position) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Grows with the frames. */
    public static final class Builder {
        private static final int ENTRY_BYTES = 12;

        private ByteBuffer entries = ByteBuffer.allocate(64 * ENTRY_BYTES).order(ByteOrder.LITTLE_ENDIAN);

        /**
         * Adds a frame.
         *
         * @param checksum the lower half of the XXH64 of its content
         */
        public void add(int compressedBytes, int bytes, int checksum) {
            if (!entries.hasRemaining()) {
                entries = ByteBuffer.wrap(Arrays.copyOf(entries.array(), Math.multiplyExact(entries.capacity(), 2)))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .position(entries.position());
            }
            entries.putInt(compressedBytes).putInt(bytes).putInt(checksum);
        }

        /** The whole skippable frame. */
        public byte[] toBytes() {
            int length = entries.position();
            ByteBuffer table = ByteBuffer.allocate(8 + length + FOOTER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            table.putInt(SKIPPABLE_MAGIC).putInt(length + FOOTER_BYTES);
            table.put(entries.array(), 0, length);
            table.putInt(length / ENTRY_BYTES).put((byte) CHECKSUMS).putInt(SEEKABLE_MAGIC);
            return table.array();
        }
    }
}
