package io.scapula.analyzers.container;

import io.scapula.history.Process;
import io.scapula.state.ExitStatus;
import io.scapula.table.render.DurationFormat;
import org.jspecify.annotations.Nullable;

/**
 * Why an incarnation ended, as far as its exit tells.
 *
 * @param cause      one of the documented set
 * @param confidence from 0 to 1; 0.8 and more means "I would say so in an incident channel"
 * @param summary    one sentence
 */
record Ending(String cause, double confidence, String summary) {
    private static final int SIGABRT = 6;
    private static final int SIGKILL = 9;
    private static final int SIGBUS = 7;
    private static final int SIGSEGV = 11;
    private static final double CERTAIN = 0.95;
    /** The exit is certain, but says little about its reason. */
    private static final double VAGUE = 0.3;

    static Ending of(ContainerRun run) {
        if (run.entry() == null) {
            return new Ending("unknown", 0, "No process of it was recorded.");
        }
        Process.FailedStart failure = run.failure();
        if (failure != null) {
            return new Ending("unknown", VAGUE, failed(failure));
        }
        if (run.wasLost()) {
            return new Ending(
                    "unknown",
                    0,
                    "Its end was not recorded: another process had its process id before the capture ended.");
        }
        if (!run.hasEnded()) {
            return new Ending("still_running", CERTAIN, "It ran when the capture ended.");
        }
        ExitStatus status = run.exitStatus();
        if (status == null) {
            return new Ending("unknown", 0, "It ended" + after(run) + "; the recorder did not say how.");
        }
        Process passedOn = run.processOfPassedOnSignal();
        if (passedOn != null && passedOn.exitStatus() != null) {
            String summary = "It exited with " + status.code() + after(run) + ", since its process "
                    + passedOn.last().comm() + " was ended by " + run.signalName() + ".";
            return bySignal(passedOn.exitStatus().signal(), summary);
        }
        if (status.signal() != 0) {
            return bySignal(status.signal(), "It was ended by " + status.signalName() + after(run) + ".");
        }
        return status.code() == 0
                ? new Ending("completed", CERTAIN, "It exited with 0" + after(run) + ".")
                : new Ending("error_exit", VAGUE, "It exited with " + status.code() + after(run) + ".");
    }

    private static String failed(Process.FailedStart failure) {
        String path = failure.path();
        return "Its entry program" + (path == null ? "" : " " + path) + " could not be executed: " + failure.errorName()
                + ".";
    }

    private static Ending bySignal(int signal, String summary) {
        String cause = switch (signal) {
            case SIGSEGV, SIGBUS -> "segfault";
            case SIGABRT -> "abort";
            default -> "killed";
        };
        // Who sent SIGKILL, and whether memory had run out, is not in the exit.
        return new Ending(cause, signal == SIGKILL ? 0.5 : 0.8, summary);
    }

    private static String after(ContainerRun run) {
        Long ran = duration(run);
        return ran == null ? "" : " after " + DurationFormat.format(ran);
    }

    /** How long it ran in nanoseconds, {@code null} if its start or end was not recorded. */
    static @Nullable Long duration(ContainerRun run) {
        return run.startNanos() == Process.UNKNOWN_TIME || run.endNanos() == Process.UNKNOWN_TIME
                ? null
                : run.endNanos() - run.startNanos();
    }
}
