package io.scapula.redact;

import io.scapula.format.event.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives every IP address another one that is written with as many characters. Addresses of one network stay in one network:
 * what two have in common at their beginning, their replacements have, too. Which stands for which depends on nothing but
 * the order in which they are seen.
 *
 * <p>Loopback, unspecified, broadcast and multicast addresses stay, and so does the beginning that makes an address private
 * or link-local.
 */
final class AddressMap implements AddressVisitor {
    private static final int MOST_PARTS = 1 << 20;
    /** The first half of {@code 64:ff9b::}. */
    private static final long TRANSLATED = 0x0064_FF9B_0000_0000L;

    private static final int V4_PARTS = 4;
    private static final int V6_PARTS = 8;

    /** Parts of addresses by what stands before them. */
    private final Map<String, Integer> replaced = new HashMap<>();

    private final Map<String, Set<Integer>> used = new HashMap<>();

    @Override
    public IpAddress visit(IpAddress address) throws RedactionLimitException {
        if (!address.isV6()) {
            return new IpAddress(0, v4((int) address.low()) & 0xFFFFFFFFL, false);
        }
        if (holdsV4(address)) {
            return new IpAddress(
                    address.high(), address.low() & 0xFFFFFFFF_00000000L | v4((int) address.low()) & 0xFFFFFFFFL, true);
        }
        return v6(address);
    }

    /** Whether its end is an IPv4 address: mapped, or behind the prefix for translation. */
    private static boolean holdsV4(IpAddress address) {
        return address.isV4Mapped() || address.high() == TRANSLATED && address.low() >>> 32 == 0;
    }

    private int v4(int address) throws RedactionLimitException {
        int first = address >>> 24;
        int second = address >>> 16 & 0xFF;
        if (first == 0 || first == 127 || first >= 224) {
            return address;
        }
        int kept = first == 10 ? 1 : first == 172 && second >> 4 == 1 || first == 192 || first == 169 ? 2 : 0;
        int result = 0;
        StringBuilder before = new StringBuilder("4");
        for (int part = 0; part < V4_PARTS; part++) {
            int octet = address >>> 24 - 8 * part & 0xFF;
            boolean stays = part < kept || part == 0 && (first == 172 || first == 192);
            int other = stays ? octet : octet(before.toString(), octet, part);
            result = result << 8 | other;
            before.append('.').append(octet);
        }
        return result;
    }

    /** Another octet with as many digits; the first one of an address is none that has a meaning. */
    private int octet(String before, int octet, int part) throws RedactionLimitException {
        int low = octet < 10 ? 0 : octet < 100 ? 10 : 100;
        int high = octet < 10 ? 9 : octet < 100 ? 99 : part == 0 ? 223 : 255;
        return other(before, octet, low, high, part == 0);
    }

    private IpAddress v6(IpAddress address) throws RedactionLimitException {
        int first = (int) (address.high() >>> 48);
        if (address.high() == 0 && address.low() >>> 32 == 0 || first >>> 8 == 0xFF) {
            return address;
        }
        boolean local = first >>> 6 == 0xFE80 >>> 6;
        long[] halves = {0, 0};
        StringBuilder before = new StringBuilder("6");
        for (int part = 0; part < V6_PARTS; part++) {
            int group = (int) ((part < 4 ? address.high() : address.low()) >>> 48 - 16 * (part % 4) & 0xFFFF);
            halves[part / 4] =
                    halves[part / 4] << 16 | (local && part == 0 ? group : group(before.toString(), group, part));
            before.append(':').append(Integer.toHexString(group));
        }
        return new IpAddress(halves[0], halves[1], true);
    }

    /** Another group with as many digits; zero stays, for it decides how an address is written. */
    private int group(String before, int group, int part) throws RedactionLimitException {
        if (group == 0) {
            return 0;
        }
        int digits = Integer.toHexString(group).length();
        int low = 1 << 4 * (digits - 1);
        int high = part == 0 && digits == 4 ? 0xFDFF : (1 << 4 * digits) - 1;
        return other(before, group, low, high, false);
    }

    private int other(String before, int part, int low, int high, boolean isFirstOctet) throws RedactionLimitException {
        String key = before + '/' + part;
        Integer known = replaced.get(key);
        if (known != null) {
            return known;
        }
        if (replaced.size() >= MOST_PARTS) {
            throw new RedactionLimitException("it holds more addresses than can be replaced consistently");
        }
        Set<Integer> taken = used.computeIfAbsent(before + '/' + low, each -> new HashSet<>());
        int size = high - low + 1;
        int chosen = part;
        for (int step = 0; step < size; step++) {
            int candidate = low + (size / 2 + taken.size() + step) % size;
            if (!taken.contains(candidate) && candidate != part && !(isFirstOctet && hasMeaning(candidate))) {
                chosen = candidate;
                break;
            }
        }
        taken.add(chosen);
        replaced.put(key, chosen);
        return chosen;
    }

    private static boolean hasMeaning(int first) {
        return first == 0 || first == 10 || first == 127 || first == 169 || first == 172 || first == 192;
    }

    /** What an address that is written in a text becomes; {@code null} if it is none, or stays. */
    byte @Nullable [] text(byte[] bytes, int start, int end) throws RedactionLimitException {
        String text = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
        IpAddress address = AddressText.parse(text);
        if (address == null || address.isV6() && text.indexOf('.') >= 0 && !holdsV4(address)) {
            return null;
        }
        IpAddress other = visit(address);
        return other.equals(address) ? null : AddressText.like(text, other);
    }
}
