package io.scapula.slice;

import io.scapula.format.block.FdEntry;
import io.scapula.format.block.FdTarget;
import io.scapula.format.event.IpAddress;
import io.scapula.state.FdType;
import io.scapula.state.FdVersion;
import io.scapula.state.L4Protocol;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns descriptors of a section into entries of descriptor lists. */
final class ListedDescriptors {
    private static final int O_CLOEXEC = 1 << 12;

    private final BitSet listeningPorts = new BitSet();

    /**
     * Who is server of a connection follows from the ports that somebody listens at.
     *
     * @param all every descriptor that will be listed
     */
    ListedDescriptors(Collection<? extends Collection<FdVersion>> all) {
        for (Collection<FdVersion> fds : all) {
            for (FdVersion fd : fds) {
                if (fd.type().isIpServer()) {
                    listeningPorts.set(fd.destinationPort());
                }
            }
        }
    }

    List<FdEntry> entries(Collection<FdVersion> fds) {
        List<FdEntry> entries = new ArrayList<>(fds.size());
        for (FdVersion fd : fds) {
            entries.add(new FdEntry(fd.number(), fd.inode(), fd.type().code(), target(fd)));
        }
        return entries;
    }

    private FdTarget target(FdVersion fd) {
        FdType type = fd.type();
        return switch (type) {
            case FILE_V2 -> new FdTarget.RegularFile(openFlags(fd), fd.name(), fd.device());
            case IPV4_SOCKET, IPV6_SOCKET -> connection(fd);
            case IPV4_SERVER, IPV6_SERVER ->
                new FdTarget.ServerSocket(
                        address(fd.destination(), type.isIpv6()), fd.destinationPort(), protocol(fd.protocol()));
            case UNIX_SOCKET -> new FdTarget.UnixSocket(fd.sourcePointer(), fd.destinationPointer(), fd.name());
            case UNKNOWN -> new FdTarget.Unrecognized();
            default -> new FdTarget.Named(fd.name());
        };
    }

    private static int openFlags(FdVersion fd) {
        int flags = fd.openFlags() & ~O_CLOEXEC;
        return flags | (fd.isCloseOnExec() ? O_CLOEXEC : 0);
    }

    /** Lists have the own end first; which one that is shows where somebody listens at its port. */
    private FdTarget connection(FdVersion fd) {
        boolean six = fd.type().isIpv6();
        IpAddress source = address(fd.source(), six);
        IpAddress destination = address(fd.destination(), six);
        int protocol = protocol(fd.protocol());
        boolean turned = !six && fd.isServer() && listeningPorts.get(fd.destinationPort());
        return turned
                ? new FdTarget.Connection(destination, fd.destinationPort(), source, fd.sourcePort(), protocol)
                : new FdTarget.Connection(source, fd.sourcePort(), destination, fd.destinationPort(), protocol);
    }

    private static IpAddress address(@Nullable IpAddress address, boolean six) {
        return address == null || address.isV6() != six ? new IpAddress(0, 0, six) : address;
    }

    private static int protocol(L4Protocol protocol) {
        return protocol.code();
    }
}
