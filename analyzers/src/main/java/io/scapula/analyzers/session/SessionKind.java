package io.scapula.analyzers.session;

import java.util.Locale;

/** How a session came about. */
public enum SessionKind {
    /** A login through an SSH server. */
    SSH,
    /** A connection to an SSH server on which nobody could prove who they are. */
    SSH_FAILED,
    /** A program that entered a container's namespaces from outside: {@code kubectl exec}, {@code nsenter}, a probe. */
    EXEC,
    /** A login at a terminal of the machine. */
    CONSOLE,
    /** Another user, through {@code su}. */
    SU,
    /** Another user, through {@code sudo} and the like. */
    SUDO,
    /** A job of a scheduler: {@code cron}, {@code at}. */
    CRON,
    /** Programs that a service manager runs for a user who logged in. */
    SERVICE,
    /** A shell on a terminal of its own that no login gave it: tmux, screen, script. */
    TERMINAL,
    /** A shell that connected to a network peer and takes its commands from there. */
    REVERSE_SHELL,
    /** A shell that takes its commands from whoever connected. */
    BIND_SHELL;

    /** In lower case, as tables show it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
