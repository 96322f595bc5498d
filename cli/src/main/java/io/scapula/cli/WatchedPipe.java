package io.scapula.cli;

import io.scapula.format.FileFingerprint;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A pipe whose bytes are taken into account as they are read: it can be read once, and is to be identified all the same.
 * Closing it reads what is left.
 */
final class WatchedPipe extends FilterInputStream {
    private final MessageDigest digest = FileFingerprint.sha256Digest();
    private long bytes;
    private @Nullable StoredFile result;

    WatchedPipe(InputStream pipe) {
        super(pipe);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = in.read(target, offset, length);
        if (count > 0) {
            digest.update(target, offset, count);
            bytes += count;
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

    /** Reads what is left, and tells what the whole was. */
    StoredFile drain() throws IOException {
        StoredFile known = result;
        if (known == null) {
            transferTo(OutputStream.nullOutputStream());
            known = new StoredFile(bytes, HexFormat.of().formatHex(digest.digest()));
            result = known;
        }
        return known;
    }

    @Override
    public void close() throws IOException {
        try {
            drain();
        } finally {
            super.close();
        }
    }
}
