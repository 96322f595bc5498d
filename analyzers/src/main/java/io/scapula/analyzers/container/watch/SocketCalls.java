package io.scapula.analyzers.container.watch;

import io.scapula.CapturedEvent;
import io.scapula.event.EventContext;
import io.scapula.format.EventView;
import io.scapula.format.event.EventType;
import io.scapula.format.event.ParameterValue;
import io.scapula.format.event.SocketAddress;
import io.scapula.format.event.SocketTuple;
import io.scapula.state.FdVersion;
import io.scapula.state.L4Protocol;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls that make connections, and the first calls on them. */
final class SocketCalls {
    static final Set<String> TYPES = Set.of("socket", "connect", "bind", "listen", "accept", "accept4", "getsockopt");

    /** An address and a port, or a path. */
    record Peer(String text, int port) {}

    private static final int EAGAIN = 11;
    private static final int EINPROGRESS = 115;
    private static final int EALREADY = 114;
    private static final int EISCONN = 106;
    private static final long SO_ERROR = 4;

    private SocketCalls() {}

    static void event(ProcessTrace trace, CapturedEvent event, EventView view, String type) {
        switch (type) {
            case "socket" -> {
                if (event.context().result() >= 0) {
                    trace.makesSocket(event.context().result(), event.timestampNanos());
                } else {
                    FileCalls.failedOn(trace, event, "socket", "");
                }
            }
            case "connect" -> connect(trace, event, view);
            case "bind" -> bind(trace, event, view);
            case "listen" -> listen(trace, event);
            case "getsockopt" -> option(trace, event, view);
            default -> accept(trace, event);
        }
    }

    static @Nullable Peer peer(EventView view, @Nullable FdVersion fd) {
        Peer peer = address(view, "addr");
        if (peer == null) {
            peer = tuple(view);
        }
        if (peer == null && fd != null && fd.destination() != null) {
            peer = ip(String.valueOf(fd.destination()), fd.destinationPort());
        }
        return peer;
    }

    private static @Nullable Peer address(EventView view, String name) {
        EventType type = view.type();
        int index = type == null ? -1 : type.indexOf(name);
        if (index < 0 || !(view.value(index) instanceof ParameterValue.Socket socket)) {
            return null;
        }
        if (socket.value() instanceof SocketAddress.Ip ip) {
            return ip(ip.address().toString(), ip.port());
        }
        return socket.value() instanceof SocketAddress.Unix unix ? new Peer(unix.path(), 0) : null;
    }

    /** Whether either end has a port, as the event tells it. */
    static boolean hasPort(EventView view, int port) {
        EventType type = view.type();
        int index = type == null ? -1 : type.indexOf("tuple");
        return index >= 0
                && view.value(index) instanceof ParameterValue.Tuple tuple
                && tuple.value() instanceof SocketTuple.Ip ip
                && (ip.destinationPort() == port || ip.sourcePort() == port);
    }

    private static @Nullable Peer tuple(EventView view) {
        EventType type = view.type();
        int index = type == null ? -1 : type.indexOf("tuple");
        if (index < 0 || !(view.value(index) instanceof ParameterValue.Tuple tuple)) {
            return null;
        }
        return tuple.value() instanceof SocketTuple.Ip ip
                ? ip(ip.destination().toString(), ip.destinationPort())
                : null;
    }

    private static Peer ip(String address, int port) {
        String shown = address.startsWith("::ffff:") ? address.substring("::ffff:".length()) : address;
        return new Peer(shown.contains(":") ? "[" + shown + "]:" + port : shown + ":" + port, port);
    }

    private static void connect(ProcessTrace trace, CapturedEvent event, EventView view) {
        EventContext context = event.context();
        FdVersion fd = context.fd();
        Peer peer = peer(view, fd);
        long descriptor = Parameters.integer(view, "fd", context.fdNumber());
        Conversation before = trace.conversation(descriptor);
        if (peer == null && before == null) {
            return;
        }
        long result = context.result();
        int error = result < 0 ? (int) -result : 0;
        boolean again = before != null
                && before.isPending()
                && (peer == null || peer.text().equals(before.peer()));
        Conversation conversation = before;
        if (conversation == null || !again) {
            if (peer == null) {
                return;
            }
            boolean stream = fd == null || fd.protocol() != L4Protocol.UDP;
            long began = trace.socketMade(descriptor, event.timestampNanos());
            conversation = new Conversation(peer.text(), peer.port(), stream, event.number(), began);
            trace.opens(descriptor, conversation);
        }
        if (error == 0 || error == EISCONN) {
            conversation.connected();
        } else if (error == EINPROGRESS || error == EALREADY) {
            conversation.pending();
        } else if (!(error == EAGAIN && peer != null && peer.port() > 0)) {
            conversation.failed("connect", error, event.number(), event.timestampNanos());
        }
    }

    private static void bind(ProcessTrace trace, CapturedEvent event, EventView view) {
        Peer peer = peer(view, null);
        if (peer == null) {
            return;
        }
        if (event.context().result() < 0) {
            FileCalls.failedOn(trace, event, "bind", peer.text());
        } else if (peer.port() > 0) {
            trace.binds(Parameters.integer(view, "fd", event.context().fdNumber()), peer.port());
        }
    }

    private static void listen(ProcessTrace trace, CapturedEvent event) {
        EventContext context = event.context();
        FdVersion fd = context.fd();
        if (context.result() < 0) {
            FileCalls.failedOn(trace, event, "listen", fd == null ? "" : fd.name());
        } else {
            int port = fd == null || !(fd.type().isIpServer() || fd.type().isIpSocket()) ? 0 : fd.destinationPort();
            trace.listens(context.fdNumber(), port, event.number(), event.timestampNanos());
        }
    }

    private static void accept(ProcessTrace trace, CapturedEvent event) {
        if (event.context().result() >= 0) {
            FdVersion fd = event.context().fd();
            boolean ip = fd != null && fd.type().isIpSocket();
            trace.accepts(ip && fd != null ? fd.destinationPort() : 0, event.number(), event.timestampNanos());
        }
    }

    /** A program learns with {@code SO_ERROR} what became of a connect that it did not wait for. */
    private static void option(ProcessTrace trace, CapturedEvent event, EventView view) {
        Conversation conversation = trace.conversation(event.context().fdNumber());
        if (conversation == null || Parameters.integer(view, "optname", -1) != SO_ERROR) {
            return;
        }
        EventType type = view.type();
        int index = type == null ? -1 : type.indexOf("val");
        if (index >= 0
                && view.value(index) instanceof ParameterValue.Dynamic dynamic
                && dynamic.value() instanceof ParameterValue.Number number) {
            if (number.value() == 0) {
                conversation.connected();
            } else {
                int error = (int) Math.abs(number.value());
                conversation.failed("connect", error, event.number(), event.timestampNanos());
            }
        }
    }
}
