package io.scapula.format.block;

import io.scapula.format.CaptureText;
import io.scapula.format.CaptureWarning;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads forward through the body of one block. Every read is checked against the end of the body, or of the entry that
 * {@link #entry} narrowed it to; running out throws {@link Unreadable}, which no decoder lets out.
 */
public final class BlockBody {

    /** The bytes are not what the layout says. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message, null, false, false);
        }
    }

    /** Reads one entry of a list. */
    @FunctionalInterface
    interface EntryDecoder<T> {
        T decode(BlockBody body) throws Unreadable;
    }

    /** Less than this at the end of a list is padding; no entry is as small. */
    private static final int SMALLEST_ENTRY = 4;

    private final ByteBuffer buffer;
    private int position;
    private int limit;

    /** A view of {@code buffer[start, end)}, which must stay as it is while it is read. */
    public BlockBody(ByteBuffer buffer, int start, int end) {
        this.buffer = buffer;
        this.position = start;
        this.limit = end;
    }

    int remaining() {
        return limit - position;
    }

    /**
     * Reads entries until the end of the body, damage, or the limit; what was read before is kept.
     *
     * @param what the list's name for messages, such as {@code "process list V9"}
     * @param most entries to take at most
     */
    <T> List<T> list(String what, int most, ListDamage damage, EntryDecoder<T> decoder) {
        List<T> entries = new ArrayList<>();
        try {
            while (remaining() >= SMALLEST_ENTRY) {
                if (entries.size() == most) {
                    damage.report(
                            CaptureWarning.Kind.LIMIT_REACHED,
                            what + ": there are more entries than the " + most + " that the limits allow");
                    break;
                }
                entries.add(decoder.decode(this));
            }
        } catch (Unreadable e) {
            damage.report(
                    CaptureWarning.Kind.MALFORMED_LIST,
                    what + ", entry " + (entries.size() + 1) + ": " + e.getMessage());
        }
        return entries;
    }

    /**
     * Reads an entry behind its 32-bit length and steps to its end, whatever newer writers appended to it.
     *
     * @param lengthCountsItself whether the length includes its own four bytes
     */
    <T> T entry(boolean lengthCountsItself, EntryDecoder<T> decoder) throws Unreadable {
        long length = u32("entry length") - (lengthCountsItself ? 4 : 0);
        if (length < 0 || length > remaining()) {
            throw new Unreadable("an entry length leaves " + length + " bytes where " + remaining() + " are there");
        }
        int end = position + (int) length;
        int bodyLimit = limit;
        limit = end;
        T entry = decoder.decode(this);
        limit = bodyLimit;
        position = end;
        return entry;
    }

    int u8(String what) throws Unreadable {
        return Byte.toUnsignedInt(buffer.get(advance(1, what)));
    }

    int u16(String what) throws Unreadable {
        return Short.toUnsignedInt(buffer.getShort(advance(2, what)));
    }

    long u32(String what) throws Unreadable {
        return Integer.toUnsignedLong(buffer.getInt(advance(4, what)));
    }

    int i32(String what) throws Unreadable {
        return buffer.getInt(advance(4, what));
    }

    long i64(String what) throws Unreadable {
        return buffer.getLong(advance(8, what));
    }

    byte[] bytes(int length, String what) throws Unreadable {
        int at = advance(length, what);
        byte[] bytes = new byte[length];
        buffer.get(at, bytes, 0, length);
        return bytes;
    }

    /** A text behind its 16-bit length. */
    String text(String what) throws Unreadable {
        int length = u16(what);
        return CaptureText.decode(buffer, advance(length, what), length);
    }

    private int advance(int length, String what) throws Unreadable {
        if (length > limit - position) {
            throw new Unreadable(what + " needs " + length + " bytes where " + (limit - position) + " are left");
        }
        int at = position;
        position += length;
        return at;
    }
}
