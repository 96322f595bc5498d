package io.scapula.format.internal.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The stored bytes below a decompressor, of which the last ones are kept: what was taken for compressed data may be the
 * start of the next sound part.
 */
final class StoredBytes implements Closeable {
    static final int CHUNK_BYTES = 1 << 16;
    private static final int KEPT_BYTES = 1 << 20;
    /** Going back costs no more than reading has, and a little. */
    private static final long FIRST_REWIND_BUDGET = 4 << 20;

    private final InputStream stream;
    private byte[] bytes = new byte[2 * CHUNK_BYTES];
    /** Offset in the stream of the first byte of the array. */
    private long start;

    private int position;
    private int end;
    private long rewound;

    StoredBytes(InputStream stream) {
        this.stream = stream;
    }

    /** Reads some more if all that were read have been taken; false at the end of the stream. */
    boolean fill() throws IOException {
        return position < end || more();
    }

    /** Makes so many bytes available if there are as many. */
    boolean require(int count) throws IOException {
        while (end - position < count && more()) {
            // until there are
        }
        return end - position >= count;
    }

    private boolean more() throws IOException {
        if (bytes.length - end < CHUNK_BYTES) {
            int dropped = Math.max(0, Math.min(position, end - KEPT_BYTES));
            System.arraycopy(bytes, dropped, bytes, 0, end - dropped);
            start += dropped;
            position -= dropped;
            end -= dropped;
            if (bytes.length - end < CHUNK_BYTES) {
                bytes = Arrays.copyOf(bytes, 2 * bytes.length);
            }
        }
        int count = stream.read(bytes, end, Math.min(CHUNK_BYTES, bytes.length - end));
        end += Math.max(0, count);
        return count > 0;
    }

    byte[] array() {
        return bytes;
    }

    int position() {
        return position;
    }

    int available() {
        return end - position;
    }

    void take(int count) {
        position += count;
    }

    int next() {
        return Byte.toUnsignedInt(bytes[position++]);
    }

    /** Looks at a byte that is available. */
    int peek(int ahead) {
        return Byte.toUnsignedInt(bytes[position + ahead]);
    }

    /** Offset in the stream of the next byte. */
    long offset() {
        return start + position;
    }

    /** Goes to an offset among those that were read, back as far as is possible. */
    void moveTo(long offset) {
        int target = (int) Math.max(0, Math.min(end, offset - start));
        int back = Math.max(0, position - target);
        if (rewound + back <= FIRST_REWIND_BUDGET + offset()) {
            rewound += back;
            position = target;
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
