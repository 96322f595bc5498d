package io.scapula.state;

import io.scapula.format.EventView;
import io.scapula.format.event.EventType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * System calls that change who a thread is and where it works: users, groups, session, directories, capabilities. All of
 * them only when they succeed.
 */
final class Identity {
    static final Set<String> EVENTS = Set.of(
            "setuid",
            "setresuid",
            "setreuid",
            "setgid",
            "setresgid",
            "setregid",
            "setsid",
            "chdir",
            "fchdir",
            "getcwd",
            "chroot",
            "prctl",
            "capset",
            "unshare",
            "setns");

    /** Those that change where the whole process works. */
    static final Set<String> MOVING_EVENTS = Set.of("chdir", "fchdir", "getcwd");

    private static final int PR_SET_CHILD_SUBREAPER = 36;
    private static final int PR_GET_CHILD_SUBREAPER = 37;

    private final ThreadTable threads;

    Identity(ThreadTable threads) {
        this.threads = threads;
    }

    void apply(EventView event, CurrentEvent now, LiveThread thread) {
        EventType type = event.type();
        long result = event.integer(0, -1);
        if (type == null || result < 0) {
            return;
        }
        switch (type.name()) {
            case "setuid" -> user(thread, event.integer(1, ThreadVersion.NO_ID));
            case "setresuid", "setreuid" -> user(thread, event.integer(2, ThreadVersion.NO_ID));
            case "setgid" -> group(thread, event.integer(1, ThreadVersion.NO_ID));
            case "setresgid", "setregid" -> group(thread, event.integer(2, ThreadVersion.NO_ID));
            case "setsid" -> thread.edit().sid = result;
            case "chdir" -> directory(thread, event.text(1), true);
            case "getcwd" -> {
                String path = event.text(1);
                if (path != null) {
                    directory(thread, path, false);
                }
            }
            // If the descriptor is not known: better no directory than a wrong one.
            case "fchdir" -> {
                FdVersion fd = now.fd;
                directory(thread, fd == null || fd.name.isEmpty() ? null : fd.name, true);
            }
            case "chroot" -> {
                String path = event.text(1);
                if (path != null) {
                    thread.edit().root = Paths.join(threads.cwd(thread), path);
                }
            }
            case "prctl" -> subreaper(event, thread);
            case "unshare" -> enterUserNamespace(thread, event.integer(1, 0));
            case "setns" -> enterUserNamespace(thread, event.integer(2, 0));
            case "capset" -> {
                ThreadVersion version = thread.edit();
                version.capInheritable = event.integer(1, version.capInheritable);
                version.capPermitted = event.integer(2, version.capPermitted);
                version.capEffective = event.integer(3, version.capEffective);
            }
            default -> throw new AssertionError("not in EVENTS: " + type.name());
        }
    }

    private static void user(LiveThread thread, long uid) {
        if (uid != ThreadVersion.NO_ID && uid != thread.version().uid) {
            thread.edit().uid = uid;
        }
    }

    private static void group(LiveThread thread, long gid) {
        if (gid != ThreadVersion.NO_ID && gid != thread.version().gid) {
            thread.edit().gid = gid;
        }
    }

    private void directory(LiveThread thread, @Nullable String path, boolean relativeToOld) {
        LiveThread leader = threads.leader(thread);
        if (leader == null) {
            return;
        }
        String base = leader.version().cwd;
        boolean unknownBase = relativeToOld && base.isEmpty() && path != null && !path.startsWith("/");
        String directory =
                path == null || unknownBase ? "" : Paths.asDirectory(relativeToOld ? Paths.join(base, path) : path);
        if (!directory.equals(base)) {
            leader.edit().cwd = directory;
        }
    }

    /** Whoever enters a user namespace has all rights in it. */
    private static void enterUserNamespace(LiveThread thread, long flags) {
        if ((flags & ThreadFlags.CLONE_NEWUSER) != 0) {
            ThreadVersion version = thread.edit();
            version.capInheritable = ThreadVersion.ALL_CAPABILITIES;
            version.capPermitted = ThreadVersion.ALL_CAPABILITIES;
            version.capEffective = ThreadVersion.ALL_CAPABILITIES;
        }
    }

    /** Of all that prctl can change, the state holds who adopts orphans. */
    static boolean isAboutSubreapers(EventView prctl) {
        long option = prctl.integer(1, 0);
        return option == PR_SET_CHILD_SUBREAPER || option == PR_GET_CHILD_SUBREAPER;
    }

    private static void subreaper(EventView event, LiveThread thread) {
        if (isAboutSubreapers(event) && !thread.isInvalid()) {
            thread.group.reaper = event.integer(3, 0) != 0;
        }
    }
}
