package io.scapula.format.internal.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Inflates gzip members (RFC 1952) that stand back to back, and delivers every byte that can be inflated before damage.
 *
 * <p>{@link java.util.zip.GZIPInputStream} is not used because it decides by {@code available()} whether another member
 * follows, which ends early on a pipe, and because it drops what it inflated in the call that meets damage.
 */
final class GzipMembersInputStream extends InputStream {
    private static final int FLAG_HEADER_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;

    private final InputStream stored;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] input = new byte[1 << 16];
    private int inputPosition;
    private int inputEnd;
    private long inputTaken;
    private boolean inMember;
    private boolean finished;
    /** Where the last member ends, if bytes that are no member follow it, else -1. */
    private long trailingOffset = -1;

    private @org.jspecify.annotations.Nullable IOException pending;

    GzipMembersInputStream(InputStream stored) {
        this.stored = stored;
    }

    /** Stored bytes up to the end of the last member, if bytes that are no member follow it, else -1. */
    long trailingOffset() {
        return trailingOffset;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (pending != null) {
            throw pending;
        }
        while (!finished) {
            if (!inMember && !startMember()) {
                finished = true;
                break;
            }
            int count = inflate(target, offset, length);
            if (count > 0 || length == 0) {
                return count;
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
                    if (!fill()) {
                        throw new EOFException("the last gzip member is cut off");
                    }
                    inflater.setInput(input, inputPosition, inputEnd - inputPosition);
                }
                inflater.inflate(target, offset, length);
                inputPosition = inputEnd - inflater.getRemaining();
            }
        } catch (DataFormatException e) {
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

    /** Reads a member header; false at the end of the stream or before bytes that are no gzip member. */
    private boolean startMember() throws IOException {
        if (inputPosition == inputEnd && !fill()) {
            return false;
        }
        long start = inputTaken - (inputEnd - inputPosition);
        if (input[inputPosition] != 0x1F) {
            trailingOffset = start;
            return false;
        }
        skip(1);
        if (inputPosition == inputEnd && !fill() || (input[inputPosition] & 0xFF) != 0x8B) {
            trailingOffset = start;
            return false;
        }
        skip(1);
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
        inflater.reset();
        crc.reset();
        inflater.setInput(input, inputPosition, inputEnd - inputPosition);
        inMember = true;
        return true;
    }

    private boolean fill() throws IOException {
        inputPosition = 0;
        inputEnd = Math.max(0, stored.read(input, 0, input.length));
        inputTaken += inputEnd;
        return inputEnd > 0;
    }

    private int next() throws IOException {
        if (inputPosition == inputEnd && !fill()) {
            throw new EOFException("a gzip member header is cut off");
        }
        return input[inputPosition++] & 0xFF;
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
        stored.close();
    }
}
