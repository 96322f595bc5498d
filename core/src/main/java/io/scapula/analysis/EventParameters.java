package io.scapula.analysis;

import io.scapula.CapturedEvent;
import io.scapula.format.EventView;
import io.scapula.format.event.EventType;
import io.scapula.format.event.IpAddress;
import io.scapula.format.event.KernelNames;
import io.scapula.format.event.ParameterValue;
import io.scapula.format.event.SocketAddress;
import io.scapula.format.event.SocketTuple;
import org.jspecify.annotations.Nullable;

/** The parameters of an event in the current schema, by name. Valid during the event only. */
public final class EventParameters {
    private static final byte[] NONE = {};
    private static final String MAPPED_IPV4 = "::ffff:";

    private final EventView event;

    /**
     * One end of a socket.
     *
     * @param name what a person calls it: {@code 10.0.0.1:80}, {@code [::1]:80}, the path of a unix socket
     * @param host the address alone, or the path
     * @param port the port, 0 for unix sockets
     */
    public record Endpoint(String name, String host, int port) {}

    private EventParameters(EventView event) {
        this.event = event;
    }

    /** The parameters of an event, {@code null} for enter events that the current schema does not have. */
    public static @Nullable EventParameters of(CapturedEvent event) {
        EventView view = event.unified();
        return view == null ? null : new EventParameters(view);
    }

    /** Name of an error number: {@code ENOENT}, or {@code error 9999} for one that has none. */
    public static String errorName(int number) {
        String name = KernelNames.current().error(number);
        return name == null ? "error " + number : name;
    }

    /** Whether the recorder only tells which call it was, not its parameters and result. */
    public boolean isOfUnknownCall() {
        EventType type = event.type();
        return type != null && type.isExit() && type.name().equals("syscall");
    }

    /** A text, {@code null} if there is none. */
    public @Nullable String text(String name) {
        int index = index(name);
        return index < 0 ? null : event.text(index);
    }

    /** A whole number. */
    public long integer(String name, long absent) {
        int index = index(name);
        return index < 0 ? absent : event.integer(index, absent);
    }

    /** A whole number that stands where the type depends on the event, as the value of a socket option does. */
    public long variantInteger(String name, long absent) {
        return value(name) instanceof ParameterValue.Dynamic dynamic
                        && dynamic.value() instanceof ParameterValue.Number number
                ? number.value()
                : absent;
    }

    /** A buffer, as far as it was recorded; empty if there is none. */
    public byte[] bytes(String name) {
        int index = index(name);
        return index < 0 ? NONE : event.bytes(index);
    }

    /** One end of a socket as a program gave it, {@code null} if there is none. */
    public @Nullable Endpoint address(String name) {
        if (!(value(name) instanceof ParameterValue.Socket socket)) {
            return null;
        }
        if (socket.value() instanceof SocketAddress.Ip ip) {
            return endpoint(ip.address(), ip.port());
        }
        return socket.value() instanceof SocketAddress.Unix unix ? new Endpoint(unix.path(), unix.path(), 0) : null;
    }

    /** The near end of a conversation over IP, {@code null} if there is none. */
    public @Nullable Endpoint source(String name) {
        SocketTuple.Ip tuple = tuple(name);
        return tuple == null ? null : endpoint(tuple.source(), tuple.sourcePort());
    }

    /** The far end of a conversation over IP, {@code null} if there is none. */
    public @Nullable Endpoint destination(String name) {
        SocketTuple.Ip tuple = tuple(name);
        return tuple == null ? null : endpoint(tuple.destination(), tuple.destinationPort());
    }

    /** An endpoint of an address in text. */
    public static Endpoint endpoint(String address, int port) {
        String host = address.startsWith(MAPPED_IPV4) ? address.substring(MAPPED_IPV4.length()) : address;
        return new Endpoint((host.contains(":") ? "[" + host + "]" : host) + ":" + port, host, port);
    }

    private static Endpoint endpoint(IpAddress address, int port) {
        return endpoint(address.toString(), port);
    }

    private SocketTuple.@Nullable Ip tuple(String name) {
        return value(name) instanceof ParameterValue.Tuple tuple && tuple.value() instanceof SocketTuple.Ip ip
                ? ip
                : null;
    }

    private @Nullable ParameterValue value(String name) {
        int index = index(name);
        return index < 0 ? null : event.value(index);
    }

    private int index(String name) {
        EventType type = event.type();
        return type == null ? -1 : type.indexOf(name);
    }
}
