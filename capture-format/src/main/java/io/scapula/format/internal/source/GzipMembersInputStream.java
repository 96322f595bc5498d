package io.scapula.format.internal.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Inflates gzip members (RFC 1952) that stand back to back, delivers every byte that can be inflated before damage, and
 * {@linkplain #resume() goes on} with the next member behind it.
 *
 * <p>{@link java.util.zip.GZIPInputStream} is not used because it decides by {@code available()} whether another member
 * follows, which ends early on a pipe, and because it drops what it inflated in the call that meets damage.
 */
final class GzipMembersInputStream extends ResumableInputStream {
    private static final int FLAG_HEADER_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;

    private final StoredBytes stored;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final GzipMemberSearch search;
    private long memberStart = -1;
    private long delivered;
    private boolean inMember;
    private boolean finished;
    /** Where the last member ends, if bytes that are no member follow it, else -1. */
    private long trailingOffset = -1;
    /** Whether the next member has been found behind bytes that are none. */
    private boolean nextIsFound;

    private @Nullable IOException pending;

    GzipMembersInputStream(InputStream stream) {
        stored = new StoredBytes(stream);
        search = new GzipMemberSearch(stored);
    }

    /** Stored bytes up to the end of the last member, if bytes that are no member follow it, else -1. */
    long trailingOffset() {
        return trailingOffset;
    }

    @Override
    long storedPosition() {
        boolean isNothingInflated = inMember && inflater.getBytesWritten() == 0;
        return isNothingInflated ? memberStart : stored.offset();
    }

    @Override
    boolean isAtEndOfSoundPart() {
        return memberStart >= 0 && !inMember && pending == null;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (pending != null) {
            throw pending;
        }
        while (!finished) {
            if (!inMember && !startMember()) {
                finished = pending == null;
            } else if (pending == null) {
                int count = inflate(target, offset, length);
                delivered += count;
                if (count > 0 || length == 0) {
                    return count;
                }
            }
            if (pending != null) {
                throw pending;
            }
        }
        return -1;
    }

    private int inflate(byte[] target, int offset, int length) throws IOException {
        long before = inflater.getBytesWritten();
        try {
            while (inflater.getBytesWritten() == before && !inflater.finished()) {
                if (inflater.needsDictionary()) {
                    throw new DataFormatException("preset dictionary");
                }
                if (inflater.needsInput()) {
                    if (!stored.fill()) {
                        throw new EOFException("the last gzip member is cut off");
                    }
                    inflater.setInput(stored.array(), stored.position(), stored.available());
                }
                int available = stored.available();
                inflater.inflate(target, offset, length);
                stored.take(available - inflater.getRemaining());
            }
        } catch (DataFormatException e) {
            stored.take(stored.available() - inflater.getRemaining());
            pending = new ZipException(e.getMessage() == null ? "invalid data" : e.getMessage());
        } catch (EOFException e) {
            pending = e;
        }
        int count = (int) (inflater.getBytesWritten() - before);
        crc.update(target, offset, count);
        if (pending == null && inflater.finished()) {
            endMember();
        }
        return count;
    }

    private void endMember() throws IOException {
        inMember = false;
        try {
            long expectedCrc = littleEndian(4);
            long expectedSize = littleEndian(4);
            if (expectedCrc != crc.getValue() || expectedSize != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
                pending = new ZipException("checksum or size of a gzip member is wrong");
            }
        } catch (EOFException e) {
            pending = e;
        }
    }

    /** Reads a member header; false at the end of the stream, before bytes that are no gzip member, and if it is damaged. */
    private boolean startMember() throws IOException {
        if (!stored.fill()) {
            return false;
        }
        memberStart = stored.offset();
        if (!stored.require(2) || stored.peek(0) != 0x1F || stored.peek(1) != 0x8B) {
            nextIsFound = search.next();
            if (nextIsFound) {
                pending = new ZipException("bytes that are no gzip member");
            } else {
                trailingOffset = memberStart;
            }
            return false;
        }
        try {
            readHeader();
        } catch (EOFException | ZipException e) {
            pending = e;
            return false;
        }
        inflater.reset();
        crc.reset();
        inflater.setInput(stored.array(), stored.position(), stored.available());
        inMember = true;
        parts().add(delivered, memberStart);
        return true;
    }

    private void readHeader() throws IOException {
        skip(2);
        if (next() != 8) {
            throw new ZipException("unknown gzip compression method");
        }
        int flags = next();
        skip(6);
        if ((flags & FLAG_EXTRA) != 0) {
            skip((int) littleEndian(2));
        }
        if ((flags & FLAG_NAME) != 0) {
            skipText();
        }
        if ((flags & FLAG_COMMENT) != 0) {
            skipText();
        }
        if ((flags & FLAG_HEADER_CRC) != 0) {
            skip(2);
        }
    }

    @Override
    boolean resume() throws IOException {
        if (pending == null) {
            return false;
        }
        if (!nextIsFound) {
            if (inMember || stored.offset() <= memberStart) {
                // What was inflated behind the damage may have been the next member.
                stored.moveTo(memberStart + 1);
            }
            nextIsFound = search.next();
        }
        if (!nextIsFound) {
            return false;
        }
        nextIsFound = false;
        inMember = false;
        pending = null;
        return true;
    }

    private int next() throws IOException {
        if (!stored.fill()) {
            throw new EOFException("a gzip member header is cut off");
        }
        return stored.next();
    }

    private long littleEndian(int bytes) throws IOException {
        long value = 0;
        for (int index = 0; index < bytes; index++) {
            value |= (long) next() << (8 * index);
        }
        return value;
    }

    private void skip(int bytes) throws IOException {
        for (int index = 0; index < bytes; index++) {
            next();
        }
    }

    private void skipText() throws IOException {
        while (next() != 0) {
            continue;
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        search.close();
        stored.close();
    }
}
