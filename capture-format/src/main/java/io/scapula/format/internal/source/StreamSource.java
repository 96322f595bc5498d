package io.scapula.format.internal.source;

import io.scapula.format.Compression;
import io.scapula.format.ReadLimits;
import io.scapula.format.internal.gzip.GzipRepairs;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A pipe or a decompressor. The window slides over the stream and grows only as bytes really arrive, so a forged length
 * claims no memory.
 */
final class StreamSource extends ByteSource {
    private static final int FIRST_WINDOW_BYTES = 1 << 18;
    private final InputStream stream;
    /** What the bytes come from if they are compressed. */
    private final @Nullable ResumableInputStream decompressor;

    private final @Nullable PartCheck partCheck;
    private final @Nullable GzipRepairs repairs;
    private final CountingInputStream stored;
    private final long storedBytes;
    private final Compression compression;
    private final ReadLimits limits;
    private byte[] bytes;
    private boolean finished;
    private boolean limitReached;
    private long storedBytesUsed = -1;
    private @Nullable String damage;

    /** Reads a stream that is not compressed, {@code storedBytes} long, or of unknown length if that is -1. */
    StreamSource(InputStream stream, CountingInputStream stored, long storedBytes, ReadLimits limits) {
        this(stream, null, stored, storedBytes, null, null, Compression.NONE, limits, new byte[FIRST_WINDOW_BYTES]);
    }

    /**
     * Reads a compressed stream.
     *
     * @param stream       the uncompressed bytes: the decompressor, or what reads from it
     * @param decompressor where they come from
     * @param stored       the stored bytes below it, counted
     * @param storedBytes  how many stored bytes there are, or -1
     * @param partCheck    tells whether parts are sound
     * @param repairs      what is put right in the stored bytes, {@code null} for nothing
     */
    StreamSource(
            ResumableInputStream stream,
            ResumableInputStream decompressor,
            CountingInputStream stored,
            long storedBytes,
            PartCheck partCheck,
            @Nullable GzipRepairs repairs,
            Compression compression,
            ReadLimits limits) {
        this(
                stream,
                decompressor,
                stored,
                storedBytes,
                partCheck,
                repairs,
                compression,
                limits,
                new byte[FIRST_WINDOW_BYTES]);
    }

    private StreamSource(
            InputStream stream,
            @Nullable ResumableInputStream decompressor,
            CountingInputStream stored,
            long storedBytes,
            @Nullable PartCheck partCheck,
            @Nullable GzipRepairs repairs,
            Compression compression,
            ReadLimits limits,
            byte[] firstWindow) {
        super(ByteBuffer.wrap(firstWindow));
        this.bytes = firstWindow;
        this.stream = stream;
        this.decompressor = decompressor;
        this.stored = stored;
        this.storedBytes = storedBytes;
        this.partCheck = partCheck;
        this.repairs = repairs;
        this.compression = compression;
        this.limits = limits;
    }

    @Override
    public int require(long offset, int length) throws IOException {
        int position = (int) Math.min(offset - windowOffset(), windowEnd());
        int available = windowEnd() - position;
        if (available < length && !finished) {
            System.arraycopy(bytes, position, bytes, 0, available);
            long slidTo = windowOffset() + position;
            available = fill(available, length, slidTo);
            moveWindow(window().array() == bytes ? window() : ByteBuffer.wrap(bytes), slidTo, available);
            if (decompressor != null) {
                decompressor.parts().forgetBefore(slidTo);
            }
        }
        return available;
    }

    /** Appends to the first bytes of the window until there are enough, or no more; gives how many there are. */
    private int fill(int filled, int wanted, long offset) throws IOException {
        int end = filled;
        while (end < wanted && !finished) {
            checkLimits(offset + end);
            if (end == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(Math.max(wanted, 64L), bytes.length * 2L));
            }
            int count = finished ? -1 : readSome(end);
            finished |= count < 0;
            end += Math.max(0, count);
        }
        return end;
    }

    /** Ends the stream where it has given more than it may. */
    private void checkLimits(long bytesSoFar) {
        long expanded = compression == Compression.NONE || bytesSoFar <= ReadLimits.FREE_BYTES
                ? 0
                : bytesSoFar / Math.max(1, stored.count());
        if (bytesSoFar >= limits.maxBytes()) {
            endAtLimit("the capture has more than the " + limits.maxBytes() + " bytes that the limits allow");
        } else if (expanded >= limits.maxExpansion()) {
            endAtLimit("the " + compression + " stream makes " + bytesSoFar + " bytes of " + stored.count()
                    + ", more than " + limits.maxExpansion() + " times as many, which no honest capture does");
        }
    }

    private void endAtLimit(String reason) {
        damage = reason;
        limitReached = true;
        finished = true;
    }

    /** A decompressor's complaint ends the stream; trouble with the file or pipe itself is the caller's. */
    private int readSome(int end) throws IOException {
        if (compression == Compression.NONE) {
            return stream.read(bytes, end, bytes.length - end);
        }
        try {
            return stream.read(bytes, end, bytes.length - end);
        } catch (EOFException e) {
            broken("the " + compression + " stream is cut off");
            return -1;
        } catch (ZipException e) {
            broken("the " + compression + " stream is damaged (" + e.getMessage() + ")");
            return -1;
        }
    }

    private void broken(String how) {
        damage = how;
        storedBytesUsed = decompressor == null ? stored.count() : decompressor.storedPosition();
    }

    @Override
    public boolean resume() throws IOException {
        boolean goesOn = damage != null
                && !limitReached
                && stream instanceof ResumableInputStream resumable
                && resumable.resume();
        if (goesOn) {
            storedBytesUsed = ((ResumableInputStream) stream).storedPosition();
            damage = null;
            finished = false;
        }
        return goesOn;
    }

    @Override
    public boolean isSound(long offset) throws IOException {
        return decompressor == null
                || partCheck == null
                || partCheck.isSound(decompressor.parts().storedStart(offset));
    }

    @Override
    public boolean isKnownBroken(long offset) throws IOException {
        return decompressor != null
                && partCheck != null
                && partCheck.isKnownBroken(decompressor.parts().storedStart(offset));
    }

    @Override
    public long nextPart(long offset) throws IOException {
        if (decompressor == null) {
            return -1;
        }
        long next = decompressor.parts().nextStart(offset);
        while (next < 0 && (!finished || resume())) {
            require(windowOffset() + windowEnd(), FIRST_WINDOW_BYTES);
            next = decompressor.parts().nextStart(offset);
        }
        return next;
    }

    @Override
    public List<String> repairs() {
        return repairs == null ? List.of() : repairs.told();
    }

    @Override
    public long storedBytesUsed() {
        return storedBytesUsed < 0 ? stored.count() : storedBytesUsed;
    }

    @Override
    public boolean isLimitReached() {
        return limitReached;
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
