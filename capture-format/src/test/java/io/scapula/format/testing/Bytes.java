package io.scapula.format.testing;

import io.scapula.format.CaptureText;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that grow: integers in one byte order, texts and addresses as the capture format lays them out. */
public final class Bytes {
    private final ByteOrder order;
    private byte[] bytes = new byte[64];
    private int size;

    private Bytes(ByteOrder order) {
        this.order = order;
    }

    public static Bytes in(ByteOrder order) {
        return new Bytes(order);
    }

    public ByteOrder order() {
        return order;
    }

    public int size() {
        return size;
    }

    public Bytes u8(int value) {
        room(1).put((byte) value);
        return this;
    }

    public Bytes u16(int value) {
        room(2).putShort((short) value);
        return this;
    }

    public Bytes u32(long value) {
        room(4).putInt((int) value);
        return this;
    }

    public Bytes u64(long value) {
        room(8).putLong(value);
        return this;
    }

    public Bytes f64(double value) {
        return u64(Double.doubleToLongBits(value));
    }

    public Bytes raw(byte[] values) {
        room(values.length).put(values);
        return this;
    }

    /** Bytes given as integers, for the eye. */
    public Bytes raw(int... values) {
        for (int value : values) {
            u8(value);
        }
        return this;
    }

    public Bytes zeros(int count) {
        room(count);
        return this;
    }

    /** Zeros up to the next multiple of four. */
    public Bytes pad() {
        return zeros(-size & 3);
    }

    /** A text behind its 16-bit length, without a NUL. */
    public Bytes str16(String text) {
        byte[] encoded = CaptureText.encode(text);
        return u16(encoded.length).raw(encoded);
    }

    /** Texts behind their common 16-bit length, each with a NUL at its end. */
    public Bytes list16(String... texts) {
        Bytes list = in(order);
        for (String text : texts) {
            list.text(text);
        }
        return u16(list.size).raw(list.toByteArray());
    }

    /** A text with a NUL at its end. */
    public Bytes text(String text) {
        return raw(CaptureText.encode(text)).u8(0);
    }

    /** An IPv4 or IPv6 address, written as a number and so never looked up, in network order. */
    public Bytes address(String literal) {
        return raw(addressBytes(literal));
    }

    private static byte[] addressBytes(String literal) {
        try {
            byte[] address = InetAddress.getByName(literal).getAddress();
            boolean mapped = literal.contains(":") && address.length == 4;
            return mapped
                    ? in(ByteOrder.BIG_ENDIAN)
                            .zeros(10)
                            .u16(0xFFFF)
                            .raw(address)
                            .toByteArray()
                    : address;
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + literal, e);
        }
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    private ByteBuffer room(int count) {
        if (bytes.length - size < count) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + count));
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, size, count).order(order);
        size += count;
        return buffer;
    }
}
