package io.scapula.analyzers.session;

import io.scapula.history.Process;
import io.scapula.state.ThreadVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Logins through an SSH server. The server forks a process for each connection; that one authenticates, drops privileges
 * in a child, and starts the user's shell, or command, in a session of the kernel's.
 */
final class SshEntries implements EntryRule {
    private static final String CONNECTION_VARIABLE = "SSH_CONNECTION=";

    /** One connection to a server. */
    private static final class Connection {
        final Process server;
        final @Nullable Peer peer;

        @Nullable
        Session session;

        Connection(Process server, @Nullable Peer peer) {
            this.server = server;
            this.peer = peer;
        }
    }

    private final NetworkFacts network;
    private final LoginFacts logins;
    private final Map<Process, Connection> connections = new HashMap<>();
    private final List<Connection> all = new ArrayList<>();

    SshEntries(NetworkFacts network, LoginFacts logins) {
        this.network = network;
        this.logins = logins;
    }

    @Override
    public void born(Process process, @Nullable Process parent) {
        if (parent == null) {
            return;
        }
        Connection connection = connections.get(parent);
        ThreadVersion server = parent.threadAt(process.startEvent());
        if (connection == null && LoginPrograms.isSshServer(server)) {
            connection = serving(process, parent);
        }
        if (connection != null) {
            connections.put(process, connection);
        }
    }

    @Override
    public void entersContainer(Process process) {
        connections.remove(process);
    }

    /** A child of a server that listens serves a connection: the last one that was accepted. */
    private @Nullable Connection serving(Process process, Process listener) {
        Peer peer = network.lastAccepted(listener.pid(), listener.startEvent(), process.startEvent());
        boolean fromBefore = process.ranBefore() && LoginPrograms.isSshServer(process.first());
        return peer != null || fromBefore ? opened(process, peer) : null;
    }

    private Connection opened(Process server, @Nullable Peer peer) {
        Connection connection = new Connection(server, peer);
        all.add(connection);
        return connection;
    }

    @Override
    public @Nullable Session enter(Start start) {
        ThreadVersion thread = start.thread();
        Connection connection = connections.get(start.process());
        if (LoginPrograms.isAny(thread)) {
            Peer peer = Peer.of(start.streams().input(), start.event(), start.nanos());
            if (connection == null && LoginPrograms.isSshServer(thread) && peer != null && peer.accepted()) {
                connections.put(start.process(), opened(start.process(), peer));
            }
            return null;
        }
        if (connection == null || start.membership().inside() || !isOfTheUser(thread)) {
            return null;
        }
        if (connection.session == null) {
            connection.session = session(connection, start);
        }
        return connection.session;
    }

    /** What the server runs on its own account before, such as the message of the day, is not the user's. */
    private static boolean isOfTheUser(ThreadVersion thread) {
        boolean leadsSession = thread.sid() == thread.pid() || (thread.vpid() > 0 && thread.sid() == thread.vpid());
        boolean asUser =
                thread.loginUid() != ThreadVersion.NO_ID && thread.uid() == thread.loginUid() && thread.uid() != 0;
        return leadsSession || thread.tty() != 0 || asUser;
    }

    private Session session(Connection connection, Start start) {
        Session session = new Session(SessionKind.SSH, connection.server, start.thread(), start.nanos(), start.event());
        session.ledBy(start.process(), start.thread());
        session.interactive(start.thread().tty() != 0);
        session.parent(start.membership().session());
        tell(session, connection);
        if (session.remote() == null) {
            session.remote(fromEnvironment(start.thread()));
        }
        return session;
    }

    private void tell(Session session, Connection connection) {
        if (connection.peer != null) {
            session.remote(connection.peer.remote());
            session.login(connection.peer.told(connection.server.pid()));
        }
        LoginFacts.Attempts attempts = logins.of(connection.server);
        session.authentication(attempts.told(session.kind() == SessionKind.SSH && !session.beganBefore()));
        attempts.messages().forEach(session::login);
    }

    /** Connections on which somebody tried to log in and did not. */
    List<Session> failures() {
        List<Session> failures = new ArrayList<>();
        for (Connection connection : all) {
            if (connection.session == null && logins.of(connection.server).failed() > 0) {
                Process server = connection.server;
                Session session = new Session(
                        SessionKind.SSH_FAILED, server, server.first(), server.startNanos(), server.startEvent());
                tell(session, connection);
                failures.add(session);
            }
        }
        return failures;
    }

    /** The server tells the user's programs who called; a session from before the capture shows it no other way. */
    private static @Nullable String fromEnvironment(ThreadVersion thread) {
        for (String variable : thread.env()) {
            if (variable.startsWith(CONNECTION_VARIABLE)) {
                String[] words =
                        variable.substring(CONNECTION_VARIABLE.length()).split(" ", -1);
                if (words.length == 4) {
                    return words[0].contains(":") ? "[" + words[0] + "]:" + words[1] : words[0] + ":" + words[1];
                }
            }
        }
        return null;
    }
}
