package io.scapula.format.internal.source;

import io.scapula.format.Compression;
import io.scapula.format.internal.gzip.GzipRepairs;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a part of a compressed file is what was compressed, by reading all of it once more to its checksum. Asked
 * only where blocks contradict themselves: either the capture was damaged before it was compressed, or the compressed file
 * was, and then nothing behind the damage can be trusted that this part gives.
 */
final class PartCheck {
    private final @Nullable Path path;
    private final @Nullable GzipRepairs repairs;
    private final Compression compression;
    private final long largestWindow;
    private long soundStart = -1;
    private long brokenStart = -1;

    /**
     * Checks parts of a file; of a pipe, {@code null}, none can be checked.
     *
     * @param repairs what is put right while the file is read, {@code null} for nothing
     */
    PartCheck(@Nullable Path path, @Nullable GzipRepairs repairs, Compression compression, long largestWindow) {
        this.path = path;
        this.repairs = repairs;
        this.compression = compression;
        this.largestWindow = largestWindow;
    }

    /** Whether the part that begins at a stored offset is sound. */
    boolean isSound(long storedStart) throws IOException {
        Path file = path;
        if (file == null || storedStart < 0 || storedStart == brokenStart) {
            return false;
        }
        if (storedStart != soundStart) {
            boolean sound = read(file, storedStart);
            soundStart = sound ? storedStart : soundStart;
            brokenStart = sound ? brokenStart : storedStart;
        }
        return storedStart == soundStart;
    }

    /** Whether the part that begins at a stored offset has been read and is not sound. */
    boolean isKnownBroken(long storedStart) throws IOException {
        return path != null && !isSound(storedStart);
    }

    private boolean read(Path file, long storedStart) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ).position(storedStart);
        try (InputStream found = Channels.newInputStream(channel);
                InputStream stored = repairs == null ? found : repairs.repaired(found, storedStart);
                ResumableInputStream part = ByteSources.decompressor(stored, compression, largestWindow)) {
            byte[] sink = new byte[1 << 16];
            int count = part.read(sink, 0, sink.length);
            while (count >= 0 && !part.isAtEndOfSoundPart()) {
                count = part.read(sink, 0, sink.length);
            }
            return part.isAtEndOfSoundPart();
        } catch (ZipException | EOFException e) {
            return false;
        }
    }
}
