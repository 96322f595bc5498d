package io.scapula.state;

import io.scapula.format.block.InterfaceList;
import io.scapula.format.block.InterfaceList.Interface;
import io.scapula.format.event.IpAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The machine's addresses. They tell which end of a conversation is local, and what an address of zero stands for:
 * {@code state-engine} specification, sections 7.4 and 11.
 */
final class NetworkInterfaces {
    /** More addresses than a machine has; each unknown one of a conversation is looked for among them. */
    private static final int MOST = 1 << 12;

    private static final long LOOPBACK_V4 = 0x7F000001L;
    private static final long LOOPBACK_V6 = 1;

    private final List<Interface> v4 = new ArrayList<>();
    private final List<Interface> v6 = new ArrayList<>();

    private long changes;

    /** A copy to look up in. */
    NetworkInterfaces snapshot() {
        NetworkInterfaces copy = new NetworkInterfaces();
        copy.v4.addAll(v4);
        copy.v6.addAll(v6);
        return copy;
    }

    /** Addresses to look up in. */
    static NetworkInterfaces of(List<Interface> v4, List<Interface> v6) {
        NetworkInterfaces interfaces = new NetworkInterfaces();
        interfaces.v4.addAll(v4);
        interfaces.v6.addAll(v6);
        return interfaces;
    }

    List<Interface> v4() {
        return v4;
    }

    List<Interface> v6() {
        return v6;
    }

    /** Grows with every change. */
    long changes() {
        return changes;
    }

    void clear() {
        changes++;
        v4.clear();
        v6.clear();
    }

    /** Takes a list in; a later one replaces an earlier one. */
    void replace(InterfaceList list) {
        clear();
        for (Interface entry : list.entries()) {
            List<Interface> family = entry.address().isV6() ? v6 : v4;
            if (family.size() < MOST) {
                family.add(entry);
            }
        }
    }

    /** Whether the machine has this IPv4 address, or an IPv6 address with the same upper half. */
    boolean has(IpAddress address) {
        List<Interface> family = address.isV6() ? v6 : v4;
        for (Interface entry : family) {
            IpAddress own = entry.address();
            if (address.isV6() ? own.high() == address.high() : own.low() == address.low()) {
                return true;
            }
        }
        return false;
    }

    /** Completes a conversation of which one address was not recorded; nothing changes if neither or both are zero. */
    void complete(FdVersion fd) {
        IpAddress source = fd.source;
        IpAddress destination = fd.destination;
        if (source == null || destination == null || source.isZero() == destination.isZero()) {
            return;
        }
        IpAddress known = source.isZero() ? destination : source;
        IpAddress inferred = infer(known);
        if (inferred.equals(known) && fd.sourcePort == fd.destinationPort) {
            return;
        }
        if (source.isZero()) {
            fd.source = inferred;
        } else {
            fd.destination = inferred;
        }
    }

    /** The own address that most likely talks to the other one. */
    private IpAddress infer(IpAddress other) {
        List<Interface> family = other.isV6() ? v6 : v4;
        for (Interface entry : family) {
            if (entry.address().equals(other)) {
                return entry.address();
            }
        }
        for (Interface entry : family) {
            if (isNear(entry, other)) {
                return entry.address();
            }
        }
        for (Interface entry : family) {
            if (!isLoopback(entry.address())) {
                return entry.address();
            }
        }
        return new IpAddress(0, 0, other.isV6());
    }

    private static boolean isNear(Interface entry, IpAddress other) {
        IpAddress own = entry.address();
        if (other.isV6()) {
            return own.high() == other.high();
        }
        long mask = entry.netmask().low();
        return (own.low() & mask) == (other.low() & mask);
    }

    private static boolean isLoopback(IpAddress address) {
        return address.isV6() ? address.high() == 0 && address.low() == LOOPBACK_V6 : address.low() == LOOPBACK_V4;
    }
}
