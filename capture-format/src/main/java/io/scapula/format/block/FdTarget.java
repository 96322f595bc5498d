package io.scapula.format.block;

import io.scapula.format.event.IpAddress;

/** What a file descriptor points at. */
public sealed interface FdTarget {
    /**
     * A target that is told by a name alone: directories, pipes, eventfds and the like, and files of the first version.
     *
     * @param name path or kernel name such as {@code pipe:[123]}
     */
    record Named(String name) implements FdTarget {}

    /**
     * A regular file.
     *
     * @param openFlags table {@code file_flags}
     * @param path      its path
     * @param device    device number, or 0 if not recorded
     */
    record RegularFile(int openFlags, String path, long device) implements FdTarget {}

    /**
     * A connected IP socket; the source is the local end.
     *
     * @param protocol table {@code l4_protocols}: 2 TCP, 3 UDP, 4 ICMP, 5 raw
     */
    record Connection(IpAddress source, int sourcePort, IpAddress destination, int destinationPort, int protocol)
            implements FdTarget {}

    /** A listening IP socket. */
    record ServerSocket(IpAddress address, int port, int protocol) implements FdTarget {}

    /**
     * A unix socket.
     *
     * @param source      the kernel's address of this end
     * @param destination the kernel's address of the other end, or 0
     * @param path        path, perhaps empty; old recorders left a newline at its end
     */
    record UnixSocket(long source, long destination, String path) implements FdTarget {}

    /** A kind this version cannot read; the number from the file is kept in the entry. */
    record Unrecognized() implements FdTarget {}
}
