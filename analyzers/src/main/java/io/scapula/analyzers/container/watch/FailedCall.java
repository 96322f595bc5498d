package io.scapula.analyzers.container.watch;

import io.scapula.analysis.EventParameters;

/**
 * A system call that failed.
 *
 * @param event  number of its exit event
 * @param nanos  its time
 * @param call   its name, such as {@code openat}
 * @param error  the error number
 * @param target what it was about: a path or a peer, empty if that is not known
 */
public record FailedCall(long event, long nanos, String call, int error, String target) {
    /** {@code ENOENT} and the like; the number where it has no name. */
    public String errorName() {
        return EventParameters.errorName(error);
    }

    /** The last part of the path, or the whole target. */
    public String baseName() {
        return target.substring(target.lastIndexOf('/') + 1);
    }

    /** Whether it only looked whether something is there. */
    public boolean isLook() {
        return call.contains("stat") || call.contains("access") || call.startsWith("readlink");
    }

    /** Whether it tried to execute a program. */
    public boolean isExecution() {
        return call.startsWith("execve");
    }
}
