package io.scapula.analyzers.container;

import io.scapula.history.Process;
import io.scapula.state.ExitStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the loop of a container that fails, waits longer each time and is started again.
 *
 * <p>The kubelet doubles its wait from 10 s up to 5 min, other engines begin with less; so what counts is that the waits
 * do not shrink and that they grow at all.
 */
final class CrashLoop {
    private static final int LEAST_CRASHES = 3;
    /** What the runtime itself needs comes on top of each wait. */
    private static final double TOLERANCE = 0.8;

    private static final double GROWTH = 1.3;
    /** A doubling wait stops at a limit; only the first waits need to grow. */
    private static final int LEAST_WAITS = 2;

    private CrashLoop() {}

    static boolean is(Attempts attempts) {
        List<ContainerRun> runs = attempts.runs();
        long crashes = runs.stream().filter(CrashLoop::crashed).count();
        if (crashes < LEAST_CRASHES) {
            return false;
        }
        int waits = 0;
        long first = 0;
        long before = 0;
        for (int attempt = 1; attempt < runs.size(); attempt++) {
            Long wait = backOff(attempts, attempt);
            if (wait == null || !crashed(runs.get(attempt - 1)) || wait < before * TOLERANCE) {
                return false;
            }
            first = waits == 0 ? wait : first;
            before = wait;
            waits++;
        }
        return waits >= LEAST_WAITS && before > first * GROWTH;
    }

    private static boolean crashed(ContainerRun run) {
        ExitStatus status = run.exitStatus();
        return run.hasEnded() && status != null && status.reportedCode() != 0;
    }

    /** How long nothing of the container ran before an attempt, {@code null} for the first or if it is not known. */
    static @Nullable Long backOff(Attempts attempts, int attempt) {
        if (attempt == 0) {
            return null;
        }
        long end = attempts.runs().get(attempt - 1).endNanos();
        long start = attempts.runs().get(attempt).startNanos();
        return end == Process.UNKNOWN_TIME || start == Process.UNKNOWN_TIME ? null : start - end;
    }
}
