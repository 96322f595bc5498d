package io.scapula.format.event;

import org.jspecify.annotations.Nullable;

/** Turns the values of parameters from big-endian to little-endian where they lie. Addresses are in network order in both. */
public final class ByteTurner {
    private static final int AF_UNIX = 1;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int V4_BYTES = 4;
    private static final int V6_BYTES = 16;
    private static final int POLL_ENTRY_BYTES = 10;

    private ByteTurner() {}

    /**
     * Turns one value.
     *
     * @param type  the event's row, or {@code null} if its code is not known
     * @param index of the parameter
     * @return false if the schema does not have the parameter, or its variant, and so nothing was turned
     */
    public static boolean turn(@Nullable EventType type, int index, byte[] bytes, int start, int length) {
        if (length == 0) {
            return true;
        }
        if (type == null || index >= type.parameters().size()) {
            return false;
        }
        ParameterSpec spec = type.parameters().get(index);
        if (spec.type() != ParameterType.DYN) {
            return turn(spec.type(), bytes, start, length);
        }
        int variant = Byte.toUnsignedInt(bytes[start]);
        return variant < spec.variants().size()
                && turn(spec.variants().get(variant).type(), bytes, start + 1, length - 1);
    }

    private static boolean turn(ParameterType type, byte[] bytes, int start, int length) {
        if (type.isInteger() || type == ParameterType.DOUBLE) {
            boolean fits = length == type.width();
            if (fits) {
                reverse(bytes, start, length);
            }
            return fits || length == 0;
        }
        return switch (type) {
            case SOCKADDR -> socket(bytes, start, length, 1);
            case SOCKTUPLE -> socket(bytes, start, length, 2);
            case FDLIST -> polled(bytes, start, length);
            default -> true;
        };
    }

    /** Addresses with a port behind each, or, in a tuple only, the kernel's addresses of the ends and a path. */
    private static boolean socket(byte[] bytes, int start, int length, int ends) {
        int family = bytes[start];
        int end = start + length;
        int position = start + 1;
        if (family == AF_UNIX) {
            for (; ends == 2 && position < start + 17 && end - position >= 8; position += 8) {
                reverse(bytes, position, 8);
            }
            return true;
        }
        if (family != AF_INET && family != AF_INET6) {
            return false;
        }
        int address = family == AF_INET ? V4_BYTES : V6_BYTES;
        for (int side = 0; side < ends && end - position >= address + 2; side++) {
            reverse(bytes, position + address, 2);
            position += address + 2;
        }
        return position == end;
    }

    private static boolean polled(byte[] bytes, int start, int length) {
        if (length < 2) {
            return false;
        }
        reverse(bytes, start, 2);
        int position = start + 2;
        for (; start + length - position >= POLL_ENTRY_BYTES; position += POLL_ENTRY_BYTES) {
            reverse(bytes, position, 8);
            reverse(bytes, position + 8, 2);
        }
        return position == start + length;
    }

    private static void reverse(byte[] bytes, int start, int length) {
        for (int low = start, high = start + length - 1; low < high; low++, high--) {
            byte swapped = bytes[low];
            bytes[low] = bytes[high];
            bytes[high] = swapped;
        }
    }
}
