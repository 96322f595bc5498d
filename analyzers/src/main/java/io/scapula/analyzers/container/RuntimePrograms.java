package io.scapula.analyzers.container;

import io.scapula.state.ThreadVersion;
import java.util.Set;

/**
 * Tells the programs with which a container runtime sets a container up from those that the container is there for. The
 * former show up in the container's cgroup for some milliseconds before its entry program, and again for every command
 * executed in it.
 */
public final class RuntimePrograms {
    private static final Set<String> NAMES = Set.of(
            "runc",
            "docker-runc",
            "crun",
            "youki",
            "conmon",
            "conmonrs",
            "runsc",
            "kata-agent",
            "kata-shim",
            "containerd-shim",
            "docker-containerd-shim",
            "containerd-shim-runc-v1",
            "containerd-shim-runc-v2");
    /** The kernel's 15 bytes of longer names. */
    private static final Set<String> CUT_NAMES = Set.of("docker-containe", "containerd-shim");

    private static final String PAUSE = "pause";

    private RuntimePrograms() {}

    /** Whether the thread runs a part of the runtime. */
    public static boolean isRuntime(ThreadVersion thread) {
        return thread.comm().startsWith("runc:[")
                || CUT_NAMES.contains(thread.comm())
                || NAMES.contains(thread.comm())
                || NAMES.contains(baseName(thread.exe()))
                || NAMES.contains(baseName(thread.exepath()))
                || thread.exepath().startsWith("memfd:runc_cloned")
                || isReexecutedInit(thread);
    }

    /** Old runc executes itself through {@code /proc/self/exe}, which leaves it with the name {@code exe}. */
    private static boolean isReexecutedInit(ThreadVersion thread) {
        return thread.exe().startsWith("/proc/self/")
                && !thread.args().isEmpty()
                && thread.args().get(0).equals("init");
    }

    /** Whether the thread only keeps a pod's namespaces open. */
    static boolean isPause(ThreadVersion thread) {
        return thread.comm().equals(PAUSE) && baseName(thread.exe()).equals(PAUSE);
    }

    private static String baseName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
