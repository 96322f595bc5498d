package io.scapula.analyzers.container.watch;

import io.scapula.CapturedEvent;
import io.scapula.analysis.EventParameters;
import io.scapula.event.EventContext;
import io.scapula.state.ThreadVersion;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls about paths: which of them failed and why, and which paths were found. */
final class FileCalls {
    static final Set<String> TYPES = Set.of(
            "open",
            "openat",
            "openat2",
            "creat",
            "stat",
            "lstat",
            "stat64",
            "lstat64",
            "newfstatat",
            "access",
            "execve",
            "execveat",
            "chdir",
            "mkdir",
            "mkdirat",
            "rmdir",
            "unlink",
            "unlinkat",
            "rename",
            "renameat",
            "renameat2",
            "link",
            "linkat",
            "symlink",
            "symlinkat",
            "chmod",
            "fchmodat",
            "chown",
            "lchown",
            "fchownat",
            "mount",
            "chroot",
            "setuid",
            "setgid",
            "setresuid",
            "setresgid");

    /** Names of the parameters that hold what the call is about, the one that fails more often first. */
    private static final List<String> PATHS =
            List.of("name", "path", "filename", "newpath", "linkpath", "target", "dir", "oldpath", "exe");

    private FileCalls() {}

    static void event(ProcessTrace trace, CapturedEvent event, EventParameters view, String type) {
        EventContext context = event.context();
        long result = context.result();
        String path = path(context, view);
        if (result < 0) {
            trace.failed(new FailedCall(event.number(), event.timestampNanos(), type, (int) -result, path));
        } else if (!path.isEmpty()) {
            trace.reached(path, event.number());
        }
    }

    private static String path(EventContext context, EventParameters view) {
        for (String name : PATHS) {
            String path = view.text(name);
            if (path != null && !path.isEmpty() && !path.equals("<NA>")) {
                return absolute(context, path);
            }
        }
        return "";
    }

    /** Relative paths are told from the working directory where that is known; through a descriptor they stay as they are. */
    private static String absolute(EventContext context, String path) {
        ThreadVersion leader = context.leader();
        if (path.startsWith("/") || leader == null || !leader.cwd().startsWith("/")) {
            return path;
        }
        return leader.cwd() + (path.startsWith("./") ? path.substring(2) : path);
    }

    /** The error of a call about a descriptor, with the file's name. */
    static void failedOn(ProcessTrace trace, CapturedEvent event, String type, @Nullable String name) {
        int error = (int) -event.context().result();
        trace.failed(new FailedCall(event.number(), event.timestampNanos(), type, error, name == null ? "" : name));
    }
}
