package io.scapula.text;

/** Appends IP addresses from their bytes, in the forms of RFC 5952, without allocating. */
final class AddressText {
    private static final int IPV6_GROUPS = 8;
    private static final int MAPPED_PREFIX_BYTES = 12;

    private final int[] groups = new int[IPV6_GROUPS];

    /** Dotted decimals of the four bytes at the position. */
    static void appendIpv4(StringBuilder out, byte[] bytes, int position) {
        out.append(bytes[position] & 0xFF)
                .append('.')
                .append(bytes[position + 1] & 0xFF)
                .append('.')
                .append(bytes[position + 2] & 0xFF)
                .append('.')
                .append(bytes[position + 3] & 0xFF);
    }

    /**
     * Whether the sixteen bytes at the position stand for an IPv4 address: {@code ::ffff:a.b.c.d}, or {@code ::}, which is
     * any address of either kind.
     */
    static boolean isIpv4InIpv6(byte[] bytes, int position) {
        int prefix = 0;
        for (int index = 0; index < MAPPED_PREFIX_BYTES - 2; index++) {
            prefix |= bytes[position + index];
        }
        int mark = bytes[position + 10] & bytes[position + 11];
        int others = bytes[position + 10] | bytes[position + 11];
        for (int index = MAPPED_PREFIX_BYTES; index < 16; index++) {
            others |= bytes[position + index];
        }
        return prefix == 0 && (mark == -1 || others == 0);
    }

    /** The shortest form of the sixteen bytes at the position, without brackets. */
    void appendIpv6(StringBuilder out, byte[] bytes, int position) {
        int leadingZeros = 0;
        for (int index = 0; index < IPV6_GROUPS; index++) {
            int at = position + 2 * index;
            groups[index] = (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
            if (groups[index] == 0 && leadingZeros == index) {
                leadingZeros++;
            }
        }
        boolean endsDotted = leadingZeros == 6 || (leadingZeros == 5 && groups[5] == 0xFFFF);
        if (endsDotted) {
            out.append(leadingZeros == 6 ? "::" : "::ffff:");
            appendIpv4(out, bytes, position + MAPPED_PREFIX_BYTES);
        } else {
            appendGroups(out);
        }
    }

    private void appendGroups(StringBuilder out) {
        int longestStart = -1;
        int longest = 1;
        int run = 0;
        for (int index = 0; index < IPV6_GROUPS; index++) {
            run = groups[index] == 0 ? run + 1 : 0;
            if (run > longest) {
                longest = run;
                longestStart = index - run + 1;
            }
        }
        for (int index = 0; index < IPV6_GROUPS; ) {
            if (index == longestStart) {
                out.append("::");
                index += longest;
            } else {
                if (index > 0 && (longestStart < 0 || index != longestStart + longest)) {
                    out.append(':');
                }
                NumberText.appendLowerHex(out, groups[index++]);
            }
        }
    }
}
