package io.scapula.state;

import io.scapula.format.block.FdEntry;
import io.scapula.format.block.FdTarget;
import io.scapula.format.event.IpAddress;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/** Turns the descriptor list's entries into descriptors. */
final class FdEntries {
    private static final int O_CLOEXEC = 1 << 12;

    private FdEntries() {}

    static FdVersion version(FdEntry entry, NetworkInterfaces interfaces, UnaryOperator<String> interned) {
        FdVersion fd = new FdVersion();
        FdType type = FdType.find(entry.typeCode());
        fd.number = entry.fd();
        fd.inode = entry.inode();
        fd.type = type == null ? FdType.UNSUPPORTED : type;
        fd.flags = FdVersion.FROM_PROC;
        FdTarget target = entry.target();
        if (target instanceof FdTarget.Named named) {
            fd.name = interned.apply(named.name());
        } else if (target instanceof FdTarget.RegularFile file) {
            fd.name = interned.apply(file.path());
            fd.openFlags = file.openFlags();
            fd.device = file.device();
            fd.flags |= (file.openFlags() & O_CLOEXEC) != 0 ? FdVersion.CLOSE_ON_EXEC : 0;
        } else if (target instanceof FdTarget.Connection connection) {
            connection(fd, connection, interfaces);
        } else if (target instanceof FdTarget.ServerSocket server) {
            fd.destination = server.address();
            fd.destinationPort = server.port();
            fd.protocol = L4Protocol.of(server.protocol());
            fd.name = SocketNames.server(server.address(), server.port());
        } else if (target instanceof FdTarget.UnixSocket unix) {
            fd.sourcePointer = unix.source();
            fd.destinationPointer = unix.destination();
            fd.name = interned.apply(withoutLineFeed(unix.path()));
            fd.flags |= fd.name.isEmpty() ? FdVersion.CLIENT : FdVersion.SERVER;
        }
        fd.rawName = fd.name;
        return fd;
    }

    private static void connection(FdVersion fd, FdTarget.Connection connection, NetworkInterfaces interfaces) {
        IpAddress source = connection.source();
        IpAddress destination = connection.destination();
        if (source.isV6() && SocketNames.isMapped(source) && SocketNames.isMapped(destination)) {
            fd.type = FdType.IPV4_SOCKET;
            source = SocketNames.unmapped(source);
            destination = SocketNames.unmapped(destination);
        }
        fd.source = source;
        fd.sourcePort = connection.sourcePort();
        fd.destination = destination;
        fd.destinationPort = connection.destinationPort();
        fd.protocol = L4Protocol.of(connection.protocol());
        fd.flags |= fd.protocol == L4Protocol.TCP ? FdVersion.CONNECTED : 0;
        interfaces.complete(fd);
        fd.name = SocketNames.of(fd);
    }

    /**
     * Decides who is the server of an IPv4 connection that was open when the recording began, now that all listening
     * ports are known.
     */
    static FdVersion withRole(FdVersion fd, IntPredicate isListening) {
        if (fd.type != FdType.IPV4_SOCKET || fd.hasRole()) {
            return fd;
        }
        if (!isListening.test(fd.sourcePort)) {
            return fd.with(FdVersion.CLIENT);
        }
        FdVersion server = fd.with(FdVersion.SERVER);
        server.source = fd.destination;
        server.sourcePort = fd.destinationPort;
        server.destination = fd.source;
        server.destinationPort = fd.sourcePort;
        server.name = SocketNames.of(server);
        server.rawName = server.name;
        return server;
    }

    private static String withoutLineFeed(String path) {
        return path.endsWith("\n") ? path.substring(0, path.length() - 1) : path;
    }
}
