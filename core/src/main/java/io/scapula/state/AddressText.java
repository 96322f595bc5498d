package io.scapula.state;

import io.scapula.format.event.IpAddress;
import org.jspecify.annotations.Nullable;

/** An address as a text that gives back the same address: empty for none, otherwise its family and its bits. */
final class AddressText {
    private static final String V4 = "4:";
    private static final String V6 = "6:";
    private static final int HEX_DIGITS = 16;
    private static final int HEX = 16;

    private AddressText() {}

    static String write(@Nullable IpAddress address) {
        if (address == null) {
            return "";
        }
        String low = Long.toHexString(address.low());
        return address.isV6()
                ? V6 + Long.toHexString(address.high()) + "0".repeat(HEX_DIGITS - low.length()) + low
                : V4 + low;
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static @Nullable IpAddress read(String text) {
        if (text.isEmpty()) {
            return null;
        }
        if (text.startsWith(V4)) {
            return new IpAddress(0, Long.parseUnsignedLong(text, V4.length(), text.length(), HEX), false);
        }
        int middle = text.length() - HEX_DIGITS;
        if (!text.startsWith(V6) || middle <= V6.length()) {
            throw new IllegalArgumentException("not an address: " + text);
        }
        return new IpAddress(
                Long.parseUnsignedLong(text, V6.length(), middle, HEX),
                Long.parseUnsignedLong(text, middle, text.length(), HEX),
                true);
    }
}
