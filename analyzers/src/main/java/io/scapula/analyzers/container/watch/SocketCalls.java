package io.scapula.analyzers.container.watch;

import io.scapula.CapturedEvent;
import io.scapula.analysis.EventParameters;
import io.scapula.analysis.EventParameters.Endpoint;
import io.scapula.event.EventContext;
import io.scapula.state.FdVersion;
import io.scapula.state.L4Protocol;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls that make connections, and the first calls on them. */
final class SocketCalls {
    static final Set<String> TYPES = Set.of("socket", "connect", "bind", "listen", "accept", "accept4", "getsockopt");

    private static final int EAGAIN = 11;
    private static final int EINPROGRESS = 115;
    private static final int EALREADY = 114;
    private static final int EISCONN = 106;
    private static final long SO_ERROR = 4;

    private SocketCalls() {}

    static void event(ProcessTrace trace, CapturedEvent event, EventParameters view, String type) {
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

    static @Nullable Endpoint peer(EventParameters view, @Nullable FdVersion fd) {
        Endpoint peer = view.address("addr");
        if (peer == null) {
            peer = view.destination("tuple");
        }
        if (peer == null && fd != null && fd.destination() != null) {
            peer = EventParameters.endpoint(String.valueOf(fd.destination()), fd.destinationPort());
        }
        return peer;
    }

    /** Whether either end has a port, as the event tells it. */
    static boolean hasPort(EventParameters view, int port) {
        Endpoint source = view.source("tuple");
        Endpoint destination = view.destination("tuple");
        return source != null && source.port() == port || destination != null && destination.port() == port;
    }

    private static void connect(ProcessTrace trace, CapturedEvent event, EventParameters view) {
        EventContext context = event.context();
        FdVersion fd = context.fd();
        Endpoint peer = peer(view, fd);
        long descriptor = view.integer("fd", context.fdNumber());
        Conversation before = trace.conversation(descriptor);
        if (peer == null && before == null) {
            return;
        }
        long result = context.result();
        int error = result < 0 ? (int) -result : 0;
        boolean again = before != null
                && before.isPending()
                && (peer == null || peer.name().equals(before.peer()));
        Conversation conversation = before;
        if (conversation == null || !again) {
            if (peer == null) {
                return;
            }
            boolean stream = fd == null || fd.protocol() != L4Protocol.UDP;
            long began = trace.socketMade(descriptor, event.timestampNanos());
            conversation = new Conversation(peer.name(), peer.port(), stream, event.number(), began);
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

    private static void bind(ProcessTrace trace, CapturedEvent event, EventParameters view) {
        Endpoint peer = peer(view, null);
        if (peer == null) {
            return;
        }
        if (event.context().result() < 0) {
            FileCalls.failedOn(trace, event, "bind", peer.name());
        } else if (peer.port() > 0) {
            trace.binds(view.integer("fd", event.context().fdNumber()), peer.port());
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
    private static void option(ProcessTrace trace, CapturedEvent event, EventParameters view) {
        Conversation conversation = trace.conversation(event.context().fdNumber());
        if (conversation == null || view.integer("optname", -1) != SO_ERROR) {
            return;
        }
        long error = view.variantInteger("val", Long.MIN_VALUE);
        if (error == 0) {
            conversation.connected();
        } else if (error != Long.MIN_VALUE) {
            conversation.failed("connect", (int) Math.abs(error), event.number(), event.timestampNanos());
        }
    }
}
