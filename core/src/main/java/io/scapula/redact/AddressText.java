package io.scapula.redact;

import io.scapula.format.event.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** IP addresses as texts, in whatever way they are written. */
final class AddressText {
    /** Longest way to write one. */
    static final int LONGEST = 45;

    private static final int GROUPS = 8;

    private AddressText() {}

    /** The address that a text is, {@code null} if it is none. */
    static @Nullable IpAddress parse(String text) {
        if (text.indexOf(':') < 0) {
            long v4 = v4(text);
            return v4 < 0 ? null : new IpAddress(0, v4, false);
        }
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return null;
        }
        int[] before = groups(gap < 0 ? text : text.substring(0, gap));
        int[] after = groups(gap < 0 ? "" : text.substring(gap + 2));
        if (before == null || after == null) {
            return null;
        }
        int count = before.length + after.length;
        if (gap < 0 ? count != GROUPS : count >= GROUPS) {
            return null;
        }
        long[] halves = {0, 0};
        for (int index = 0; index < GROUPS; index++) {
            int fromEnd = index - (GROUPS - after.length);
            int group = index < before.length ? before[index] : fromEnd >= 0 ? after[fromEnd] : 0;
            halves[index / 4] = halves[index / 4] << 16 | group;
        }
        return new IpAddress(halves[0], halves[1], true);
    }

    private static int @Nullable [] groups(String text) {
        if (text.isEmpty()) {
            return new int[0];
        }
        String[] parts = text.split(":", -1);
        boolean dotted = parts[parts.length - 1].indexOf('.') >= 0;
        int[] groups = new int[parts.length + (dotted ? 1 : 0)];
        for (int index = 0; index < parts.length; index++) {
            String part = parts[index];
            if (dotted && index == parts.length - 1) {
                long v4 = v4(part);
                if (v4 < 0) {
                    return null;
                }
                groups[index] = (int) (v4 >>> 16);
                groups[index + 1] = (int) (v4 & 0xFFFF);
            } else if (part.isEmpty() || part.length() > 4 || part.indexOf('.') >= 0) {
                return null;
            } else {
                groups[index] = Integer.parseInt(part, 16);
            }
        }
        return groups;
    }

    private static long v4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return -1;
        }
        long address = 0;
        for (String part : parts) {
            boolean number = !part.isEmpty()
                    && part.length() <= 3
                    && part.chars().allMatch(unit -> unit >= '0' && unit <= '9')
                    && (part.length() == 1 || part.charAt(0) != '0');
            if (!number || Integer.parseInt(part) > 255) {
                return -1;
            }
            address = address << 8 | Integer.parseInt(part);
        }
        return address;
    }

    /** Another address, written as a text writes one: the same groups left out, leading zeros, capitals. */
    static byte[] like(String text, IpAddress address) {
        StringBuilder result = new StringBuilder();
        if (!address.isV6()) {
            result.append(address);
        } else {
            like(text, address, result);
        }
        return result.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void like(String text, IpAddress address, StringBuilder result) {
        int gap = text.indexOf("::");
        int dots = text.indexOf('.');
        int afterGap = gap < 0
                ? 0
                : (int) text.substring(gap + 2)
                                .chars()
                                .filter(unit -> unit == ':')
                                .count()
                        + 1;
        int group = 0;
        for (int index = 0; index < text.length(); ) {
            if (text.charAt(index) == ':') {
                if (index == gap + 1 && gap >= 0) {
                    group = GROUPS - afterGap - (dots < 0 ? 0 : 1);
                }
                result.append(':');
                index++;
                continue;
            }
            int end = index;
            while (end < text.length() && text.charAt(end) != ':') {
                end++;
            }
            String part = text.substring(index, end);
            if (part.indexOf('.') >= 0) {
                result.append(new IpAddress(0, address.low() & 0xFFFFFFFFL, false));
            } else {
                long half = group < 4 ? address.high() : address.low();
                String digits = String.format("%0" + part.length() + "x", half >>> 48 - 16 * (group % 4) & 0xFFFF);
                result.append(part.equals(part.toLowerCase(Locale.ROOT)) ? digits : digits.toUpperCase(Locale.ROOT));
            }
            group++;
            index = end;
        }
    }
}
