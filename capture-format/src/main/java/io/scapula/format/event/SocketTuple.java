package io.scapula.format.event;

/**
 * Both ends of a socket, as a {@link ParameterType#SOCKTUPLE} parameter holds them. The source is whoever started: the
 * peer for accept and receive, the local end for connect and send.
 */
public sealed interface SocketTuple {
    /** An IPv4 or IPv6 conversation. */
    record Ip(IpAddress source, int sourcePort, IpAddress destination, int destinationPort) implements SocketTuple {}

    /**
     * A unix conversation.
     *
     * @param source      the kernel's address of one end
     * @param destination the kernel's address of the other end
     * @param path        path of the socket, perhaps empty
     */
    record Unix(long source, long destination, String path) implements SocketTuple {}

    /** A family this version does not take apart; table {@code socket_families}. */
    record Other(int family, byte[] bytes) implements SocketTuple {}
}
