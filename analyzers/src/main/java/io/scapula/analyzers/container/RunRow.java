package io.scapula.analyzers.container;

import io.scapula.analyzers.ContainerNames;
import io.scapula.analyzers.container.watch.ContainerWatch;
import io.scapula.history.Process;
import io.scapula.state.ContainerVersion;
import io.scapula.state.ExitStatus;
import io.scapula.table.Absence;
import io.scapula.table.RowBuilder;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Writes one run into the table. */
final class RunRow {
    private RunRow() {}

    static void fill(RowBuilder row, Attempts attempts, int attempt, ContainerWatch watch) {
        ContainerRun run = attempts.runs().get(attempt);
        Ending ending = Ending.of(run, watch);
        identity(row, run);
        life(row, run);
        Long backOff = CrashLoop.backOff(attempts, attempt);
        Readiness readiness = Readiness.of(run, watch);
        row.set("attempt", attempt)
                .set("restarts", attempts.restarts())
                .set("cause", ending.first().cause())
                .set("confidence", ending.first().confidence())
                .set("summary", ending.summary())
                .set("last_output", LastOutput.text(LastOutput.of(run, watch)))
                .set("evidence", evidence(run, ending))
                .set("other_causes", ending.others().isEmpty() ? Absence.NOT_APPLICABLE : ending.others())
                .set("difference", Difference.of(attempts, attempt, watch))
                .set("backoff_ns", attempt == 0 ? Absence.NOT_APPLICABLE : backOff)
                .set("crash_loop", CrashLoop.is(attempts));
        if (readiness.listening() != null) {
            row.set("listening", readiness.listening().port())
                    .set("first_listen", readiness.listening().nanos());
        }
        if (readiness.accepted() != null) {
            row.set("first_accept", readiness.accepted().nanos());
        }
    }

    private static void identity(RowBuilder row, ContainerRun run) {
        ContainerVersion container = run.description();
        PodIdentity pod = run.pod();
        row.set("k8s.ns.name", ContainerNames.orNull(pod.namespace()))
                .set("k8s.pod.name", ContainerNames.orNull(pod.podName()))
                .set("k8s.pod.uid", ContainerNames.orNull(pod.podUid()))
                .set("container.name", ContainerNames.orNull(pod.containerName()))
                .set("container.id", container.id())
                .set("container.image", ContainerNames.orNull(container.image()))
                .set("container.full_id", ContainerNames.orNull(container.fullId()))
                .set(
                        "container.type",
                        container.type() == null ? null : container.type().label())
                .set("pod.sandbox_id", ContainerNames.orNull(container.podSandboxId()))
                .set("pod.ip", container.ip().equals("0.0.0.0") ? null : ContainerNames.orNull(container.ip()));
    }

    private static void life(RowBuilder row, ContainerRun run) {
        row.set("start", run.startNanos() == Process.UNKNOWN_TIME ? null : run.startNanos())
                .set("end", run.hasEnded() ? run.endNanos() : notEnded(run))
                .set("duration_ns", run.hasEnded() ? Ending.duration(run) : notEnded(run))
                .set("proc.cmdline", ContainerNames.orNull(run.commandLine()));
        ExitStatus status = run.exitStatus();
        if (!run.hasEnded()) {
            row.set("exit_code", notEnded(run)).set("signal", notEnded(run));
        } else if (status != null) {
            row.set("exit_code", status.reportedCode())
                    .set("signal", run.signalName() == null ? Absence.NOT_APPLICABLE : run.signalName());
        }
        Process entry = run.entry();
        if (entry != null) {
            row.set("proc.pid", entry.pid());
        }
    }

    private static long[] evidence(ContainerRun run, Ending ending) {
        LongStream cause = ending.first().evidence().stream().mapToLong(Long::longValue);
        return LongStream.concat(LongStream.of(run.evidence()), cause)
                .filter(event -> event > 0)
                .sorted()
                .distinct()
                .toArray();
    }

    /** What is there instead of an end: nothing to tell while it runs, nothing told if its end was not recorded. */
    private static @Nullable Absence notEnded(ContainerRun run) {
        return run.wasLost() || run.entry() == null ? null : Absence.NOT_APPLICABLE;
    }
}
