package io.scapula.state;

import io.scapula.format.EventView;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import io.scapula.format.event.IpAddress;
import io.scapula.format.event.SocketAddress;
import io.scapula.format.event.SocketTuple;
import io.scapula.state.SocketParameters.Conversation;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sockets and who talks to whom: {@code state-engine} specification, sections 5.3, 7.3 and 7.4. The source of a stored
 * conversation is always its client, the destination its server.
 */
final class Sockets {
    static final Set<String> EVENTS = Set.of("socket", "socketpair", "bind", "connect", "accept", "accept4");
    static final Set<String> SENDING_EVENTS = Set.of("send", "sendto", "sendmsg", "sendmmsg");
    static final Set<String> RECEIVING_EVENTS = Set.of("recv", "recvfrom", "recvmsg", "recvmmsg");

    /** Position of the tuple in the exit events of the current schema, by code; -1 for those without. */
    private static final int[] TUPLES = tuples();

    private static final int AF_UNIX = 1;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int AF_NETLINK = 16;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_RAW = 3;
    /** The kernel's bit in a socket's type and in accept4's flags, on all machines but a few. */
    private static final int SOCK_CLOEXEC = 1 << 19;

    private static final int IPPROTO_ICMP = 1;
    private static final int IPPROTO_TCP = 6;
    private static final int IPPROTO_UDP = 17;
    private static final int IPPROTO_RAW = 255;

    private static final int EINPROGRESS = 115;

    private final NetworkInterfaces interfaces;
    private final SocketParameters parameters = new SocketParameters();

    Sockets(NetworkInterfaces interfaces) {
        this.interfaces = interfaces;
    }

    private static int[] tuples() {
        EventTable table = EventTable.current();
        int[] positions = new int[table.size()];
        Arrays.fill(positions, -1);
        for (EventType type : table.all()) {
            boolean converses = SENDING_EVENTS.contains(type.name()) || RECEIVING_EVENTS.contains(type.name());
            if (type.isExit() && converses) {
                positions[type.code()] = type.indexOf("tuple");
            }
        }
        return positions;
    }

    void startSection() {
        parameters.clear();
    }

    /** Remembers where a connect was to go: at its exit the kernel may show a rewritten address. */
    void enter(EventView event, LiveThread thread) {
        thread.enterAddress = parameters.address(event, 1);
    }

    /** Calls that make and connect sockets. */
    void apply(EventView event, CurrentEvent now, LiveThread thread) {
        EventType type = event.type();
        long result = event.integer(0, -1);
        if (type == null || now.fds == null) {
            return;
        }
        if (type.name().equals("connect")) {
            if (result >= 0 || result == -EINPROGRESS) {
                connect(event, now, thread);
            }
            return;
        }
        if (result < 0) {
            return;
        }
        switch (type.name()) {
            case "socket" ->
                now.open(socket(
                        result, (int) event.integer(1, 0), (int) event.integer(2, 0), (int) event.integer(3, 0)));
            case "socketpair" -> socketPair(event, now);
            case "bind" -> bind(event, now);
            case "accept", "accept4" -> accept(event, now, result);
            default -> throw new AssertionError("not in EVENTS: " + type.name());
        }
    }

    private static FdVersion socket(long number, int domain, int type, int protocol) {
        FdVersion fd = new FdVersion();
        fd.number = number;
        fd.flags = (type & SOCK_CLOEXEC) != 0 ? FdVersion.CLOSE_ON_EXEC : 0;
        fd.type = switch (domain) {
            case AF_UNIX -> FdType.UNIX_SOCKET;
            case AF_INET -> FdType.IPV4_SOCKET;
            case AF_INET6 -> FdType.IPV6_SOCKET;
            case AF_NETLINK -> FdType.NETLINK;
            default -> FdType.UNKNOWN;
        };
        if (fd.type.isIpSocket()) {
            fd.protocol = protocol(type & 0xFF, protocol);
        }
        return fd;
    }

    private static L4Protocol protocol(int type, int protocol) {
        L4Protocol named = switch (protocol) {
            case IPPROTO_TCP -> L4Protocol.TCP;
            case IPPROTO_UDP -> L4Protocol.UDP;
            case IPPROTO_ICMP -> L4Protocol.ICMP;
            case IPPROTO_RAW -> L4Protocol.RAW;
            case 0 ->
                switch (type) {
                    case SOCK_STREAM -> L4Protocol.TCP;
                    case SOCK_DGRAM -> L4Protocol.UDP;
                    default -> L4Protocol.UNKNOWN;
                };
            default -> L4Protocol.UNKNOWN;
        };
        return type == SOCK_RAW && named != L4Protocol.UNKNOWN ? L4Protocol.RAW : named;
    }

    private static void socketPair(EventView event, CurrentEvent now) {
        long first = event.integer(1, -1);
        long second = event.integer(2, -1);
        if (first == second) {
            return;
        }
        int flags = (event.integer(6, 0) & SOCK_CLOEXEC) != 0 ? FdVersion.CLOSE_ON_EXEC : 0;
        for (long number : new long[] {first, second}) {
            FdVersion fd = new FdVersion();
            fd.number = number;
            fd.type = FdType.UNIX_SOCKET;
            fd.flags = flags;
            fd.sourcePointer = event.integer(3, 0);
            fd.destinationPointer = event.integer(4, 0);
            now.open(fd);
        }
    }

    private void bind(EventView event, CurrentEvent now) {
        FdVersion old = now.fd;
        SocketAddress bound = parameters.address(event, 1);
        if (old == null || bound == null) {
            return;
        }
        FdVersion fd = old.copy();
        if (bound instanceof SocketAddress.Ip ip && ip.port() > 0) {
            IpAddress address = SocketNames.unmapped(ip.address());
            fd.type = address.isV6() ? FdType.IPV6_SERVER : FdType.IPV4_SERVER;
            fd.source = null;
            fd.sourcePort = 0;
            fd.destination = address;
            fd.destinationPort = ip.port();
            fd.flags |= FdVersion.SERVER;
        }
        fd.name = SocketNames.of(bound);
        fd.rawName = fd.name;
        now.change(fd);
    }

    private void connect(EventView event, CurrentEvent now, LiveThread thread) {
        FdVersion old = now.fd;
        if (old == null) {
            return;
        }
        FdVersion fd = old.with(FdVersion.CONNECTED);
        SocketAddress entered = now.isPaired() ? thread.enterAddress : null;
        Conversation conversation = parameters.conversation(event, 1);
        SocketTuple.Ip ip = conversation.ip();
        SocketTuple.Unix unix = conversation.unix();
        if (ip != null) {
            connect(fd, old, conversation, ip, preferred(event, ip, entered));
        } else if (unix != null) {
            converse(fd, unix, conversation.name());
            fd.flags |= fd.hasRole() ? 0 : FdVersion.CLIENT;
        } else if (entered != null && !conversation.isKnown()) {
            aim(fd, entered);
        }
        now.change(fd);
    }

    /**
     * Tells at the enter event of a connect where the socket is to go, which stays its name if the call fails. Recorders
     * up to sysdig 0.29.3 did not record it there.
     */
    static void announce(CurrentEvent now, LiveThread thread) {
        FdVersion old = now.fd;
        SocketAddress address = thread.enterAddress;
        if (old != null && address != null) {
            FdVersion fd = old.copy();
            aim(fd, address);
            now.change(fd);
        }
    }

    /** Only the destination is known; a name of both ends comes with the exit event. */
    private static void aim(FdVersion fd, SocketAddress at) {
        if (at instanceof SocketAddress.Ip ip) {
            IpAddress address = SocketNames.unmapped(ip.address());
            fd.type = address.isV6() ? FdType.IPV6_SOCKET : FdType.IPV4_SOCKET;
            fd.destination = address;
            fd.destinationPort = ip.port();
            fd.source = fd.source == null ? new IpAddress(0, 0, address.isV6()) : fd.source;
        } else {
            fd.name = SocketNames.of(at);
            fd.rawName = fd.name;
        }
    }

    /** The address that the program asked for, if the tuple only repeats the one that the kernel shows at the end. */
    private SocketAddress.@Nullable Ip preferred(
            EventView event, SocketTuple.Ip tuple, @Nullable SocketAddress entered) {
        boolean repeats = parameters.address(event, 3) instanceof SocketAddress.Ip ip
                && ip.address().equals(tuple.destination())
                && ip.port() == tuple.destinationPort();
        return repeats && entered instanceof SocketAddress.Ip ip ? ip : null;
    }

    private void connect(
            FdVersion fd,
            FdVersion old,
            Conversation shown,
            SocketTuple.Ip tuple,
            SocketAddress.@Nullable Ip preferred) {
        SocketTuple.Ip conversation = preferred == null
                ? tuple
                : new SocketTuple.Ip(tuple.source(), tuple.sourcePort(), preferred.address(), preferred.port());
        boolean changed = converse(fd, conversation);
        if (changed && old.isServer() && fd.protocol == L4Protocol.UDP) {
            swap(fd);
        }
        fd.flags |= fd.hasRole() ? 0 : FdVersion.CLIENT;
        fd.name = preferred == null ? shown.name() : SocketNames.of(conversation);
        fd.rawName = fd.name;
    }

    private void accept(EventView event, CurrentEvent now, long number) {
        Conversation conversation = parameters.conversation(event, 1);
        SocketTuple.Ip ip = conversation.ip();
        SocketTuple.Unix unix = conversation.unix();
        FdVersion fd = new FdVersion();
        fd.number = number;
        fd.flags = FdVersion.SERVER | FdVersion.CONNECTED;
        fd.flags |= (event.integer(5, 0) & SOCK_CLOEXEC) != 0 ? FdVersion.CLOSE_ON_EXEC : 0;
        if (ip != null) {
            fd.protocol = L4Protocol.TCP;
            converse(fd, ip);
            fd.name = conversation.name();
            fd.rawName = fd.name;
        } else if (unix != null) {
            converse(fd, unix, conversation.name());
        } else {
            return;
        }
        now.open(fd);
    }

    /** Data went over a descriptor. */
    static void moved(CurrentEvent now) {
        FdVersion fd = now.fd;
        if (fd != null && fd.type.isIpSocket() && !fd.isConnected()) {
            now.change(fd.with(FdVersion.CONNECTED));
        }
    }

    /**
     * A send or receive that succeeded; many tell both ends of the conversation.
     *
     * @param invents whether a socket that was never seen before comes to be known by what it sends; sysdig 0.29.3, whose
     *                captures are told as it tells them, leaves it unknown
     */
    void converse(EventView event, CurrentEvent now, boolean incoming, boolean invents) {
        EventType type = event.type();
        if (type == null || now.fds == null || event.integer(0, -1) < 0) {
            return;
        }
        moved(now);
        FdVersion old = now.fd;
        boolean isNamedTcp =
                old != null && old.type == FdType.IPV4_SOCKET && old.protocol == L4Protocol.TCP && !old.name.isEmpty();
        int position = TUPLES[event.typeCode()];
        if (isNamedTcp || position < 0 || event.parameterLength(position) == 0) {
            return;
        }
        Conversation conversation = parameters.conversation(event, position);
        SocketTuple.Ip ip = conversation.ip();
        SocketTuple.Unix unix = conversation.unix();
        if (ip != null) {
            FdVersion fd = old == null ? invented(now, invents && !incoming) : old.copy();
            if (fd != null && converse(fd, ip)) {
                decideRole(fd, incoming, now);
                if (incoming ? fd.isClient() : fd.isServer()) {
                    swap(fd);
                }
                fd.name = SocketNames.of(fd);
                fd.rawName = fd.name;
                now.change(fd);
            }
        } else if (unix != null && old != null) {
            FdVersion fd = old.copy();
            converse(fd, unix, conversation.name());
            if (!fd.name.equals(old.name) || fd.sourcePointer != old.sourcePointer) {
                now.change(fd);
            }
        }
    }

    /** A socket whose start was not recorded, but which is seen sending: datagrams, for all we know. */
    private static @Nullable FdVersion invented(CurrentEvent now, boolean allowed) {
        if (!allowed || now.fdNumber < 0) {
            return null;
        }
        FdVersion fd = socket(now.fdNumber, AF_INET, SOCK_DGRAM, IPPROTO_UDP);
        fd.flags |= FdVersion.CONNECTED;
        return fd;
    }

    /** Takes over both ends; false if they are known already, one way round or the other. */
    private boolean converse(FdVersion fd, SocketTuple.Ip tuple) {
        boolean mapped = tuple.source().isV6()
                && SocketNames.isMapped(tuple.source())
                && SocketNames.isMapped(tuple.destination());
        IpAddress source = mapped ? SocketNames.unmapped(tuple.source()) : tuple.source();
        IpAddress destination = mapped ? SocketNames.unmapped(tuple.destination()) : tuple.destination();
        boolean wasServer = fd.type.isIpServer();
        fd.type = source.isV6() ? FdType.IPV6_SOCKET : FdType.IPV4_SOCKET;
        if (!wasServer && isSame(fd, source, tuple.sourcePort(), destination, tuple.destinationPort())) {
            return false;
        }
        fd.source = source;
        fd.sourcePort = tuple.sourcePort();
        fd.destination = destination;
        fd.destinationPort = tuple.destinationPort();
        fd.protocol = fd.protocol == L4Protocol.UNKNOWN ? L4Protocol.UDP : fd.protocol;
        interfaces.complete(fd);
        return true;
    }

    /** Takes over both ends. */
    private static void converse(FdVersion fd, SocketTuple.Unix tuple, String name) {
        fd.type = FdType.UNIX_SOCKET;
        fd.sourcePointer = tuple.source();
        fd.destinationPointer = tuple.destination();
        fd.name = name;
        fd.rawName = name;
    }

    private static boolean isSame(
            FdVersion fd, IpAddress source, int sourcePort, IpAddress destination, int destinationPort) {
        boolean sameWay = source.equals(fd.source)
                && sourcePort == fd.sourcePort
                && destination.equals(fd.destination)
                && destinationPort == fd.destinationPort;
        boolean otherWay = source.equals(fd.destination)
                && sourcePort == fd.destinationPort
                && destination.equals(fd.source)
                && destinationPort == fd.sourcePort;
        return sameWay || otherWay;
    }

    private static void swap(FdVersion fd) {
        IpAddress source = fd.source;
        int port = fd.sourcePort;
        fd.source = fd.destination;
        fd.sourcePort = fd.destinationPort;
        fd.destination = source;
        fd.destinationPort = port;
    }

    /**
     * Guesses who is the server of a conversation that began with data. The reference asks whether one of the process's
     * IPv4 sockets has the destination's port; the socket at hand is one of them, so for IPv4 the direction decides.
     */
    private static void decideRole(FdVersion fd, boolean incoming, CurrentEvent now) {
        if (fd.hasRole()) {
            return;
        }
        FdTable fds = now.fds;
        boolean isServer = incoming;
        if (fds != null && fd.type == FdType.IPV6_SOCKET) {
            int server = fd.destinationPort;
            int client = fd.sourcePort;
            boolean ownsPort = fds.anySmall(other -> other.type.isIpv4() && other.destinationPort == server);
            boolean hasClient = fds.anySmall(other -> other.type == FdType.IPV4_SOCKET && other.sourcePort == client);
            isServer = ownsPort && (incoming || !hasClient);
        }
        fd.flags |= isServer ? FdVersion.SERVER : FdVersion.CLIENT;
    }
}
