package io.scapula.analyzers.container.watch;

import io.scapula.CapturedEvent;
import io.scapula.event.EventContext;
import io.scapula.format.EventView;
import io.scapula.state.FdType;
import io.scapula.state.FdVersion;
import io.scapula.state.L4Protocol;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and writes: what was printed, and what came of conversations. */
final class DataCalls {
    static final Set<String> READS = Set.of("read", "readv", "recv", "recvfrom", "recvmsg", "recvmmsg");
    static final Set<String> WRITES = Set.of(
            "write", "writev", "pwrite", "pwritev", "send", "sendto", "sendmsg", "sendmmsg", "sendfile", "fallocate");

    private static final int EAGAIN = 11;
    private static final int EINTR = 4;
    /** The kernel's own errors, by which it begins a call anew. */
    private static final int FIRST_RESTART = 512;

    private static final int DNS_PORT = 53;
    private static final int STANDARD_ERROR = 2;

    private DataCalls() {}

    static void event(ProcessTrace trace, CapturedEvent event, EventView view, String type) {
        EventContext context = event.context();
        long result = context.result();
        int error = result < 0 ? (int) -result : 0;
        if (error == EAGAIN || error == EINTR || error >= FIRST_RESTART) {
            return;
        }
        FdVersion fd = context.fd();
        long descriptor = context.fdNumber();
        Conversation conversation = trace.conversation(descriptor);
        boolean write = WRITES.contains(type);
        if (isNameQuery(fd, conversation) || SocketCalls.hasPort(view, DNS_PORT)) {
            names(trace, event, view, write, error, fd);
        }
        if (conversation != null || isIp(fd)) {
            if (conversation == null && fd != null) {
                conversation = taken(trace, event, fd);
            }
            if (conversation != null) {
                talk(conversation, event, view, type, write, error);
            }
            return;
        }
        if (error != 0) {
            FileCalls.failedOn(trace, event, type, fd == null ? "" : fd.name());
        } else if (write && !type.equals("sendfile")) {
            print(trace, event, view, fd, descriptor, result);
        }
    }

    private static boolean isIp(@Nullable FdVersion fd) {
        return fd != null && fd.type().isIpSocket();
    }

    /** A connection that was there before the recording, of which this process is the client. */
    private static @Nullable Conversation taken(ProcessTrace trace, CapturedEvent event, FdVersion fd) {
        if (!fd.isClient() || fd.destination() == null) {
            return null;
        }
        String address = fd.destination().toString();
        Conversation conversation = new Conversation(
                (address.contains(":") ? "[" + address + "]" : address) + ":" + fd.destinationPort(),
                fd.destinationPort(),
                fd.protocol() != L4Protocol.UDP,
                event.number(),
                event.timestampNanos());
        conversation.connected();
        trace.opens(fd.number(), conversation);
        return conversation;
    }

    private static void talk(
            Conversation conversation, CapturedEvent event, EventView view, String type, boolean write, int error) {
        long nanos = event.timestampNanos();
        if (error != 0) {
            conversation.failed(type, error, event.number(), nanos);
            return;
        }
        byte[] data = Parameters.bytes(view, "data");
        Tls.look(conversation, data, write, event.number());
        if (write) {
            conversation.sent(nanos);
        } else if (event.context().result() == 0 && conversation.isStream()) {
            conversation.endOfData(event.number(), nanos);
        } else {
            conversation.received(event.context().result(), nanos);
        }
    }

    private static boolean isNameQuery(@Nullable FdVersion fd, @Nullable Conversation conversation) {
        if (conversation != null) {
            return conversation.port() == DNS_PORT;
        }
        return fd != null && fd.type().isIpSocket() && fd.destinationPort() == DNS_PORT;
    }

    private static void names(
            ProcessTrace trace, CapturedEvent event, EventView view, boolean write, int error, @Nullable FdVersion fd) {
        DnsMessage message = error != 0 ? null : DnsMessage.of(Parameters.bytes(view, "data"));
        String server = fd == null || fd.destination() == null ? "" : fd.destination() + ":" + fd.destinationPort();
        if (error != 0) {
            NameQuery last = trace.lastName();
            if (last != null) {
                last.failed(error, event.number(), event.timestampNanos());
            }
        } else if (message != null) {
            NameQuery query = trace.name(message.name(), server);
            if (query == null) {
                return;
            }
            if (message.isResponse()) {
                query.answered(message.code(), message.answers(), event.number(), event.timestampNanos());
            } else if (write) {
                query.asked(event.number(), event.timestampNanos());
            }
        }
    }

    private static void print(
            ProcessTrace trace,
            CapturedEvent event,
            EventView view,
            @Nullable FdVersion fd,
            long descriptor,
            long result) {
        Output.Destination destination = destination(fd, descriptor);
        if (destination == null) {
            return;
        }
        byte[] data = Parameters.bytes(view, "data");
        for (byte one : data) {
            if (one == 0) {
                return; // no text
            }
        }
        if (data.length > 0) {
            trace.printed(
                    descriptor,
                    fd == null ? 0 : fd.inode(),
                    destination,
                    new String(data, StandardCharsets.UTF_8),
                    data.length < result,
                    event.number(),
                    event.timestampNanos());
        }
    }

    private static Output.@Nullable Destination destination(@Nullable FdVersion fd, long descriptor) {
        boolean standard = descriptor == 1 || descriptor == STANDARD_ERROR;
        if (fd == null) {
            return standard ? Output.Destination.STREAM : null;
        }
        String name = fd.name();
        if (name.equals("/dev/null")) {
            return standard ? Output.Destination.NOWHERE : null;
        }
        boolean terminal = name.startsWith("/dev/pts/") || name.equals("/dev/console") || name.equals("/dev/tty");
        if (terminal || fd.isSyslog()) {
            return Output.Destination.STREAM;
        }
        if (fd.type() == FdType.FIFO || fd.type() == FdType.UNIX_SOCKET || fd.type() == FdType.UNKNOWN) {
            return standard ? Output.Destination.STREAM : null;
        }
        if (fd.type().isFile()) {
            boolean log = name.endsWith(".log") || name.endsWith(".err") || name.startsWith("/var/log/");
            return log || descriptor == STANDARD_ERROR ? Output.Destination.FILE : null;
        }
        return null;
    }
}
