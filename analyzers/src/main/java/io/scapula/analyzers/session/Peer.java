package io.scapula.analyzers.session;

import io.scapula.state.FdVersion;
import org.jspecify.annotations.Nullable;

/**
 * The other end of a connection.
 *
 * @param remote   its address and port
 * @param accepted whether it connected to this end, not the other way round
 * @param event    number of the event that shows it
 * @param nanos    that event's time
 */
record Peer(String remote, boolean accepted, long event, long nanos) {
    /** The other end of a connected IP socket, or {@code null} if it is none. */
    static @Nullable Peer of(@Nullable FdVersion fd, long event, long nanos) {
        String remote = fd == null ? "" : fd.peer();
        return fd == null || remote.isEmpty() ? null : new Peer(remote, fd.isServer(), event, nanos);
    }

    /** As a thing that happened. */
    Activity told(long pid) {
        return new Activity(
                event, nanos, pid, Activity.What.LOGIN, (accepted ? "connection from " : "connection to ") + remote);
    }
}
