package io.scapula.format.internal.source;

import io.scapula.format.internal.gzip.GzipHeader;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Searches stored bytes for a gzip member: for its header, and for data behind it that can be inflated. */
final class GzipMemberSearch {
    private static final int TRIED_OUTPUT_BYTES = 1 << 12;

    private static final int TRIED_INPUT_BYTES = 1 << 13;
    /** Inflating takes longer than looking for headers: it is only tried so often. */
    private static final int BYTES_PER_TRIAL = 128;

    private static final int FIRST_TRIALS = 64;

    private final StoredBytes stored;
    private final Inflater inflater = new Inflater(true);
    private final byte[] output = new byte[TRIED_OUTPUT_BYTES];
    private long trials;

    GzipMemberSearch(StoredBytes stored) {
        this.stored = stored;
    }

    /** Moves to the next member; false, at the end of the stream, if there is none. */
    boolean next() throws IOException {
        while (stored.require(GzipHeader.LEAST_BYTES)) {
            int limit = stored.available() - GzipHeader.LEAST_BYTES;
            int ahead = 0;
            while (ahead <= limit && !GzipHeader.isHeader(stored.array(), stored.position() + ahead)) {
                ahead++;
            }
            stored.take(ahead);
            if (ahead <= limit) {
                if (canBeInflated()) {
                    return true;
                }
                stored.take(1);
            }
        }
        stored.take(stored.available());
        return false;
    }

    private boolean canBeInflated() throws IOException {
        if (++trials > FIRST_TRIALS + stored.offset() / BYTES_PER_TRIAL) {
            return false;
        }
        stored.require(TRIED_INPUT_BYTES);
        int header = GzipHeader.bytes(stored.array(), stored.position(), stored.position() + stored.available());
        if (header > stored.available()) {
            return false;
        }
        inflater.reset();
        inflater.setInput(stored.array(), stored.position() + header, stored.available() - header);
        try {
            int count = 0;
            int more = 1;
            while (more > 0 && count < output.length) {
                more = inflater.inflate(output, count, output.length - count);
                count += more;
            }
            return count > 0 || inflater.finished();
        } catch (DataFormatException e) {
            return false;
        }
    }

    void close() {
        inflater.end();
    }
}
