package io.scapula.format.internal.sink;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import io.scapula.format.internal.SeekTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Each frame a zstd frame of its own, and a table of their places behind them. */
public final class SeekableTarget implements FrameTarget {
    private static final int CHECKSUM_BYTES = 4;

    private final OutputStream out;
    private final ZstdCompressCtx zstd = new ZstdCompressCtx();
    private final SeekTable.Builder table = new SeekTable.Builder();
    private byte[] compressed = {};

    public SeekableTarget(OutputStream out, int level) {
        this.out = out;
        zstd.setLevel(level).setChecksum(true).setContentSize(true);
    }

    @Override
    public void write(byte[] bytes, int length) throws IOException {
        int most = Math.toIntExact(Zstd.compressBound(length));
        if (compressed.length < most) {
            compressed = new byte[most];
        }
        int size = zstd.compressByteArray(compressed, 0, compressed.length, bytes, 0, length);
        // The checksum that ends a frame is the one that the table wants: 32 bits of the XXH64 of its content.
        int checksum =
                ByteBuffer.wrap(compressed).order(ByteOrder.LITTLE_ENDIAN).getInt(size - CHECKSUM_BYTES);
        table.add(size, length, checksum);
        out.write(compressed, 0, size);
    }

    @Override
    public void finish() throws IOException {
        out.write(table.toBytes());
        out.flush();
    }

    @Override
    public void close() {
        zstd.close();
    }
}
