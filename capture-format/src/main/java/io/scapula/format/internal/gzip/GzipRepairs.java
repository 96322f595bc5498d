package io.scapula.format.internal.gzip;

import io.scapula.format.internal.gzip.GzipRepair.WrongBit;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The wrong bits of a gzip file, found when its first byte is wanted, and streams in which they are right. The file itself
 * stays as it is.
 */
public final class GzipRepairs {
    /** Larger files should not be looked at: all of what they give would be needed in memory. */
    public static final int MOST_STORED_BYTES = 8 << 20;

    private final Path path;
    private @Nullable List<WrongBit> wrongBits;

    /** Looks at a file once its first byte is wanted; a larger one than {@link #MOST_STORED_BYTES} only up to there. */
    public GzipRepairs(Path path) {
        this.path = path;
    }

    private synchronized List<WrongBit> wrongBits() throws IOException {
        List<WrongBit> bits = wrongBits;
        if (bits == null) {
            bits = search();
            wrongBits = bits;
        }
        return bits;
    }

    private List<WrongBit> search() throws IOException {
        byte[] file;
        int length;
        try (InputStream stream = Files.newInputStream(path)) {
            file = new byte[(int) Math.min(Files.size(path), MOST_STORED_BYTES) + DeflateBits.PADDING_BYTES];
            length = stream.readNBytes(file, 0, file.length - DeflateBits.PADDING_BYTES);
        }
        Arrays.fill(file, length, file.length, (byte) 0);
        return GzipRepair.wrongBits(file, length);
    }

    /** What was put right in what was read so far, in words. */
    public synchronized List<String> told() {
        List<String> told = new ArrayList<>();
        for (WrongBit bit : wrongBits == null ? List.<WrongBit>of() : wrongBits) {
            told.add("one bit of the gzip stream is wrong, 0x" + Integer.toHexString(bit.mask()) + " of stored byte "
                    + bit.storedOffset() + "; it is read as it was, as size and checksum prove");
        }
        return told;
    }

    /**
     * The bytes of a stream as they should be.
     *
     * @param stream the file from an offset on
     * @param offset that offset
     */
    public InputStream repaired(InputStream stream, long offset) {
        return new FilterInputStream(stream) {
            private long position = offset;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
            }

            @Override
            public int read(byte[] target, int start, int length) throws IOException {
                List<WrongBit> bits = wrongBits();
                int count = in.read(target, start, length);
                for (WrongBit bit : bits) {
                    long index = bit.storedOffset() - position;
                    if (index >= 0 && index < count) {
                        target[start + (int) index] ^= (byte) bit.mask();
                    }
                }
                position += Math.max(0, count);
                return count;
            }

            @Override
            public long skip(long wanted) throws IOException {
                long skipped = in.skip(wanted);
                position += skipped;
                return skipped;
            }

            @Override
            public boolean markSupported() {
                return false;
            }
        };
    }
}
