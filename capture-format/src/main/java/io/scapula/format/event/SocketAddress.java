package io.scapula.format.event;

/** One end of a socket, as a {@link ParameterType#SOCKADDR} parameter holds it. */
public sealed interface SocketAddress {
    /** An IPv4 or IPv6 address and a port. */
    record Ip(IpAddress address, int port) implements SocketAddress {}

    /** The path of a unix socket. */
    record Unix(String path) implements SocketAddress {}

    /** A family this version does not take apart; table {@code socket_families}. */
    record Other(int family, byte[] bytes) implements SocketAddress {}
}
