package io.scapula.format.block;

import io.scapula.format.CaptureText;
import io.scapula.format.event.IpAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Builds the body of one block after the other, little-endian; the counterpart of {@link BlockBody}. Readers refuse a whole
 * capture for one text that is too long, so texts are cut to their limit, and counted.
 */
public final class BlockBuilder {
    private static final int FIRST_BYTES = 1 << 12;

    private ByteBuffer buffer = ByteBuffer.allocate(FIRST_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long textsCut;

    /** Begins another body. */
    public void clear() {
        buffer.clear();
    }

    /** Bytes of the body so far. */
    public int size() {
        return buffer.position();
    }

    /** The array that holds the body from its start on; valid until more is put. */
    public byte[] array() {
        return buffer.array();
    }

    /** How many texts were longer than their limit. */
    public long textsCut() {
        return textsCut;
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            int wanted = Math.addExact(buffer.position(), bytes);
            int grown = (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(wanted, buffer.capacity() * 2L));
            buffer = ByteBuffer.wrap(Arrays.copyOf(buffer.array(), grown))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .position(buffer.position());
        }
        return buffer;
    }

    void u8(int value) {
        room(1).put((byte) value);
    }

    void flag(boolean value) {
        u8(value ? 1 : 0);
    }

    void u16(int value) {
        room(2).putShort((short) value);
    }

    void u32(long value) {
        room(4).putInt((int) value);
    }

    void i64(long value) {
        room(8).putLong(value);
    }

    void bytes(byte[] value) {
        room(value.length).put(value);
    }

    /** Bytes of a buffer from its start to its end. */
    void bytes(ByteBuffer value) {
        ByteBuffer whole = value.duplicate().clear();
        room(whole.remaining()).put(whole);
    }

    void address(IpAddress value) {
        bytes(value.toBytes());
    }

    /** A text in a field of fixed size, with at least one NUL behind it. */
    void fixedText(String value, int fieldBytes) {
        bytes(Arrays.copyOf(limited(CaptureText.encode(value), fieldBytes - 1), fieldBytes));
    }

    /** A text behind its 16-bit length. */
    void text(String value, int mostBytes) {
        counted(limited(CaptureText.encode(value), mostBytes));
    }

    /** Texts with a NUL behind each, together behind their 16-bit length; only the very last NUL can be left off. */
    void texts(List<String> values, int mostBytes) {
        StringBuilder joined = new StringBuilder();
        values.forEach(value -> joined.append(value).append('\0'));
        byte[] bytes = CaptureText.encode(joined.toString());
        counted(bytes.length == mostBytes + 1 ? Arrays.copyOf(bytes, mostBytes) : limited(bytes, mostBytes));
    }

    /** A text without its length, which the caller has put. */
    byte[] limited(byte[] bytes, int mostBytes) {
        if (bytes.length <= mostBytes) {
            return bytes;
        }
        textsCut++;
        return Arrays.copyOf(bytes, mostBytes);
    }

    private void counted(byte[] bytes) {
        u16(bytes.length);
        bytes(bytes);
    }

    /** Leaves room for the length of an entry; what it gives is for {@link #endEntry}. */
    int startEntry() {
        int start = buffer.position();
        u32(0);
        return start;
    }

    /** Puts the length of the entry that started there. */
    void endEntry(int start, boolean lengthCountsItself) {
        buffer.putInt(start, buffer.position() - start - (lengthCountsItself ? 0 : 4));
    }
}
