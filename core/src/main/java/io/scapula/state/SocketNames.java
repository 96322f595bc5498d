package io.scapula.state;

import io.scapula.format.event.IpAddress;
import io.scapula.format.event.SocketAddress;
import io.scapula.format.event.SocketTuple;
import org.jspecify.annotations.Nullable;

/** Names of sockets: {@code state-engine} specification, section 7.3. */
public final class SocketNames {
    private SocketNames() {}

    /** An IPv6 address that stands for an IPv4 one becomes that; {@code ::} counts as such. */
    public static IpAddress unmapped(IpAddress address) {
        return isMapped(address) ? new IpAddress(0, address.low() & 0xFFFFFFFFL, false) : address;
    }

    /** Whether an IPv6 address stands for an IPv4 one. */
    public static boolean isMapped(IpAddress address) {
        return address.isV4Mapped() || (address.isV6() && address.isZero());
    }

    /** {@code a.b.c.d:p->e.f.g.h:q}; a pair of IPv6 addresses that both stand for IPv4 ones is shown as IPv4. */
    public static String of(SocketTuple.Ip tuple) {
        boolean mapped = isMapped(tuple.source()) && isMapped(tuple.destination());
        IpAddress source = mapped ? unmapped(tuple.source()) : tuple.source();
        IpAddress destination = mapped ? unmapped(tuple.destination()) : tuple.destination();
        return source + ":" + tuple.sourcePort() + "->" + destination + ":" + tuple.destinationPort();
    }

    /** {@code SOURCE->DESTINATION path}, the pointers in hexadecimal. */
    public static String of(SocketTuple.Unix tuple) {
        return Long.toHexString(tuple.source()) + "->" + Long.toHexString(tuple.destination()) + " " + tuple.path();
    }

    /** {@code address:port}, or the path. */
    static String of(SocketAddress address) {
        if (address instanceof SocketAddress.Ip ip) {
            return ip.address() + ":" + ip.port();
        }
        return address instanceof SocketAddress.Unix unix ? unix.path() : "";
    }

    /** The name of a conversation, as its protocol has it. */
    static String of(FdVersion fd) {
        IpAddress source = fd.source;
        IpAddress destination = fd.destination;
        return switch (fd.protocol) {
            case TCP, UDP -> source + ":" + fd.sourcePort + "->" + destination + ":" + fd.destinationPort;
            case ICMP, RAW -> source + "->" + destination;
            case UNKNOWN, NOT_APPLICABLE -> "<unknown>";
        };
    }

    /** {@code address:port} of a server socket. */
    static String server(@Nullable IpAddress address, int port) {
        return address + ":" + port;
    }
}
