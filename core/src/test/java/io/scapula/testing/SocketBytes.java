package io.scapula.testing;

import io.scapula.format.testing.Bytes;
import java.nio.ByteOrder;

/** Addresses and tuples of sockets, as little-endian recorders write them. */
public final class SocketBytes {
    private SocketBytes() {}

    /** Address and port. */
    public static byte[] address(String address, int port) {
        return bytes(address).address(address).u16(port).toByteArray();
    }

    /** The path of a unix socket. */
    public static byte[] path(String path) {
        return Bytes.in(ByteOrder.LITTLE_ENDIAN).u8(1).text(path).toByteArray();
    }

    /** Both ends of an IP conversation. */
    public static byte[] tuple(String source, int sourcePort, String destination, int destinationPort) {
        return bytes(source)
                .address(source)
                .u16(sourcePort)
                .address(destination)
                .u16(destinationPort)
                .toByteArray();
    }

    /** Both ends of a unix conversation. */
    public static byte[] unixTuple(long source, long destination, String path) {
        return Bytes.in(ByteOrder.LITTLE_ENDIAN)
                .u8(1)
                .u64(source)
                .u64(destination)
                .text(path)
                .toByteArray();
    }

    private static Bytes bytes(String address) {
        return Bytes.in(ByteOrder.LITTLE_ENDIAN).u8(address.contains(":") ? 10 : 2);
    }
}
