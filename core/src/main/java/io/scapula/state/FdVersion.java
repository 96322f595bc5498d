package io.scapula.state;

import io.scapula.format.event.IpAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An open descriptor as it was between two changes. Immutable once it is in a table: connect, send and the like start a
 * new version, so one that an event refers to says for ever what was true at that event.
 *
 * <p>Texts that are not known are empty, numbers 0.
 */
public final class FdVersion implements Cloneable {
    static final int CLIENT = 1;
    static final int SERVER = 1 << 1;
    static final int CONNECTED = 1 << 2;
    static final int FROM_PROC = 1 << 3;
    static final int PENDING = 1 << 5;
    static final int FAILED = 1 << 6;
    static final int UPPER_LAYER = 1 << 7;
    static final int LOWER_LAYER = 1 << 8;
    static final int CLOSE_ON_EXEC = 1 << 9;

    private static final String V4_MAPPED = "::ffff:";

    long row = -1;
    long number;
    FdType type = FdType.UNKNOWN;
    String name = "";
    String rawName = "";
    int openFlags;
    int flags;
    long device;
    long mountId;
    long inode;
    long pid = -1;
    L4Protocol protocol = L4Protocol.UNKNOWN;

    @Nullable
    IpAddress source;

    @Nullable
    IpAddress destination;

    int sourcePort;
    int destinationPort;
    long sourcePointer;
    long destinationPointer;

    FdVersion() {}

    /** A copy, to be changed before it is put into a table. */
    FdVersion copy() {
        try {
            FdVersion copy = (FdVersion) super.clone();
            copy.row = -1;
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    FdVersion numbered(long fd) {
        FdVersion copy = copy();
        copy.number = fd;
        return copy;
    }

    FdVersion with(int flag) {
        FdVersion copy = copy();
        copy.flags |= flag;
        return copy;
    }

    FdVersion without(int flag) {
        FdVersion copy = copy();
        copy.flags &= ~flag;
        return copy;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** Whether everything but the {@link #row()} is the same. */
    public boolean looksLike(@Nullable FdVersion other) {
        return other != null
                && number == other.number
                && type == other.type
                && name.equals(other.name)
                && rawName.equals(other.rawName)
                && openFlags == other.openFlags
                && flags == other.flags
                && device == other.device
                && mountId == other.mountId
                && inode == other.inode
                && pid == other.pid
                && protocol == other.protocol
                && Objects.equals(source, other.source)
                && Objects.equals(destination, other.destination)
                && sourcePort == other.sourcePort
                && destinationPort == other.destinationPort
                && sourcePointer == other.sourcePointer
                && destinationPointer == other.destinationPointer;
    }

    /** A hash that is the same for versions that {@linkplain #looksLike look} the same. */
    public int lookHash() {
        long mixed = ((inode * 31 + number) * 31 + sourcePointer) * 31 + name.hashCode();
        mixed = (mixed * 31 + flags) * 31 + openFlags;
        mixed *= 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }

    /** Position among all versions of all descriptors, in the order in which they were first referred to. */
    public long row() {
        return row;
    }

    /** The descriptor's number in its process. */
    public long number() {
        return number;
    }

    public FdType type() {
        return type;
    }

    /** What {@code fd.name} prints: an absolute path, or both ends of a connection; empty if there is no name. */
    public String name() {
        return name;
    }

    /** The name as the program gave it: a path before it was made absolute. */
    public String rawName() {
        return rawName;
    }

    /** Bits of table {@code file_flags}. */
    public int openFlags() {
        return openFlags;
    }

    /** Device number of a file, 0 if not recorded. */
    public long device() {
        return device;
    }

    /** Mount id of a file, 0 if not recorded. */
    public long mountId() {
        return mountId;
    }

    /** Inode, 0 if not recorded. */
    public long inode() {
        return inode;
    }

    /** The process that a pidfd stands for, -1 for everything else. */
    public long pid() {
        return pid;
    }

    public L4Protocol protocol() {
        return protocol;
    }

    /**
     * Client's address of a conversation; {@code null} if there is none. A server socket has its own address in
     * {@link #destination()}.
     */
    public @Nullable IpAddress source() {
        return source;
    }

    /** Server's address of a conversation, or the address that a server socket is bound to; {@code null} if none. */
    public @Nullable IpAddress destination() {
        return destination;
    }

    public int sourcePort() {
        return sourcePort;
    }

    public int destinationPort() {
        return destinationPort;
    }

    /** Address and port of the other end of a conversation over IP; empty if there is none, or the roles are not known. */
    public String peer() {
        IpAddress address = isServer() ? source : destination;
        int port = isServer() ? sourcePort : destinationPort;
        if (!type.isIpSocket() || !hasRole() || address == null || port == 0) {
            return "";
        }
        String text = address.toString();
        if (address.isV4Mapped()) {
            return text.substring(V4_MAPPED.length()) + ":" + port;
        }
        return address.isV6() ? "[" + text + "]:" + port : text + ":" + port;
    }

    /** The kernel's address of one end of a unix socket, 0 if not recorded. */
    public long sourcePointer() {
        return sourcePointer;
    }

    /** The kernel's address of the other end of a unix socket, 0 if not recorded. */
    public long destinationPointer() {
        return destinationPointer;
    }

    /** Whether this process is the client of the conversation. */
    public boolean isClient() {
        return (flags & CLIENT) != 0;
    }

    /** Whether this process is the server of the conversation. */
    public boolean isServer() {
        return (flags & SERVER) != 0;
    }

    /** Whether it has been told who is client and who is server. */
    public boolean hasRole() {
        return (flags & (CLIENT | SERVER)) != 0;
    }

    /** Whether a socket is connected. */
    public boolean isConnected() {
        return (flags & CONNECTED) != 0;
    }

    /** Whether the descriptor was open when the recording began. */
    public boolean isFromProc() {
        return (flags & FROM_PROC) != 0;
    }

    /** Whether a connect is on its way. */
    public boolean isPending() {
        return (flags & PENDING) != 0;
    }

    /** Whether the last connect failed. */
    public boolean isFailed() {
        return (flags & FAILED) != 0;
    }

    /** Whether the file is in the upper layer of an overlay. */
    public boolean isUpperLayer() {
        return (flags & UPPER_LAYER) != 0;
    }

    /** Whether the file is in a lower layer of an overlay. */
    public boolean isLowerLayer() {
        return (flags & LOWER_LAYER) != 0;
    }

    /** Whether execve closes it. */
    public boolean isCloseOnExec() {
        return (flags & CLOSE_ON_EXEC) != 0;
    }

    /** Whether it is the socket of the system log. */
    public boolean isSyslog() {
        return name.contains("/dev/log");
    }

    @Override
    public String toString() {
        return "descriptor " + number + " <" + type.letter() + ">" + name;
    }
}
