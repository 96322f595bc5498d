package io.scapula.state;

import io.scapula.format.EventView;
import io.scapula.format.event.ParameterValue;
import io.scapula.format.event.SocketAddress;
import io.scapula.format.event.SocketTuple;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What parameters say of sockets. All that goes over a connection tells its ends in the same bytes, which are read once. */
final class SocketParameters {
    private final ParameterMemo<Conversation> conversations = new ParameterMemo<>(Conversation::read);
    private final ParameterMemo<Optional<SocketAddress>> addresses = new ParameterMemo<>(SocketParameters::readAddress);

    /**
     * Both ends of a socket; neither an IP nor a unix conversation if they are of another family or not known.
     *
     * @param isKnown whether the parameter tells them
     * @param name    the conversation's, as the parameter tells it
     */
    record Conversation(boolean isKnown, SocketTuple.@Nullable Ip ip, SocketTuple.@Nullable Unix unix, String name) {

        private static Conversation read(EventView event, int index) {
            if (!(event.value(index) instanceof ParameterValue.Tuple tuple)) {
                return new Conversation(false, null, null, "");
            }
            if (tuple.value() instanceof SocketTuple.Ip ip) {
                return new Conversation(true, ip, null, SocketNames.of(ip));
            }
            return tuple.value() instanceof SocketTuple.Unix unix
                    ? new Conversation(true, null, unix, SocketNames.of(unix))
                    : new Conversation(true, null, null, "");
        }
    }

    /** The conversation that a tuple parameter holds. */
    Conversation conversation(EventView event, int index) {
        return conversations.of(event, index);
    }

    /** The address that an address parameter holds, or {@code null}. */
    @Nullable
    SocketAddress address(EventView event, int index) {
        return addresses.of(event, index).orElse(null);
    }

    private static Optional<SocketAddress> readAddress(EventView event, int index) {
        return event.value(index) instanceof ParameterValue.Socket socket
                ? Optional.of(socket.value())
                : Optional.empty();
    }

    /** Forgets all: the same bytes mean something else in the other byte order. */
    void clear() {
        conversations.clear();
        addresses.clear();
    }
}
