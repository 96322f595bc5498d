package io.scapula.damage;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.scapula.format.testing.CompressedBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A compressed capture that consists of parts that can be read each for itself.
 *
 * @param stored the compressed bytes
 * @param bounds where each part begins, uncompressed, and where the last one ends
 * @param starts the same of the compressed parts
 */
record Parts(Form form, byte[] stored, int[] bounds, int[] starts) {
    private static final int HEADER_BYTES = 10;
    private static final int MOST_PARTS = 8;
    private static final int MOST_KEPT_BACK = 1 << 12;

    /** How a capture is compressed. */
    enum Form {
        GZIP,
        GZIP_MEMBERS,
        ZSTD,
        ZSTD_FRAMES;

        boolean isGzip() {
            return this == GZIP || this == GZIP_MEMBERS;
        }
    }

    static Parts of(Form form, byte[] capture, Random random) {
        int count = form == Form.GZIP || form == Form.ZSTD ? 1 : 2 + random.nextInt(MOST_PARTS - 1);
        int[] bounds = IntStream.concat(IntStream.of(0, capture.length), random.ints(count - 1, 1, capture.length))
                .sorted()
                .toArray();
        byte[][] compressed = new byte[count][];
        int[] starts = new int[count + 1];
        for (int part = 0; part < count; part++) {
            byte[] piece = Arrays.copyOfRange(capture, bounds[part], bounds[part + 1]);
            compressed[part] = form.isGzip() ? CompressedBytes.gzip(piece) : CompressedBytes.zstd(piece);
            starts[part + 1] = starts[part] + compressed[part].length;
        }
        return new Parts(form, CompressedBytes.join(compressed), bounds, starts);
    }

    private int partAt(int storedOffset) {
        int part = 0;
        while (part + 2 < starts.length && starts[part + 1] <= storedOffset) {
            part++;
        }
        return part;
    }

    /** Bytes that are decompressed before a stored byte is needed. */
    long uncompressedBefore(int storedOffset) {
        int part = partAt(storedOffset);
        if (!form.isGzip()) {
            return bounds[part] + zstdBytes(Arrays.copyOfRange(stored, starts[part], storedOffset));
        }
        int available = storedOffset - starts[part] - HEADER_BYTES;
        if (available <= 0) {
            return bounds[part];
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(stored, starts[part] + HEADER_BYTES, available);
            byte[] sink = new byte[1 << 16];
            while (inflater.inflate(sink) > 0) {
                // only how many there are is of interest
            }
            return bounds[part] + inflater.getBytesWritten();
        } catch (DataFormatException e) {
            throw new AssertionError("what comes before the fault is sound", e);
        } finally {
            inflater.end();
        }
    }

    /**
     * Bytes that are delivered before damage at a stored byte. Of several zstd frames, a damaged one is left out.
     */
    long deliveredBefore(int storedOffset) {
        return form == Form.ZSTD_FRAMES ? bounds[partAt(storedOffset)] : uncompressedBefore(storedOffset);
    }

    /**
     * Whether damage can make events of the part be delivered that were never recorded: where nothing but a checksum tells of
     * it, which comes last, and it cannot be put right.
     */
    boolean mayDeliverWhatWasNotRecorded() {
        return form != Form.ZSTD_FRAMES;
    }

    /** Bytes that are decompressed of a frame that is cut off; the last call to the decompressor may keep some to itself. */
    private static long zstdBytes(byte[] frame) {
        long count = 0;
        try (InputStream stream = new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(frame))) {
            byte[] sink = new byte[1 << 16];
            for (int read = stream.read(sink); read >= 0; read = stream.read(sink)) {
                count += read;
            }
        } catch (IOException e) {
            // It is cut off.
        }
        return Math.max(0, count - MOST_KEPT_BACK);
    }

    /** Whether bytes are all in one part after the one that a stored byte belongs to. */
    boolean isInWholePart(long start, long end, int storedOffset) {
        for (int part = partAt(storedOffset) + 1; part < bounds.length - 1; part++) {
            if (start >= bounds[part] && end <= bounds[part + 1]) {
                return true;
            }
        }
        return false;
    }

    /** Events whose neighbours are missing, at the borders of each part. */
    int mostLostBeside() {
        return 3;
    }
}
