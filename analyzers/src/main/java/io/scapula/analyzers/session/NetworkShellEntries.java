package io.scapula.analyzers.session;

import io.scapula.history.CaptureHistory;
import io.scapula.history.Process;
import io.scapula.state.FdType;
import io.scapula.state.FdVersion;
import io.scapula.state.StandardStreams;
import io.scapula.state.ThreadVersion;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shells that take their commands from the network: a program whose standard streams are a connection, or a shell that
 * is fed by one that holds a connection.
 */
final class NetworkShellEntries implements EntryRule {
    private final NetworkFacts network;
    private final NetworkPipelines pipelines;
    /** The connection that a process and what it starts talk over. */
    private final Map<Process, Peer> talking = new HashMap<>();

    NetworkShellEntries(CaptureHistory history, NetworkFacts network) {
        this.network = network;
        pipelines = new NetworkPipelines(history, network);
    }

    @Override
    public void born(Process process, @Nullable Process parent) {
        Peer peer = parent == null ? null : talking.get(parent);
        if (peer != null) {
            talking.put(process, peer);
        }
    }

    @Override
    public void entersContainer(Process process) {
        talking.remove(process);
    }

    @Override
    public @Nullable Session enter(Start start) {
        Peer peer = peerOf(start);
        if (peer == null || isAlreadyTalking(start, peer)) {
            return null;
        }
        talking.put(start.process(), peer);
        Session session = start.session(peer.accepted() ? SessionKind.BIND_SHELL : SessionKind.REVERSE_SHELL);
        session.interactive(true);
        session.remote(peer.remote());
        Peer origin = network.origin(start.process().pid(), peer.remote());
        boolean own = origin != null && origin.event() >= start.process().startEvent();
        session.login(
                (own && origin != null ? origin : peer).told(start.process().pid()));
        return session;
    }

    private boolean isAlreadyTalking(Start start, Peer peer) {
        Peer known = talking.get(start.process());
        return known != null && known.remote().equals(peer.remote());
    }

    private @Nullable Peer peerOf(Start start) {
        ThreadVersion thread = start.thread();
        if (start.program() == null || LoginPrograms.isAny(thread)) {
            return null;
        }
        StandardStreams streams = start.streams();
        Peer input = Peer.of(streams.input(), start.event(), start.nanos());
        if (input != null) {
            // What a super-server starts has the same on its standard streams: only a shell is told by that alone.
            boolean shell = Shells.waitsForCommands(thread);
            return shell || (!input.accepted() && sameOutput(input, streams)) ? input : null;
        }
        if (!Shells.waitsForCommands(thread)) {
            return null;
        }
        Peer around = pipelines.peerOf(streams);
        return around == null ? fedBy(start, streams) : around;
    }

    private static boolean sameOutput(Peer input, StandardStreams streams) {
        Peer output = Peer.of(streams.output(), input.event(), input.nanos());
        return output != null && output.remote().equals(input.remote());
    }

    /** The connection of the process that made the pipe, the socket pair or the terminal that feeds the shell. */
    private @Nullable Peer fedBy(Start start, StandardStreams streams) {
        Process relay = start.parent();
        ThreadVersion relayThread = start.parentThread();
        FdVersion input = streams.input();
        if (relay == null || relayThread == null || input == null || !isRelayed(input, start, relayThread)) {
            return null;
        }
        if (LoginPrograms.isAny(relayThread) || Shells.isShell(relayThread)) {
            return null;
        }
        Peer standard = network.lastInput(relay.pid(), relay.startEvent(), start.event());
        if (standard != null) {
            return standard;
        }
        long fork = start.process().startEvent();
        Peer connected = network.lastConnected(relay.pid(), relay.startEvent(), fork);
        Peer accepted = network.lastAccepted(relay.pid(), relay.startEvent(), fork);
        return connected == null || (accepted != null && accepted.event() > connected.event()) ? accepted : connected;
    }

    private static boolean isRelayed(FdVersion input, Start start, ThreadVersion relay) {
        boolean pipe = input.type() == FdType.FIFO || input.type() == FdType.UNIX_SOCKET;
        boolean ownTerminal = start.thread().tty() != 0 && start.thread().tty() != relay.tty();
        return pipe || ownTerminal;
    }
}
