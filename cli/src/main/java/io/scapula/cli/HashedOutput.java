package io.scapula.cli;

import io.scapula.format.FileFingerprint;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Hands bytes on and takes them into account. */
final class HashedOutput extends FilterOutputStream {
    private final MessageDigest digest = FileFingerprint.sha256Digest();
    private long bytes;
    private boolean failed;
    private @Nullable StoredFile result;

    HashedOutput(OutputStream target) {
        super(target);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        attempt(() -> out.write(source, offset, length));
        digest.update(source, offset, length);
        bytes += length;
    }

    @Override
    public void flush() throws IOException {
        attempt(out::flush);
    }

    @Override
    public void close() throws IOException {
        attempt(out::close);
    }

    private interface Step {
        void run() throws IOException;
    }

    private void attempt(Step step) throws IOException {
        try {
            step.run();
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }

    /** Whether something could not be written, so that what was written is not all. */
    boolean hasFailed() {
        return failed;
    }

    /** What was written; to be asked when nothing more will be. */
    StoredFile result() {
        StoredFile known = result;
        if (known == null) {
            known = new StoredFile(bytes, HexFormat.of().formatHex(digest.digest()));
            result = known;
        }
        return known;
    }
}
