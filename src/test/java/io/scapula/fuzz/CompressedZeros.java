package io.scapula.fuzz;

import io.scapula.format.block.BlockType;
import io.scapula.format.testing.Bytes;
import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.CompressedBytes;
import java.nio.ByteOrder;

/** Captures of one huge block of zeros, as small as they can be stored. */
final class CompressedZeros {
    private static final int ZSTD_MAGIC = 0xFD2FB528;
    /** 8 MiB. */
    private static final int WINDOW = 13 << 3;

    private static final int ZEROS_PER_BLOCK = 1 << 17;
    private static final int RAW = 0;
    private static final int REPEATED = 1;

    private CompressedZeros() {}

    /** In zstd, of whose blocks each takes four bytes and stands for 128 KiB. */
    static byte[] zstd(BlockType type, int blocks) {
        byte[] begin = begin(type, blocks * ZEROS_PER_BLOCK);
        byte[] end = end(blocks * ZEROS_PER_BLOCK);
        Bytes frame = Bytes.in(ByteOrder.LITTLE_ENDIAN).u32(ZSTD_MAGIC).u8(0).u8(WINDOW);
        frame.raw(header(RAW, begin.length, false)).raw(begin);
        for (int block = 0; block < blocks; block++) {
            frame.raw(header(REPEATED, ZEROS_PER_BLOCK, false)).u8(0);
        }
        return frame.raw(header(RAW, end.length, true)).raw(end).toByteArray();
    }

    /** In gzip. */
    static byte[] gzip(BlockType type, int zeros) {
        return CompressedBytes.gzip(CompressedBytes.join(begin(type, zeros), new byte[zeros], end(zeros)));
    }

    private static byte[] begin(BlockType type, int zeros) {
        return Bytes.in(ByteOrder.LITTLE_ENDIAN)
                .raw(CaptureBytes.section().toByteArray())
                .u32(type.code())
                .u32(zeros + 12)
                .toByteArray();
    }

    private static byte[] end(int zeros) {
        return Bytes.in(ByteOrder.LITTLE_ENDIAN).u32(zeros + 12).toByteArray();
    }

    private static byte[] header(int kind, int size, boolean last) {
        int header = size << 3 | kind << 1 | (last ? 1 : 0);
        return new byte[] {(byte) header, (byte) (header >>> 8), (byte) (header >>> 16)};
    }
}
