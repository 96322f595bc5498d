package io.scapula.format.internal.source;

import io.scapula.format.Compression;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.MappedBytesStore;
import net.openhft.chronicle.bytes.MappedFile;
import net.openhft.chronicle.core.io.ReferenceOwner;
import org.jspecify.annotations.Nullable;

/**
 * An uncompressed file, mapped by Chronicle Bytes in overlapping chunks. Worth its slower start where one window does
 * not hold the file: a chunk that was read is unmapped at once instead of when the collector gets to it.
 */
final class ChronicleMappedSource extends ByteSource {
    private static final long CHUNK_BYTES = 1L << 30;
    /** A block that starts in one chunk must end within its overlap. */
    static final int OVERLAP_BYTES = 512 << 20;

    private final MappedFile file;
    private final long size;
    private final ReferenceOwner owner = ReferenceOwner.temporary("scapula");
    private @Nullable MappedBytesStore chunk;
    private ByteBuffer window = ByteBuffer.allocateDirect(0).asReadOnlyBuffer();
    private long windowOffset;

    ChronicleMappedSource(Path path, long size) throws IOException {
        this.file = MappedFile.of(path.toFile(), CHUNK_BYTES, OVERLAP_BYTES, true);
        this.size = size;
    }

    /** Whether this JVM was started with the options that Chronicle Bytes needs to map a file. */
    static boolean isPossible() {
        Module base = FileChannel.class.getModule();
        Module caller = MappedFile.class.getModule();
        return base.isOpen("sun.nio.ch", caller) && base.isOpen("java.lang.reflect", caller);
    }

    @Override
    public int require(long offset, int length) throws IOException {
        long available = windowOffset + window.capacity() - offset;
        if (offset >= size) {
            return 0;
        }
        if (available < length && windowOffset + window.capacity() < size) {
            mapChunkAt(offset);
            available = windowOffset + window.capacity() - offset;
        }
        return (int) Math.max(0, available);
    }

    private void mapChunkAt(long offset) throws IOException {
        release();
        chunk = file.acquireByteStore(owner, offset);
        windowOffset = chunk.start();
        long bytes = Math.min(size - windowOffset, CHUNK_BYTES + OVERLAP_BYTES);
        ByteBuffer whole = chunk.toTemporaryDirectByteBuffer();
        window = whole.slice(0, (int) bytes).asReadOnlyBuffer().order(window.order());
    }

    private void release() {
        if (chunk != null) {
            chunk.release(owner);
            chunk = null;
        }
    }

    @Override
    public ByteBuffer window() {
        return window;
    }

    @Override
    public long windowOffset() {
        return windowOffset;
    }

    @Override
    public int windowEnd() {
        return window.capacity();
    }

    @Override
    public Compression compression() {
        return Compression.NONE;
    }

    @Override
    public long storedBytesRead() {
        return Math.min(size, windowOffset + window.capacity());
    }

    @Override
    public long storedBytes() {
        return size;
    }

    @Override
    public void close() {
        window = ByteBuffer.allocateDirect(0).asReadOnlyBuffer();
        release();
        file.releaseLast();
    }
}
