package io.scapula.format.testing;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Compressed streams for tests. */
public final class CompressedBytes {
    private CompressedBytes() {}

    /** Each part becomes a gzip member of its own. */
    public static byte[] gzip(byte[]... parts) {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            try (GZIPOutputStream member = new GZIPOutputStream(stored)) {
                member.write(part);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return stored.toByteArray();
    }

    /** Each part becomes a zstd frame of its own, with a checksum. */
    public static byte[] zstd(byte[]... parts) {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            try (com.github.luben.zstd.ZstdCompressCtx context = new com.github.luben.zstd.ZstdCompressCtx()) {
                context.setLevel(Zstd.defaultCompressionLevel()).setChecksum(true);
                stored.writeBytes(context.compress(part));
            }
        }
        return stored.toByteArray();
    }

    /** A zstd frame that readers skip, as seekable files end with one. */
    public static byte[] skippableFrame(int bytes) {
        return Bytes.in(ByteOrder.LITTLE_ENDIAN)
                .u32(0x184D2A5EL)
                .u32(bytes)
                .zeros(bytes)
                .toByteArray();
    }

    /** The parts in one piece. */
    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }

    /** The parts that result from cutting at the offsets. */
    public static byte[][] split(byte[] whole, int... offsets) {
        byte[][] parts = new byte[offsets.length + 1][];
        int start = 0;
        for (int index = 0; index <= offsets.length; index++) {
            int end = index < offsets.length ? offsets[index] : whole.length;
            parts[index] = Arrays.copyOfRange(whole, start, end);
            start = end;
        }
        return parts;
    }
}
