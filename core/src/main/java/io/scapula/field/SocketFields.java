package io.scapula.field;

import io.scapula.event.EventContext;
import io.scapula.format.event.IpAddress;
import io.scapula.state.FdType;
import io.scapula.state.FdVersion;
import io.scapula.state.L4Protocol;
import io.scapula.state.ThreadVersion;
import org.jspecify.annotations.Nullable;

/** The two ends of a conversation, by role (client, server) and by place (local, remote). */
final class SocketFields {
    private static final IpAddress NO_IPV4 = new IpAddress(0, 0, false);
    private static final IpAddress NO_IPV6 = new IpAddress(0, 0, true);

    private SocketFields() {}

    /** Which end of a conversation. */
    private enum End {
        CLIENT("c"),
        SERVER("s"),
        LOCAL("l"),
        REMOTE("r");

        private final String letter;

        End(String letter) {
            this.letter = letter;
        }
    }

    static void addTo(ReaderTable readers) {
        for (End end : End.values()) {
            readers.put("fd." + end.letter + "ip", address(end));
            readers.put("fd." + end.letter + "net", address(end));
            readers.put("fd." + end.letter + "port", port(end, false));
            readers.put("fd." + end.letter + "proto", port(end, true));
        }
        readers.put("fd.ip", FdFields.ofFd(SocketFields::bothAddresses));
        readers.put("fd.net", FdFields.ofFd(SocketFields::bothAddresses));
        readers.put("fd.port", FdFields.ofFd(SocketFields::bothPorts));
        readers.put("fd.proto", FdFields.ofFd(SocketFields::bothPorts));
        readers.put("fd.l4proto", FdFields.ofFd((event, fd, value) -> value.add(protocol(fd))));
        readers.put("fd.sockfamily", FdFields.ofFd(SocketFields::family));
        readers.put("fd.is_server", FdFields.ofFd((event, fd, value) -> value.add(isServer(event, fd))));
        readers.put("fd.connected", FdFields.ofFd((event, fd, value) -> value.add(fd.isConnected())));
    }

    private static FieldReader address(End end) {
        return FdFields.ofFd((event, fd, value) -> {
            int side = side(event, fd, end);
            return side != 0 && value.add(side < 0 ? source(fd) : destination(fd));
        });
    }

    private static FieldReader port(End end, boolean asText) {
        return FdFields.ofFd((event, fd, value) -> {
            int side = side(event, fd, end);
            if (side == 0) {
                return false;
            }
            int port = side < 0 ? fd.sourcePort() : fd.destinationPort();
            return asText ? value.add(Integer.toString(port)) : value.add(port);
        });
    }

    /** Where the end is recorded: -1 as source, 1 as destination, 0 if it is not known which. */
    private static int side(EventContext event, FdVersion fd, End end) {
        if (fd.type().isIpServer()) {
            return end == End.SERVER ? 1 : 0;
        }
        if (!fd.type().isIpSocket() || !fd.hasRole()) {
            return 0;
        }
        return switch (end) {
            case CLIENT -> -1;
            case SERVER -> 1;
            case LOCAL -> isLocal(event, source(fd)) ? -1 : 1;
            case REMOTE -> isLocal(event, source(fd)) ? 1 : -1;
        };
    }

    private static boolean isLocal(EventContext event, IpAddress address) {
        ThreadVersion thread = event.thread();
        return thread != null && event.state().isLocal(address, thread);
    }

    /** A socket that is not connected has zeros for addresses. */
    private static IpAddress source(FdVersion fd) {
        return orZero(fd.source(), fd.type());
    }

    private static IpAddress destination(FdVersion fd) {
        return orZero(fd.destination(), fd.type());
    }

    private static IpAddress orZero(@Nullable IpAddress address, FdType type) {
        if (address != null) {
            return address;
        }
        return type.isIpv6() ? NO_IPV6 : NO_IPV4;
    }

    private static boolean bothAddresses(EventContext event, FdVersion fd, FieldValue value) {
        if (fd.type().isIpServer()) {
            return value.add(destination(fd));
        }
        return fd.type().isIpSocket() && value.add(source(fd)) && value.add(destination(fd));
    }

    private static boolean bothPorts(EventContext event, FdVersion fd, FieldValue value) {
        if (fd.type().isIpServer()) {
            return value.add(fd.destinationPort());
        }
        return fd.type().isIpSocket() && value.add(fd.sourcePort()) && value.add(fd.destinationPort());
    }

    /** Told as soon as it is settled who is client and who is server; raw sockets have no such roles. */
    private static String protocol(FdVersion fd) {
        boolean settled =
                fd.type().isIpServer() || (fd.type().isIpSocket() && (fd.hasRole() || fd.protocol() == L4Protocol.RAW));
        return settled ? fd.protocol().label() : L4Protocol.UNKNOWN.label();
    }

    private static boolean family(EventContext event, FdVersion fd, FieldValue value) {
        if (fd.type().isIpSocket() || fd.type().isIpServer()) {
            return value.add("ip");
        }
        return fd.type() == FdType.UNIX_SOCKET && value.add("unix");
    }

    private static boolean isServer(EventContext event, FdVersion fd) {
        return fd.type().isIpServer() || (fd.type().isIpSocket() && isLocal(event, destination(fd)));
    }
}
