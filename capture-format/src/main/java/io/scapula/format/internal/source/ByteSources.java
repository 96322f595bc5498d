package io.scapula.format.internal.source;

import io.scapula.format.Compression;
import io.scapula.format.Mapping;
import io.scapula.format.ReadLimits;
import io.scapula.format.internal.gzip.GzipRepairs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Chooses the source for a file or a pipe by its first bytes. */
public final class ByteSources {
    private static final int MAGIC_BYTES = 4;
    /** What a zstd frame may ask to be kept of what it decompressed: as much as zstd grants by itself. */
    private static final long LARGEST_ZSTD_WINDOW = 1 << 27;
    /** The same of a small file, which has no use for more. */
    private static final long LARGEST_ZSTD_WINDOW_OF_SMALL = 1 << 25;

    private static final long SMALL_FILE_BYTES = 1 << 16;
    /** A smaller file is decompressed before another thread has started. */
    private static final long LEAST_BYTES_READ_AHEAD = 1 << 18;

    private ByteSources() {}

    /**
     * Opens a file.
     *
     * @param limits  how much it may ask for; its largest block is the most that will be required in one piece
     * @param repairs whether to put right what can be put right beyond doubt
     */
    public static ByteSource open(Path path, Mapping mapping, ReadLimits limits, boolean repairs) throws IOException {
        if (!Files.isRegularFile(path)) {
            return open(Files.newInputStream(path), limits);
        }
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            ByteBuffer magic = ByteBuffer.allocate(MAGIC_BYTES);
            while (magic.hasRemaining() && channel.read(magic, magic.position()) >= 0) {
                continue;
            }
            Compression compression = compression(magic.array(), magic.position());
            if (compression == Compression.NONE && mapping != Mapping.AUTOMATIC) {
                return mapped(path, channel, mapping, limits.maxBlockBytes());
            }
            boolean isChecked =
                    repairs && compression == Compression.GZIP && channel.size() <= GzipRepairs.MOST_STORED_BYTES;
            return decompressed(
                    Channels.newInputStream(channel),
                    path,
                    isChecked ? new GzipRepairs(path) : null,
                    channel.size(),
                    compression,
                    limits);
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    /** Reads from a pipe; the source closes it. */
    public static ByteSource open(InputStream pipe, ReadLimits limits) throws IOException {
        byte[] magic = pipe.readNBytes(MAGIC_BYTES);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(magic), pipe);
        return decompressed(whole, null, null, -1, compression(magic, magic.length), limits);
    }

    private static ByteSource mapped(Path path, FileChannel channel, Mapping mapping, int mostInOnePiece)
            throws IOException {
        if (mapping == Mapping.CHRONICLE && !ChronicleMappedSource.isPossible()) {
            throw new IllegalStateException("Mapping.CHRONICLE needs the JVM options"
                    + " --add-opens=java.base/sun.nio.ch=ALL-UNNAMED and"
                    + " --add-opens=java.base/java.lang.reflect=ALL-UNNAMED; Mapping.NIO needs none");
        }
        if (mapping == Mapping.CHRONICLE && mostInOnePiece > ChronicleMappedSource.OVERLAP_BYTES) {
            throw new IllegalStateException("Mapping.CHRONICLE holds blocks of at most "
                    + ChronicleMappedSource.OVERLAP_BYTES + " bytes, and the limits allow " + mostInOnePiece
                    + "; lower them or use Mapping.NIO");
        }
        if (mapping == Mapping.CHRONICLE) {
            long size = channel.size();
            channel.close();
            return new ChronicleMappedSource(path, size);
        }
        return new NioMappedSource(channel, NioMappedSource.WINDOW_BYTES);
    }

    private static ByteSource decompressed(
            InputStream stream,
            @Nullable Path path,
            @Nullable GzipRepairs repairs,
            long storedBytes,
            Compression compression,
            ReadLimits limits) {
        CountingInputStream stored = new CountingInputStream(repairs == null ? stream : repairs.repaired(stream, 0));
        if (compression == Compression.NONE) {
            return new StreamSource(stored, stored, storedBytes, limits);
        }
        boolean small = storedBytes >= 0 && storedBytes <= SMALL_FILE_BYTES;
        long largestWindow = small ? LARGEST_ZSTD_WINDOW_OF_SMALL : LARGEST_ZSTD_WINDOW;
        ResumableInputStream uncompressed = decompressor(stored, compression, largestWindow);
        // Of a pipe, the thread could be left waiting for bytes that never come.
        boolean ahead = storedBytes >= LEAST_BYTES_READ_AHEAD;
        return new StreamSource(
                ahead ? new ReadAheadStream(uncompressed) : uncompressed,
                uncompressed,
                stored,
                storedBytes,
                new PartCheck(path, repairs, compression, largestWindow),
                repairs,
                compression,
                limits);
    }

    static ResumableInputStream decompressor(InputStream stored, Compression compression, long largestWindow) {
        return compression == Compression.GZIP
                ? new GzipMembersInputStream(stored)
                : new ZstdFramesInputStream(stored, largestWindow);
    }

    private static Compression compression(byte[] magic, int length) {
        if (length >= 2 && (magic[0] & 0xFF) == 0x1F && (magic[1] & 0xFF) == 0x8B) {
            return Compression.GZIP;
        }
        if (length == MAGIC_BYTES) {
            int word = ByteBuffer.wrap(magic)
                    .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                    .getInt();
            if (ZstdFramesInputStream.isMagic(word)) {
                return Compression.ZSTD;
            }
        }
        return Compression.NONE;
    }
}
