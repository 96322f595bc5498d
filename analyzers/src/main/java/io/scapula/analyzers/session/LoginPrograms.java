package io.scapula.analyzers.session;

import io.scapula.state.ThreadVersion;
import java.util.Set;

/** The programs that open sessions for others. */
final class LoginPrograms {
    private static final Set<String> SSH_SERVERS = Set.of("sshd", "sshd-session", "sshd-auth", "dropbear");
    private static final Set<String> CONSOLES = Set.of(
            "login", "agetty", "getty", "mingetty", "sulogin", "gdm-session-wor", "sddm-helper", "lightdm", "xdm");
    private static final Set<String> SCHEDULERS = Set.of("cron", "crond", "atd", "anacron", "fcron", "dcron");
    private static final Set<String> SUDO = Set.of("sudo", "doas", "pkexec", "run0");
    private static final Set<String> SU = Set.of("su", "runuser");
    /** What authentication modules run to check a password, before any session begins. */
    private static final Set<String> HELPERS = Set.of("unix_chkpwd", "unix_update");

    private LoginPrograms() {}

    static boolean isSshServer(ThreadVersion thread) {
        return SSH_SERVERS.contains(thread.comm());
    }

    static boolean isConsole(ThreadVersion thread) {
        return CONSOLES.contains(thread.comm());
    }

    static boolean isScheduler(ThreadVersion thread) {
        return SCHEDULERS.contains(thread.comm());
    }

    static boolean isSudo(ThreadVersion thread) {
        return SUDO.contains(thread.comm());
    }

    static boolean isSu(ThreadVersion thread) {
        return SU.contains(thread.comm());
    }

    /** Whether it opens sessions, or helps to, and so is not what a session is opened for. */
    static boolean isAny(ThreadVersion thread) {
        return isSshServer(thread)
                || isConsole(thread)
                || isScheduler(thread)
                || isSudo(thread)
                || isSu(thread)
                || HELPERS.contains(thread.comm());
    }
}
