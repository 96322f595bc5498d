package io.scapula.format.internal.source;

import java.io.IOException;
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
final class ChronicleMappedSource extends MappedSource {
    private static final long CHUNK_BYTES = 1L << 30;
    /** A block that starts in one chunk must end within its overlap. */
    static final int OVERLAP_BYTES = 512 << 20;

    private final MappedFile file;
    private final ReferenceOwner owner = ReferenceOwner.temporary("scapula");
    private @Nullable MappedBytesStore chunk;

    ChronicleMappedSource(Path path, long size) throws IOException {
        super(size);
        this.file = MappedFile.of(path.toFile(), CHUNK_BYTES, OVERLAP_BYTES, true);
    }

    /** Whether this JVM was started with the options that Chronicle Bytes needs to map a file. */
    static boolean isPossible() {
        Module base = FileChannel.class.getModule();
        Module caller = MappedFile.class.getModule();
        return base.isOpen("sun.nio.ch", caller) && base.isOpen("java.lang.reflect", caller);
    }

    @Override
    void mapAt(long offset, int length) throws IOException {
        release();
        MappedBytesStore mapped = file.acquireByteStore(owner, offset);
        chunk = mapped;
        long start = mapped.start();
        int bytes = (int) Math.min(size() - start, CHUNK_BYTES + OVERLAP_BYTES);
        moveWindow(mapped.toTemporaryDirectByteBuffer().slice(0, bytes).asReadOnlyBuffer(), start, bytes);
    }

    private void release() {
        if (chunk != null) {
            chunk.release(owner);
            chunk = null;
        }
    }

    @Override
    public void close() {
        dropWindow();
        release();
        file.releaseLast();
    }
}
