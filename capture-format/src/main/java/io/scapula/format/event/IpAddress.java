package io.scapula.format.event;

import java.nio.ByteBuffer;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address as a value; never looked up anywhere.
 *
 * @param high the upper 64 bits of an IPv6 address, 0 for IPv4
 * @param low  the lower 64 bits of an IPv6 address, or the 32 bits of an IPv4 address
 * @param isV6 which of the two
 */
public record IpAddress(long high, long low, boolean isV6) {

    /** The IPv4 address in four bytes in network order. */
    public static IpAddress v4(ByteBuffer buffer, int position) {
        return new IpAddress(0, bigEndian(buffer, position, 4), false);
    }

    /** The IPv6 address in sixteen bytes in network order. */
    public static IpAddress v6(ByteBuffer buffer, int position) {
        return new IpAddress(bigEndian(buffer, position, 8), bigEndian(buffer, position + 8, 8), true);
    }

    /** The address in 4 or 16 bytes in network order. */
    public static IpAddress of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return bytes.length == 4 ? v4(buffer, 0) : v6(buffer, 0);
    }

    /** The address in 4 or 16 bytes in network order. */
    public byte[] toBytes() {
        return isV6
                ? ByteBuffer.allocate(16).putLong(high).putLong(low).array()
                : ByteBuffer.allocate(4).putInt((int) low).array();
    }

    /** Whether every bit is zero. */
    public boolean isZero() {
        return high == 0 && low == 0;
    }

    /** Whether this is an IPv6 address that stands for an IPv4 one, {@code ::ffff:a.b.c.d}. */
    public boolean isV4Mapped() {
        return isV6 && high == 0 && low >>> 32 == 0xFFFFL;
    }

    // By hand: those of records are linked at their first use and compiled into each caller with all that links them.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IpAddress address && high == address.high && low == address.low && isV6 == address.isV6;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Long.hashCode(high) + Long.hashCode(low)) + Boolean.hashCode(isV6);
    }

    private static long bigEndian(ByteBuffer buffer, int position, int bytes) {
        long value = 0;
        for (int index = 0; index < bytes; index++) {
            value = value << 8 | Byte.toUnsignedLong(buffer.get(position + index));
        }
        return value;
    }

    /** Dotted decimals, or the shortest form of RFC 5952 without brackets. */
    @Override
    public String toString() {
        if (!isV6) {
            return dotted(low);
        }
        if (high == 0 && (isV4Mapped() || (low >>> 32 == 0 && low >>> 16 != 0))) {
            return (isV4Mapped() ? "::ffff:" : "::") + dotted(low & 0xFFFFFFFFL);
        }
        return groups();
    }

    private static String dotted(long address) {
        return (address >>> 24 & 0xFF) + "." + (address >>> 16 & 0xFF) + "." + (address >>> 8 & 0xFF) + "."
                + (address & 0xFF);
    }

    private String groups() {
        int[] groups = new int[8];
        for (int index = 0; index < 4; index++) {
            groups[index] = (int) (high >>> (48 - 16 * index) & 0xFFFF);
            groups[index + 4] = (int) (low >>> (48 - 16 * index) & 0xFFFF);
        }
        int longestStart = -1;
        int longestLength = 1;
        for (int start = 0; start < 8; start++) {
            int length = 0;
            while (start + length < 8 && groups[start + length] == 0) {
                length++;
            }
            if (length > longestLength) {
                longestStart = start;
                longestLength = length;
            }
        }
        if (longestStart < 0) {
            return join(groups, 0, 8);
        }
        return join(groups, 0, longestStart) + "::" + join(groups, longestStart + longestLength, 8);
    }

    private static String join(int[] groups, int start, int end) {
        StringJoiner text = new StringJoiner(":");
        for (int index = start; index < end; index++) {
            text.add(Integer.toHexString(groups[index]));
        }
        return text.toString();
    }
}
