package io.scapula.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * What identifies a file: its size and the SHA-256 of its bytes; and what tells at once that it is most likely still the
 * same.
 *
 * @param bytes         its size
 * @param sha256        of all its bytes, in hexadecimal digits
 * @param modifiedNanos when it was last changed, nanoseconds since the epoch
 * @param samples       SHA-256 of its first and last bytes and of some between, in hexadecimal digits
 */
public record FileFingerprint(long bytes, String sha256, long modifiedNanos, String samples) {
    private static final int BUFFER_BYTES = 1 << 20;
    private static final int SAMPLES = 64;
    private static final int SAMPLE_BYTES = 4096;

    /**
     * Reads the whole file.
     *
     * @param progress is told how many bytes have been read
     */
    public static FileFingerprint of(Path path, LongConsumer progress) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long modified = modifiedNanos(path);
            MessageDigest digest = sha256Digest();
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
            long position = 0;
            for (int count = channel.read(buffer, position); count >= 0; count = channel.read(buffer, position)) {
                digest.update(buffer.flip());
                buffer.clear();
                position += count;
                progress.accept(position);
            }
            return new FileFingerprint(
                    position, HexFormat.of().formatHex(digest.digest()), modified, samples(channel, position));
        }
    }

    /**
     * Whether the file is most likely still the same: size, time of the last change and samples are. Reads a few hundred
     * kilobytes at most.
     */
    public boolean isUnchanged(Path path) throws IOException {
        return modifiedNanos(path) == modifiedNanos && hasSamples(path);
    }

    /** Whether the file is the same, whatever its time of change: reads all of it unless size or samples differ. */
    public boolean isSame(Path path) throws IOException {
        return hasSamples(path) && of(path, read -> {}).sha256.equals(sha256);
    }

    private boolean hasSamples(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return channel.size() == bytes && samples(channel, bytes).equals(samples);
        }
    }

    /** When the file was last changed, nanoseconds since the epoch. */
    public static long modifiedNanos(Path path) throws IOException {
        return Files.getLastModifiedTime(path).to(TimeUnit.NANOSECONDS);
    }

    private static String samples(FileChannel channel, long size) throws IOException {
        MessageDigest digest = sha256Digest();
        ByteBuffer buffer = ByteBuffer.allocate(SAMPLE_BYTES);
        long last = Math.max(0, size - SAMPLE_BYTES);
        for (int sample = 0; sample < SAMPLES; sample++) {
            long offset = Math.round((double) last / (SAMPLES - 1) * sample);
            buffer.clear();
            while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) >= 0) {
                // until it is full or the file ends
            }
            digest.update(buffer.flip());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A digest that has taken nothing yet. */
    public static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
