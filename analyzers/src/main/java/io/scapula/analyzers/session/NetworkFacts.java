package io.scapula.analyzers.session;

import io.scapula.CapturedEvent;
import io.scapula.analysis.EventParameters;
import io.scapula.event.EventContext;
import io.scapula.history.ByEvent;
import io.scapula.state.FdVersion;
import io.scapula.state.ThreadVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which process accepted or made which connection, and which has one for its standard input. */
final class NetworkFacts {
    static final Set<String> EVENT_TYPES = Set.of("accept", "accept4", "connect", "dup2", "dup3");

    /** Connections that are remembered; of what comes after, sessions miss their peer. */
    private static final int MOST_PEERS = 1 << 18;

    private final Map<Long, List<Peer>> accepted = new HashMap<>();
    private final Map<Long, List<Peer>> connected = new HashMap<>();
    private final Map<Long, List<Peer>> inputs = new HashMap<>();
    /** The first event of each connection, by process id and peer. */
    private final Map<Long, Map<String, Peer>> origins = new HashMap<>();

    private int peers;

    void event(CapturedEvent event) {
        EventContext context = event.context();
        ThreadVersion thread = context.thread();
        FdVersion fd = context.fd();
        if (thread == null || fd == null || !fd.type().isIpSocket()) {
            return;
        }
        switch (context.typeName()) {
            case "accept", "accept4" ->
                add(accepted, thread.pid(), Peer.of(fd, event.number(), event.timestampNanos()));
            case "connect" -> add(connected, thread.pid(), Peer.of(fd, event.number(), event.timestampNanos()));
            default -> {
                EventParameters parameters = EventParameters.of(event);
                if (parameters != null && parameters.integer("newfd", -1) == 0 && context.result() == 0) {
                    add(inputs, thread.pid(), Peer.of(fd, event.number(), event.timestampNanos()));
                }
            }
        }
    }

    private void add(Map<Long, List<Peer>> target, long pid, @Nullable Peer peer) {
        if (peer != null && ++peers <= MOST_PEERS) {
            target.computeIfAbsent(pid, key -> new ArrayList<>(1)).add(peer);
            origins.computeIfAbsent(pid, key -> new HashMap<>(2)).putIfAbsent(peer.remote(), peer);
        }
    }

    /** The last connection that a process with this id accepted between two events, or {@code null}. */
    @Nullable
    Peer lastAccepted(long pid, long from, long to) {
        return last(accepted, pid, from, to);
    }

    /** The last connection that a process with this id made between two events, or {@code null}. */
    @Nullable
    Peer lastConnected(long pid, long from, long to) {
        return last(connected, pid, from, to);
    }

    /** The connection that a process with this id put in the place of its standard input last, or {@code null}. */
    @Nullable
    Peer lastInput(long pid, long from, long to) {
        return last(inputs, pid, from, to);
    }

    /** How a connection of a process with this id came about, or {@code null}. */
    @Nullable
    Peer origin(long pid, String remote) {
        return origins.getOrDefault(pid, Map.of()).get(remote);
    }

    private static @Nullable Peer last(Map<Long, List<Peer>> seen, long pid, long from, long to) {
        List<Peer> list = seen.getOrDefault(pid, List.of());
        int index = ByEvent.lastUpTo(list, Peer::event, to);
        return index < 0 || list.get(index).event() < from ? null : list.get(index);
    }
}
