package io.scapula.analyzers.session;

import io.scapula.history.Process;
import io.scapula.state.ThreadVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One session: someone, or something on somebody's behalf, who started programs. */
public final class Session {
    private final SessionKind kind;
    private final Process server;
    private final List<Long> evidence = new ArrayList<>();
    private final List<Activity> logins = new ArrayList<>();
    private long number;
    private @Nullable Session parent;
    private @Nullable Process leader;
    private ThreadVersion thread;
    private long startNanos;
    private long startEvent;
    private @Nullable String remote;
    private @Nullable String authentication;
    private String containerId;
    private boolean interactive;

    Session(SessionKind kind, Process server, ThreadVersion thread, long startNanos, long startEvent) {
        this.kind = kind;
        this.server = server;
        this.thread = thread;
        this.startNanos = startNanos;
        this.startEvent = startEvent;
        this.containerId = thread.containerId();
        cite(startEvent);
    }

    /** The number that people name it by, from 1: sessions from before the capture first, then in order of start. */
    public long number() {
        return number;
    }

    void number(long value) {
        number = value;
    }

    public SessionKind kind() {
        return kind;
    }

    /** The session that this one was begun in, or {@code null}. */
    public @Nullable Session parent() {
        return parent;
    }

    void parent(@Nullable Session value) {
        parent = value;
    }

    /** The process whose life is the session's: the SSH server of the connection; otherwise the leader. */
    public Process entry() {
        return server;
    }

    /** The process that runs its shell or its first program; {@code null} if it came to none. */
    public @Nullable Process leader() {
        return leader;
    }

    /** The leader as its first program began: user, terminal, command line. */
    public ThreadVersion thread() {
        return thread;
    }

    void ledBy(Process process, ThreadVersion asOf) {
        leader = process;
        thread = asOf;
        containerId = asOf.containerId();
    }

    /** When it began, nanoseconds since the epoch, or {@link Process#UNKNOWN_TIME} if that was before the capture. */
    public long startNanos() {
        return startNanos;
    }

    /** Number of the event that it began with, 0 if it began before the capture. */
    public long startEvent() {
        return startEvent;
    }

    /** Whether it began before the capture. */
    public boolean beganBefore() {
        return startEvent == 0;
    }

    /** When it ended, nanoseconds since the epoch, or {@link Process#UNKNOWN_TIME}. */
    public long endNanos() {
        return server.endNanos();
    }

    /** Number of the event that ended it, or 0. */
    public long endEvent() {
        return server.endEvent();
    }

    /** Whether it was still open when the capture ended. */
    public boolean isOpen() {
        return !server.hasEnded() && !server.wasLost();
    }

    /** Address and port of the other side, or {@code null} if there is none or it was not recorded. */
    public @Nullable String remote() {
        return remote;
    }

    void remote(@Nullable String value) {
        remote = value;
    }

    /** What is known of how the user proved who they are, or {@code null}. */
    public @Nullable String authentication() {
        return authentication;
    }

    void authentication(@Nullable String value) {
        authentication = value;
    }

    /** Id of the container that it is in, empty for the host. */
    public String containerId() {
        return containerId;
    }

    void containerId(String value) {
        containerId = value;
    }

    /** Whether a terminal or a network peer was at the other end, so that someone could type. */
    public boolean isInteractive() {
        return interactive;
    }

    void interactive(boolean value) {
        interactive = value;
    }

    void cite(long event) {
        if (event > 0) {
            evidence.add(event);
        }
    }

    /** Numbers of the events that show it, in order. */
    public List<Long> evidence() {
        return Collections.unmodifiableList(new ArrayList<>(new TreeSet<>(evidence)));
    }

    /** What led to it: the connection, attempts to prove who one is. */
    List<Activity> logins() {
        return logins;
    }

    void login(Activity activity) {
        cite(activity.event());
        logins.add(activity);
    }

    @Override
    public String toString() {
        return "session " + number + " (" + kind.label() + ")";
    }
}
