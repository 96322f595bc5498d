package io.scapula.analyzers.container.cause;

import io.scapula.analyzers.container.watch.ProcessTrace;
import io.scapula.history.Process;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a container's entry program could not be executed, which is before there is a run. */
public final class EntryProgram {
    private EntryProgram() {}

    /**
     * The possible causes.
     *
     * @param failure the failed execve of the entry program
     * @param trace   what was kept of the process that tried, {@code null} if nothing was
     */
    public static List<Suspicion> causes(Process.FailedStart failure, @Nullable ProcessTrace trace) {
        String path = failure.path() == null ? "its entry program" : failure.path();
        long seen = trace == null ? 0 : trace.reached(path);
        List<Long> evidence = new ArrayList<>();
        if (seen > 0 && seen < failure.eventNumber()) {
            evidence.add(seen);
        }
        evidence.add(failure.eventNumber());
        String told = " (execve: " + failure.errorName() + ")";
        return switch (failure.error()) {
            case Errors.ENOENT ->
                List.of(
                        // Runtimes look for the program before they execute it, and tell of a missing one then.
                        new Suspicion(
                                "missing_interpreter",
                                seen > 0 ? 0.93 : 0.85,
                                path + (seen > 0 ? " is there, but" : " was found by the runtime, but")
                                        + " its interpreter (or dynamic linker) is not" + told,
                                evidence),
                        new Suspicion(
                                "missing_file", seen > 0 ? 0.05 : 0.15, path + " does not exist" + told, evidence));
            case Errors.ENOEXEC ->
                List.of(new Suspicion(
                        "missing_interpreter",
                        0.7,
                        path + " is no program that the kernel knows how to run" + told,
                        evidence));
            case Errors.EACCES, Errors.EPERM ->
                List.of(new Suspicion("permission_denied", 0.93, path + " may not be executed" + told, evidence));
            default -> List.of(new Suspicion("unknown", 0.3, path + " could not be executed" + told, evidence));
        };
    }
}
