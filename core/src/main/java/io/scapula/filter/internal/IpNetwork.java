package io.scapula.filter.internal;

import io.scapula.format.event.IpAddress;
import org.jspecify.annotations.Nullable;

/** A network such as {@code 10.0.0.0/8} or {@code 2001:db8::/32}. */
public record IpNetwork(IpAddress address, int prefixLength) {
    /** The network, or {@code null} if the text is none. */
    public static @Nullable IpNetwork parse(String text) {
        int slash = text.indexOf('/');
        IpAddress address = slash < 0 ? null : IpLiteral.parse(text.substring(0, slash));
        if (address == null) {
            return null;
        }
        boolean v6 = text.lastIndexOf(':', slash) >= 0;
        String digits = text.substring(slash + 1);
        if (digits.isEmpty() || digits.length() > 3 || !digits.chars().allMatch(unit -> unit >= '0' && unit <= '9')) {
            return null;
        }
        int length = Integer.parseInt(digits);
        if (length > (v6 ? 128 : 32) || (v6 && length == 0)) {
            return null;
        }
        if (v6 && !address.isV6()) {
            return length < 96 ? null : new IpNetwork(address, length - 96);
        }
        return new IpNetwork(address, length);
    }

    /** Whether the address, of the same version, is in the network. */
    public boolean contains(IpAddress other) {
        if (other.isV6() != address.isV6()) {
            return false;
        }
        if (!address.isV6()) {
            return prefixLength == 0 || (other.low() ^ address.low()) >>> (32 - prefixLength) == 0;
        }
        if (prefixLength <= 64) {
            return (other.high() ^ address.high()) >>> (64 - prefixLength) == 0;
        }
        return other.high() == address.high() && (other.low() ^ address.low()) >>> (128 - prefixLength) == 0;
    }
}
