package io.scapula.format.event;

import io.scapula.format.CaptureText;
import io.scapula.format.internal.NulSeparated;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Turns the bytes of a parameter into a {@link ParameterValue}. Bytes that do not fit become {@code Raw}. */
public final class ParameterDecoder {
    /** What recorders write for a text pointer that could not be read. */
    private static final String NO_TEXT = "(NULL)";

    private static final int AF_UNIX = 1;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int POLL_ENTRY_BYTES = 10;

    private ParameterDecoder() {}

    /** Decodes {@code length} bytes from {@code start}, in the buffer's byte order. */
    public static ParameterValue decode(ParameterSpec spec, ByteBuffer buffer, int start, int length) {
        if (spec.type() != ParameterType.DYN) {
            return decode(spec.type(), buffer, start, length);
        }
        if (length == 0) {
            return new ParameterValue.Absent();
        }
        int variant = Byte.toUnsignedInt(buffer.get(start));
        if (variant >= spec.variants().size()) {
            return new ParameterValue.Raw(bytes(buffer, start, length));
        }
        ParameterType type = spec.variants().get(variant).type();
        return new ParameterValue.Dynamic(variant, decode(type, buffer, start + 1, length - 1));
    }

    /** Decodes a value whose type is known. */
    public static ParameterValue decode(ParameterType type, ByteBuffer buffer, int start, int length) {
        if (length == 0) {
            return new ParameterValue.Absent();
        }
        if (type.width() != 0 && length != type.width()) {
            return new ParameterValue.Raw(bytes(buffer, start, length));
        }
        if (type.isInteger()) {
            return new ParameterValue.Number(integer(buffer, start, length, type.isSigned()), type.isSigned());
        }
        if (type.isText()) {
            return text(buffer, start, length);
        }
        return switch (type) {
            case DOUBLE -> new ParameterValue.Decimal(buffer.getDouble(start));
            case IPV4ADDR -> new ParameterValue.Address(IpAddress.v4(buffer, start));
            case IPV6ADDR -> new ParameterValue.Address(IpAddress.v6(buffer, start));
            case SOCKADDR -> socketAddress(buffer, start, length);
            case SOCKTUPLE -> socketTuple(buffer, start, length);
            case FDLIST -> pollList(buffer, start, length);
            case CHARBUFARRAY ->
                new ParameterValue.TextList(NulSeparated.split(CaptureText.decode(buffer, start, length)));
            case BYTEBUF -> new ParameterValue.Bytes(bytes(buffer, start, length));
            default -> new ParameterValue.Raw(bytes(buffer, start, length));
        };
    }

    /** Reads an integer of 1, 2, 4 or 8 bytes; anything else reads as 0. */
    public static long integer(ByteBuffer buffer, int start, int length, boolean signed) {
        return switch (length) {
            case 1 -> signed ? buffer.get(start) : Byte.toUnsignedLong(buffer.get(start));
            case 2 -> signed ? buffer.getShort(start) : Short.toUnsignedLong(buffer.getShort(start));
            case 4 -> signed ? buffer.getInt(start) : Integer.toUnsignedLong(buffer.getInt(start));
            case 8 -> buffer.getLong(start);
            default -> 0;
        };
    }

    private static ParameterValue text(ByteBuffer buffer, int start, int length) {
        int end = length;
        if (buffer.get(start + length - 1) == 0) {
            end--;
        }
        String text = CaptureText.decode(buffer, start, end);
        return text.equals(NO_TEXT) ? new ParameterValue.Absent() : new ParameterValue.Text(text);
    }

    private static ParameterValue socketAddress(ByteBuffer buffer, int start, int length) {
        int family = Byte.toUnsignedInt(buffer.get(start));
        if (family == AF_INET && length == 7) {
            return new ParameterValue.Socket(
                    new SocketAddress.Ip(IpAddress.v4(buffer, start + 1), port(buffer, start + 5)));
        }
        if (family == AF_INET6 && length == 19) {
            return new ParameterValue.Socket(
                    new SocketAddress.Ip(IpAddress.v6(buffer, start + 1), port(buffer, start + 17)));
        }
        if (family == AF_UNIX) {
            return new ParameterValue.Socket(new SocketAddress.Unix(path(buffer, start + 1, length - 1)));
        }
        return family == AF_INET || family == AF_INET6
                ? new ParameterValue.Raw(bytes(buffer, start, length))
                : new ParameterValue.Socket(new SocketAddress.Other(family, bytes(buffer, start + 1, length - 1)));
    }

    private static ParameterValue socketTuple(ByteBuffer buffer, int start, int length) {
        int family = Byte.toUnsignedInt(buffer.get(start));
        if (family == AF_INET && length == 13) {
            return new ParameterValue.Tuple(new SocketTuple.Ip(
                    IpAddress.v4(buffer, start + 1),
                    port(buffer, start + 5),
                    IpAddress.v4(buffer, start + 7),
                    port(buffer, start + 11)));
        }
        if (family == AF_INET6 && length == 37) {
            return new ParameterValue.Tuple(new SocketTuple.Ip(
                    IpAddress.v6(buffer, start + 1),
                    port(buffer, start + 17),
                    IpAddress.v6(buffer, start + 19),
                    port(buffer, start + 35)));
        }
        if (family == AF_UNIX && length >= 17) {
            return new ParameterValue.Tuple(new SocketTuple.Unix(
                    buffer.getLong(start + 1), buffer.getLong(start + 9), path(buffer, start + 17, length - 17)));
        }
        return family == AF_INET || family == AF_INET6 || family == AF_UNIX
                ? new ParameterValue.Raw(bytes(buffer, start, length))
                : new ParameterValue.Tuple(new SocketTuple.Other(family, bytes(buffer, start + 1, length - 1)));
    }

    private static ParameterValue pollList(ByteBuffer buffer, int start, int length) {
        int count = length < 2 ? 0 : Short.toUnsignedInt(buffer.getShort(start));
        if (length < 2 || (length - 2) / POLL_ENTRY_BYTES < count) {
            return new ParameterValue.Raw(bytes(buffer, start, length));
        }
        List<ParameterValue.PollList.Polled> entries = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            int entry = start + 2 + index * POLL_ENTRY_BYTES;
            entries.add(new ParameterValue.PollList.Polled(buffer.getLong(entry), buffer.getShort(entry + 8)));
        }
        return new ParameterValue.PollList(entries);
    }

    /** A path up to its NUL. */
    private static String path(ByteBuffer buffer, int start, int length) {
        int end = 0;
        while (end < length && buffer.get(start + end) != 0) {
            end++;
        }
        return CaptureText.decode(buffer, start, end);
    }

    private static int port(ByteBuffer buffer, int position) {
        return Short.toUnsignedInt(buffer.getShort(position));
    }

    private static byte[] bytes(ByteBuffer buffer, int start, int length) {
        byte[] bytes = new byte[length];
        buffer.get(start, bytes, 0, length);
        return bytes;
    }
}
