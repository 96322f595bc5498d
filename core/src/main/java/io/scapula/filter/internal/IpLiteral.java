package io.scapula.filter.internal;

import io.scapula.format.event.IpAddress;
import org.jspecify.annotations.Nullable;

/** Addresses as text. */
public final class IpLiteral {
    private static final int GROUPS = 8;

    private IpLiteral() {}

    /**
     * The address, or {@code null} if the text is none. An IPv6 address that stands for an IPv4 one becomes that one, as
     * the addresses of a capture do.
     */
    public static @Nullable IpAddress parse(String text) {
        if (text.indexOf(':') < 0) {
            long address = v4(text);
            return address < 0 ? null : new IpAddress(0, address, false);
        }
        IpAddress address = v6(text);
        return address != null && address.isV4Mapped() ? new IpAddress(0, address.low() & 0xFFFFFFFFL, false) : address;
    }

    /** Four decimals without leading zeros; -1 if the text is anything else. */
    private static long v4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return -1;
        }
        long address = 0;
        for (String part : parts) {
            int value = decimal(part);
            if (value < 0) {
                return -1;
            }
            address = address << 8 | value;
        }
        return address;
    }

    private static int decimal(String part) {
        if (part.isEmpty() || part.length() > 3 || (part.length() > 1 && part.charAt(0) == '0')) {
            return -1;
        }
        int value = 0;
        for (int index = 0; index < part.length(); index++) {
            int digit = part.charAt(index) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value > 255 ? -1 : value;
    }

    private static @Nullable IpAddress v6(String text) {
        int gap = text.indexOf("::");
        int[] head = groups(gap < 0 ? text : text.substring(0, gap), gap < 0);
        int[] tail = gap < 0 ? new int[0] : groups(text.substring(gap + 2), true);
        if (head == null || tail == null) {
            return null;
        }
        int known = head.length + tail.length;
        if (gap < 0 ? known != GROUPS : known >= GROUPS) {
            return null;
        }
        int[] groups = new int[GROUPS];
        System.arraycopy(head, 0, groups, 0, head.length);
        System.arraycopy(tail, 0, groups, GROUPS - tail.length, tail.length);
        return new IpAddress(bits(groups, 0), bits(groups, 4), true);
    }

    private static long bits(int[] groups, int start) {
        long bits = 0;
        for (int index = start; index < start + 4; index++) {
            bits = bits << 16 | groups[index];
        }
        return bits;
    }

    /** The groups in the text, none if it is empty; the last two may be written as an IPv4 address at the end. */
    private static int @Nullable [] groups(String text, boolean end) {
        if (text.isEmpty()) {
            return new int[0];
        }
        String[] parts = text.split(":", -1);
        boolean dotted = end && parts[parts.length - 1].indexOf('.') >= 0;
        int[] groups = new int[dotted ? parts.length + 1 : parts.length];
        if (groups.length > GROUPS) {
            return null;
        }
        for (int index = 0; index < parts.length; index++) {
            if (dotted && index == parts.length - 1) {
                long address = v4(parts[index]);
                if (address < 0) {
                    return null;
                }
                groups[index] = (int) (address >>> 16);
                groups[index + 1] = (int) (address & 0xFFFF);
            } else {
                groups[index] = hexadecimal(parts[index]);
                if (groups[index] < 0) {
                    return null;
                }
            }
        }
        return groups;
    }

    private static int hexadecimal(String part) {
        if (part.isEmpty() || part.length() > 4) {
            return -1;
        }
        int value = 0;
        for (int index = 0; index < part.length(); index++) {
            char unit = part.charAt(index);
            int digit = unit < 0x80 ? Character.digit(unit, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * 16 + digit;
        }
        return value;
    }
}
