package io.scapula.format.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

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
    static final int SKIPPABLE_MAGIC = 0x184D2A5E;
    static final int SEEKABLE_MAGIC = 0x8F92EAB1;
    static final int FOOTER_BYTES = 9;
    static final int CHECKSUMS = 0x80;

    private SeekTable() {}

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
