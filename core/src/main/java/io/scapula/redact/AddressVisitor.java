package io.scapula.redact;

import io.scapula.format.event.IpAddress;
import java.io.IOException;

/** Looks at IP addresses and may replace them. */
interface AddressVisitor {
    /** Leaves all as they are. */
    AddressVisitor NONE = address -> address;

    /** The address, or what stands for it. */
    IpAddress visit(IpAddress address) throws IOException;

    /** The broadcast address of a network, which is that of the network that the address is replaced into. */
    default IpAddress visitBroadcast(IpAddress broadcast, IpAddress address, IpAddress netmask) throws IOException {
        IpAddress replaced = visit(address);
        if (replaced.equals(address) || broadcast.isZero() || address.isV6()) {
            return broadcast;
        }
        long host = ~netmask.low() & 0xFFFFFFFFL;
        return new IpAddress(0, replaced.low() & netmask.low() | host, false);
    }
}
