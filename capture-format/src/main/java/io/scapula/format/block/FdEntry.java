package io.scapula.format.block;

import io.scapula.format.WriteProfile;
import io.scapula.format.event.IpAddress;

/**
 * One open descriptor of an {@link FdList}.
 *
 * @param fd       the descriptor's number
 * @param inode    inode of the target, 0 if it has none
 * @param typeCode kind of the target as the file gives it, table {@code fd_types}
 * @param target   what it points at
 */
public record FdEntry(long fd, long inode, int typeCode, FdTarget target) {
    private static final int MOST_NAME_BYTES = 1023;
    private static final int CONNECTION_V4 = 3;
    private static final int CONNECTION_V6 = 4;
    private static final int SERVER_V4 = 5;
    private static final int SERVER_V6 = 6;
    private static final int UNIX_SOCKET = 8;
    private static final int FILE_V2 = 16;

    static FdEntry decode(BlockBody body, int version) throws BlockBody.Unreadable {
        return version < 2 ? fields(body, version) : body.entry(true, entry -> fields(entry, version));
    }

    private static FdEntry fields(BlockBody body, int version) throws BlockBody.Unreadable {
        long fd = body.i64("fd");
        long inode = body.i64("inode");
        int type = body.u8("fd type");
        return new FdEntry(fd, inode, type, target(body, version, type));
    }

    private static FdTarget target(BlockBody body, int version, int type) throws BlockBody.Unreadable {
        return switch (type) {
            case 0 -> new FdTarget.Unrecognized();
            case 1, 2, 7, 9, 10, 11, 12, 13, 14, 15, 17, 18, 19, 20, 21 -> new FdTarget.Named(body.text("fd name"));
            case 3 -> connection(body, 4);
            case 4 -> connection(body, 16);
            case 5 -> server(body, 4);
            case 6 -> server(body, 16);
            case 8 ->
                new FdTarget.UnixSocket(body.i64("unix source"), body.i64("unix destination"), body.text("unix path"));
            case 16 -> file(body, version);
            default -> {
                if (version < 2) {
                    // Without an entry length its end cannot be found.
                    throw new BlockBody.Unreadable("descriptor type " + type + " has no known size");
                }
                yield new FdTarget.Unrecognized();
            }
        };
    }

    private static FdTarget connection(BlockBody body, int addressBytes) throws BlockBody.Unreadable {
        IpAddress source = IpAddress.of(body.bytes(addressBytes, "source address"));
        IpAddress destination = IpAddress.of(body.bytes(addressBytes, "destination address"));
        return new FdTarget.Connection(
                source, body.u16("source port"), destination, body.u16("destination port"), body.u8("protocol"));
    }

    private static FdTarget server(BlockBody body, int addressBytes) throws BlockBody.Unreadable {
        return new FdTarget.ServerSocket(
                IpAddress.of(body.bytes(addressBytes, "address")), body.u16("port"), body.u8("protocol"));
    }

    private static FdTarget file(BlockBody body, int version) throws BlockBody.Unreadable {
        int openFlags = body.i32("open flags");
        String path = body.text("path");
        long device = version >= 2 && body.remaining() >= 4 ? body.u32("device") : 0;
        return new FdTarget.RegularFile(openFlags, path, device);
    }

    /** Writes the entry in version 2; a kind that the profile does not have becomes one without a meaning. */
    void encode(BlockBuilder body, WriteProfile profile) {
        int start = body.startEntry();
        body.i64(fd);
        body.i64(inode);
        if (target instanceof FdTarget.Named named) {
            body.u8(profile.descriptorType(typeCode));
            body.text(named.name(), MOST_NAME_BYTES);
        } else if (target instanceof FdTarget.RegularFile file) {
            body.u8(FILE_V2);
            body.u32(file.openFlags());
            body.text(file.path(), MOST_NAME_BYTES);
            body.u32(file.device());
        } else if (target instanceof FdTarget.Connection connection) {
            encode(connection, body);
        } else if (target instanceof FdTarget.ServerSocket server) {
            body.u8(server.address().isV6() ? SERVER_V6 : SERVER_V4);
            body.address(server.address());
            body.u16(server.port());
            body.u8(server.protocol());
        } else if (target instanceof FdTarget.UnixSocket socket) {
            body.u8(UNIX_SOCKET);
            body.i64(socket.source());
            body.i64(socket.destination());
            body.text(socket.path(), MOST_NAME_BYTES);
        } else {
            encodeUnrecognized(body, profile);
        }
        body.endEntry(start, true);
    }

    private static void encode(FdTarget.Connection connection, BlockBuilder body) {
        if (connection.source().isV6() != connection.destination().isV6()) {
            throw new IllegalArgumentException("the two ends of a connection are of different families: " + connection);
        }
        body.u8(connection.source().isV6() ? CONNECTION_V6 : CONNECTION_V4);
        body.address(connection.source());
        body.address(connection.destination());
        body.u16(connection.sourcePort());
        body.u16(connection.destinationPort());
        body.u8(connection.protocol());
    }

    /** Nothing is known but the number of the kind; where that is not kept either, the kind it becomes has a name. */
    private void encodeUnrecognized(BlockBuilder body, WriteProfile profile) {
        int written = profile.descriptorType(typeCode);
        body.u8(written);
        if (written != typeCode) {
            body.text("", MOST_NAME_BYTES);
        }
    }
}
