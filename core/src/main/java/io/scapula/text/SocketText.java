package io.scapula.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Appends socket addresses and tuples from the bytes of a parameter. Holds a buffer of its own: for one thread. */
final class SocketText {
    private static final int AF_UNIX = 1;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int IPV4_ADDRESS_BYTES = 7;
    private static final int IPV6_ADDRESS_BYTES = 19;
    private static final int IPV4_TUPLE_BYTES = 13;
    private static final int IPV6_TUPLE_BYTES = 37;
    private static final int UNIX_PATH = 17;

    private final AddressText addresses = new AddressText();

    /** One end: {@code 127.0.0.1:80} or the path of a unix socket. */
    void appendAddress(StringBuilder out, byte[] bytes, int length, ByteOrder order, CleanText clean) {
        int family = length == 0 ? 0 : bytes[0] & 0xFF;
        switch (family) {
            case AF_UNIX -> clean.append(out, bytes, 1, length);
            case AF_INET -> {
                if (length == IPV4_ADDRESS_BYTES) {
                    appendIpv4(out, bytes, 1, order);
                } else {
                    out.append("INVALID IPv4");
                }
            }
            case AF_INET6 -> {
                if (length == IPV6_ADDRESS_BYTES) {
                    appendIpv6(out, bytes, 1, order);
                } else {
                    out.append("INVALID IPv6");
                }
            }
            default -> out.append("family ").append(family);
        }
    }

    /** Both ends: {@code 127.0.0.1:40000->127.0.0.1:80}, or two kernel addresses and a path. */
    void appendTuple(StringBuilder out, byte[] bytes, int length, ByteOrder order, CleanText clean) {
        int family = length == 0 ? 0 : bytes[0] & 0xFF;
        switch (family) {
            case AF_UNIX -> appendUnixTuple(out, bytes, length, order, clean);
            case AF_INET -> {
                if (length == IPV4_TUPLE_BYTES) {
                    appendIpv4(out, bytes, 1, order);
                    out.append("->");
                    appendIpv4(out, bytes, 7, order);
                } else {
                    out.append("INVALID IPv4");
                }
            }
            case AF_INET6 -> {
                if (length == IPV6_TUPLE_BYTES) {
                    appendIpv6Tuple(out, bytes, order);
                } else {
                    out.append("INVALID IPv6");
                }
            }
            default -> out.append("family ").append(family);
        }
    }

    private static void appendUnixTuple(StringBuilder out, byte[] bytes, int length, ByteOrder order, CleanText clean) {
        if (length < UNIX_PATH) {
            out.append("NULL");
            return;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
        NumberText.appendLowerHex(out, buffer.getLong(1));
        out.append("->");
        NumberText.appendLowerHex(out, buffer.getLong(9));
        out.append(' ');
        clean.append(out, bytes, UNIX_PATH, length);
    }

    private void appendIpv6Tuple(StringBuilder out, byte[] bytes, ByteOrder order) {
        if (AddressText.isIpv4InIpv6(bytes, 1) && AddressText.isIpv4InIpv6(bytes, 19)) {
            appendIpv4(out, bytes, 13, order);
            out.append("->");
            appendIpv4(out, bytes, 31, order);
        } else {
            appendIpv6(out, bytes, 1, order);
            out.append("->");
            appendIpv6(out, bytes, 19, order);
        }
    }

    private static void appendIpv4(StringBuilder out, byte[] bytes, int position, ByteOrder order) {
        AddressText.appendIpv4(out, bytes, position);
        out.append(':').append(port(bytes, position + 4, order));
    }

    private void appendIpv6(StringBuilder out, byte[] bytes, int position, ByteOrder order) {
        addresses.appendIpv6(out, bytes, position);
        out.append(':').append(port(bytes, position + 16, order));
    }

    private static int port(byte[] bytes, int position, ByteOrder order) {
        int first = bytes[position] & 0xFF;
        int second = bytes[position + 1] & 0xFF;
        return order == ByteOrder.LITTLE_ENDIAN ? second << 8 | first : first << 8 | second;
    }
}
