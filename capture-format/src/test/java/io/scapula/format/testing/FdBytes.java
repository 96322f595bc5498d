package io.scapula.format.testing;

import java.util.function.Consumer;

/** One entry of a descriptor list. */
public final class FdBytes {
    private final long fd;
    private final int type;
    private final Consumer<Bytes> target;
    private byte[] appended = {};

    private FdBytes(long fd, int type, Consumer<Bytes> target) {
        this.fd = fd;
        this.type = type;
        this.target = target;
    }

    /** A descriptor of any type, with the bytes that follow the type. */
    public static FdBytes of(long fd, int type, Consumer<Bytes> target) {
        return new FdBytes(fd, type, target);
    }

    public static FdBytes named(long fd, int type, String name) {
        return of(fd, type, out -> out.str16(name));
    }

    public static FdBytes file(long fd, int openFlags, String path) {
        return of(fd, 16, out -> out.u32(openFlags).str16(path));
    }

    /** A file as version 2 lists have it. */
    public static FdBytes file(long fd, int openFlags, String path, long device) {
        return of(fd, 16, out -> out.u32(openFlags).str16(path).u32(device));
    }

    public static FdBytes connection(long fd, String source, int sourcePort, String destination, int destinationPort) {
        return of(
                fd,
                source.contains(":") ? 4 : 3,
                out -> out.address(source)
                        .address(destination)
                        .u16(sourcePort)
                        .u16(destinationPort)
                        .u8(2));
    }

    public static FdBytes server(long fd, String address, int port) {
        return of(
                fd,
                address.contains(":") ? 6 : 5,
                out -> out.address(address).u16(port).u8(3));
    }

    public static FdBytes unixSocket(long fd, long source, long destination, String path) {
        return of(fd, 8, out -> out.u64(source).u64(destination).str16(path));
    }

    /** What a recorder of the future adds to the entry. */
    public FdBytes appended(byte... bytes) {
        appended = bytes;
        return this;
    }

    void writeTo(Bytes body, int version) {
        Bytes entry = Bytes.in(body.order()).u64(fd).u64(fd + 5000).u8(type);
        target.accept(entry);
        if (version >= 2) {
            entry.raw(appended);
            body.u32(entry.size() + 4);
        }
        body.raw(entry.toByteArray());
    }
}
