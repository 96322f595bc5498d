package io.scapula.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Size and SHA-256 of a capture as it is stored: what identifies the evidence. */
final class StoredFile {
    private final MessageDigest digest = sha256();
    private long bytes;

    /** Reads the file. */
    static StoredFile of(Path path) throws IOException {
        StoredFile stored = new StoredFile();
        long size = Files.size(path);
        byte[] buffer = new byte[1 << 18];
        try (InputStream file = Files.newInputStream(path);
                ProgressBar progress = ProgressBar.onStandardError("hashing")) {
            for (int count = file.read(buffer); count >= 0; count = file.read(buffer)) {
                stored.add(buffer, 0, count);
                progress.update(stored.bytes, size);
            }
        }
        return stored;
    }

    /** Watches a pipe: whatever is read from the stream returned is taken into account. */
    InputStream watch(InputStream pipe) {
        return new FilterInputStream(pipe) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int count = in.read(target, offset, length);
                if (count > 0) {
                    add(target, offset, count);
                }
                return count;
            }

            @Override
            public long skip(long count) throws IOException {
                return readNBytes((int) Math.min(count, 1 << 16)).length;
            }

            @Override
            public boolean markSupported() {
                return false;
            }
        };
    }

    private void add(byte[] buffer, int offset, int count) {
        digest.update(buffer, offset, count);
        bytes += count;
    }

    long bytes() {
        return bytes;
    }

    /** To be asked once, at the end. */
    String sha256Hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
