package io.scapula.format.internal.source;

import com.github.luben.zstd.ZstdIOException;
import io.scapula.format.Compression;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A pipe or a decompressor. The window slides over the stream and grows only as bytes really arrive, so a forged length
 * claims no memory.
 */
final class StreamSource extends ByteSource {
    private static final int FIRST_WINDOW_BYTES = 1 << 18;
    /** What zstd-jni says where the stream ends within a frame; its error code is that of any corruption. */
    private static final String ZSTD_CUT_OFF = "Truncated source";

    private final InputStream stream;
    private final InputStream decompressor;
    private final CountingInputStream stored;
    private final long storedBytes;
    private final Compression compression;
    private byte[] bytes;
    private boolean finished;
    private @Nullable String damage;

    /**
     * Reads a stream.
     *
     * @param stream       the uncompressed bytes
     * @param decompressor where they come from, if not from {@code stream} itself
     * @param stored      the stored bytes below it, counted; the stream itself if it is not compressed
     * @param storedBytes how many stored bytes there are, or -1
     */
    StreamSource(
            InputStream stream,
            InputStream decompressor,
            CountingInputStream stored,
            long storedBytes,
            Compression compression) {
        this(stream, decompressor, stored, storedBytes, compression, new byte[FIRST_WINDOW_BYTES]);
    }

    private StreamSource(
            InputStream stream,
            InputStream decompressor,
            CountingInputStream stored,
            long storedBytes,
            Compression compression,
            byte[] firstWindow) {
        super(ByteBuffer.wrap(firstWindow));
        this.bytes = firstWindow;
        this.stream = stream;
        this.decompressor = decompressor;
        this.stored = stored;
        this.storedBytes = storedBytes;
        this.compression = compression;
    }

    @Override
    public int require(long offset, int length) throws IOException {
        int position = (int) Math.min(offset - windowOffset(), windowEnd());
        int available = windowEnd() - position;
        if (available < length && !finished) {
            System.arraycopy(bytes, position, bytes, 0, available);
            long slidTo = windowOffset() + position;
            available = fill(available, length);
            moveWindow(window().array() == bytes ? window() : ByteBuffer.wrap(bytes), slidTo, available);
        }
        return available;
    }

    /** Appends to the first bytes of the window until there are enough, or no more; gives how many there are. */
    private int fill(int filled, int wanted) throws IOException {
        int end = filled;
        while (end < wanted && !finished) {
            if (end == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(Math.max(wanted, 64L), bytes.length * 2L));
            }
            int count = readSome(end);
            finished = count < 0;
            end += Math.max(0, count);
        }
        return end;
    }

    /** A decompressor's complaint ends the stream; trouble with the file or pipe itself is the caller's. */
    private int readSome(int end) throws IOException {
        if (compression == Compression.NONE) {
            return stream.read(bytes, end, bytes.length - end);
        }
        try {
            return stream.read(bytes, end, bytes.length - end);
        } catch (EOFException e) {
            damage = "the " + compression + " stream is cut off";
            return -1;
        } catch (ZipException | ZstdIOException e) {
            damage = ZSTD_CUT_OFF.equals(e.getMessage())
                    ? "the " + compression + " stream is cut off"
                    : "the " + compression + " stream is damaged (" + e.getMessage() + ")";
            return -1;
        }
    }

    @Override
    public Compression compression() {
        return compression;
    }

    @Override
    public long storedBytesRead() {
        return stored.count();
    }

    @Override
    public long storedBytes() {
        return storedBytes;
    }

    @Override
    public @Nullable String damage() {
        return damage;
    }

    @Override
    public long trailingBytes() {
        if (!(decompressor instanceof GzipMembersInputStream gzip) || gzip.trailingOffset() < 0) {
            return 0;
        }
        return storedBytes < 0 ? -1 : storedBytes - gzip.trailingOffset();
    }

    @Override
    public void close() throws IOException {
        finished = true;
        stream.close();
    }
}
