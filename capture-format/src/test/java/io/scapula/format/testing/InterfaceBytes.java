package io.scapula.format.testing;

import io.scapula.format.CaptureText;

/** One entry of an interface list. */
public final class InterfaceBytes {
    private final int type;
    private final String name;
    private final String[] addresses;
    private final long linkSpeed;
    private byte[] appended = {};

    private InterfaceBytes(int type, String name, long linkSpeed, String... addresses) {
        this.type = type;
        this.name = name;
        this.linkSpeed = linkSpeed;
        this.addresses = addresses;
    }

    /** Types 1 and 3 take IPv4 addresses, 2 and 4 IPv6; 3 and 4 have no link speed. */
    public static InterfaceBytes of(
            int type, String name, String address, String netmask, String broadcast, long linkSpeed) {
        return new InterfaceBytes(type, name, linkSpeed, address, netmask, broadcast);
    }

    public InterfaceBytes appended(byte... bytes) {
        appended = bytes;
        return this;
    }

    void writeTo(Bytes body, int version) {
        byte[] encodedName = CaptureText.encode(name);
        Bytes entry = Bytes.in(body.order()).u16(type).u16(encodedName.length);
        for (String address : addresses) {
            entry.address(address);
        }
        if (type <= 2) {
            entry.u64(linkSpeed);
        }
        entry.raw(encodedName);
        if (version >= 2) {
            entry.raw(appended);
            body.u32(entry.size());
        }
        body.raw(entry.toByteArray());
    }
}
