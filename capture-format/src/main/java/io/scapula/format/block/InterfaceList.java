package io.scapula.format.block;

import io.scapula.format.CaptureText;
import io.scapula.format.event.IpAddress;
import java.util.List;

/**
 * The machine's network interfaces. A later list replaces an earlier one.
 *
 * <pre>
 * entry length  u32              V2 only, does <em>not</em> count itself
 * type          u16              1 IPv4, 2 IPv6, 3 and 4 the same without link speed
 * name length   u16
 * address, netmask, broadcast    4 or 16 bytes each
 * link speed    u64              types 1 and 2 only
 * name          bytes
 * </pre>
 *
 * @param version the layout, 1 or 2
 * @param entries in file order
 */
public record InterfaceList(int version, List<Interface> entries) implements MetadataBlock {
    /**
     * One address of one interface.
     *
     * @param linkSpeed bits per second, or 0 if not recorded
     */
    public record Interface(String name, IpAddress address, IpAddress netmask, IpAddress broadcast, long linkSpeed) {}

    private static final int MOST_NAME_BYTES = 1023;

    public InterfaceList {
        entries = List.copyOf(entries);
    }

    /** Reads entries until the end of the body, damage, or the limit. */
    public static InterfaceList decode(BlockBody body, int version, int most, ListDamage damage) {
        return new InterfaceList(
                version,
                body.list(
                        "interface list V" + version,
                        most,
                        damage,
                        entries -> version < 2 ? fields(entries) : entries.entry(false, InterfaceList::fields)));
    }

    private static Interface fields(BlockBody body) throws BlockBody.Unreadable {
        int type = body.u16("interface type");
        if (type < 1 || type > 4) {
            throw new BlockBody.Unreadable("interface type " + type + " is none of 1 to 4");
        }
        int nameLength = body.u16("name length");
        int addressBytes = type == 1 || type == 3 ? 4 : 16;
        IpAddress address = IpAddress.of(body.bytes(addressBytes, "address"));
        IpAddress netmask = IpAddress.of(body.bytes(addressBytes, "netmask"));
        IpAddress broadcast = IpAddress.of(body.bytes(addressBytes, "broadcast"));
        long linkSpeed = type <= 2 ? body.i64("link speed") : 0;
        String name = CaptureText.decode(body.bytes(nameLength, "name"), 0, nameLength);
        return new Interface(name, address, netmask, broadcast, linkSpeed);
    }

    /** Writes the list in version 2, every interface with its link speed. */
    public void encode(BlockBuilder body) {
        for (Interface entry : entries) {
            if (entry.address().isV6() != entry.netmask().isV6()
                    || entry.address().isV6() != entry.broadcast().isV6()) {
                throw new IllegalArgumentException("the addresses of an interface are of different families: " + entry);
            }
            byte[] name = body.limited(CaptureText.encode(entry.name()), MOST_NAME_BYTES);
            int start = body.startEntry();
            body.u16(entry.address().isV6() ? 2 : 1);
            body.u16(name.length);
            body.address(entry.address());
            body.address(entry.netmask());
            body.address(entry.broadcast());
            body.i64(entry.linkSpeed());
            body.bytes(name);
            body.endEntry(start, false);
        }
    }
}
