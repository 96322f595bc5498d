package io.scapula.analyzers.container;

import io.scapula.analysis.Analysis;
import io.scapula.analysis.AnalysisContext;
import io.scapula.analysis.Analyzer;
import io.scapula.analysis.Option;
import io.scapula.analyzers.ContainerNames;
import io.scapula.history.CaptureHistory;
import io.scapula.history.ContainerHistory;
import io.scapula.history.Process;
import io.scapula.state.ContainerVersion;
import io.scapula.state.ExitStatus;
import io.scapula.table.Absence;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.RowBuilder;
import io.scapula.table.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells the life of every container: each incarnation with its start, end, exit and entry command, and which of them are
 * restarts of the same container of a pod.
 */
public final class Pods implements Analyzer {
    /** Also list the containers that only hold a pod's namespaces. */
    static final Option<Boolean> SANDBOXES =
            Option.flag("sandboxes", "also list pod sandboxes (pause containers), which only hold a pod's namespaces");

    private static final List<Column> COLUMNS = List.of(
            new Column("k8s.ns.name", ColumnType.TEXT, "namespace of the pod"),
            new Column("k8s.pod.name", ColumnType.TEXT, "name of the pod"),
            new Column("k8s.pod.uid", ColumnType.TEXT, "uid of the pod, from labels or from the cgroup path"),
            new Column("container.name", ColumnType.TEXT, "name of the container"),
            new Column("container.id", ColumnType.TEXT, "first 12 characters of the container's id"),
            new Column("container.image", ColumnType.TEXT, "image with tag"),
            new Column("attempt", ColumnType.INTEGER, "0 for the first run seen, 1 for its first restart, and so on"),
            new Column("start", ColumnType.TIME, "when the entry program started"),
            new Column("end", ColumnType.TIME, "when the entry process ended"),
            new Column("duration_ns", ColumnType.DURATION, "how long it ran"),
            new Column("exit_code", ColumnType.INTEGER, "exit code; 128 and the signal's number for a death by signal"),
            new Column("signal", ColumnType.TEXT, "signal that ended it, or the process whose death it passed on"),
            new Column("proc.cmdline", ColumnType.TEXT, "entry command"),
            new Column("cause", ColumnType.TEXT, "why it ended, one of a documented set"),
            new Column("confidence", ColumnType.DECIMAL, "how sure the cause is, 0 to 1"),
            new Column("summary", ColumnType.TEXT, "one sentence"),
            new Column("last_output", ColumnType.TEXT, "the end of what it printed; not determined yet"),
            new Column("evidence", ColumnType.EVENTS, "numbers of the events that show it"),
            new Column("restarts", ColumnType.INTEGER, "how often this container of the pod was started again"),
            new Column("container.full_id", ColumnType.TEXT, "the whole id"),
            new Column("container.type", ColumnType.TEXT, "engine"),
            new Column("proc.pid", ColumnType.INTEGER, "process id of the entry process on the host"));

    private static final String[] SUMMARY = {
        "k8s.ns.name",
        "k8s.pod.name",
        "container.name",
        "container.id",
        "attempt",
        "restarts",
        "start",
        "duration_ns",
        "exit_code",
        "signal",
        "proc.cmdline"
    };

    @Override
    public String id() {
        return "pods";
    }

    @Override
    public String description() {
        return "the life of every container: each run, its exit, and restarts within pods";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(SANDBOXES);
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public Analysis begin(AnalysisContext context) {
        boolean withSandboxes = context.option(SANDBOXES);
        return history -> answer(history, withSandboxes);
    }

    private Table answer(CaptureHistory history, boolean withSandboxes) {
        List<ContainerRun> runs = new ArrayList<>();
        int sandboxes = 0;
        boolean described = false;
        for (ContainerHistory container : history.containers()) {
            for (ContainerRun run : ContainerRuns.of(container)) {
                sandboxes += run.isSandbox() ? 1 : 0;
                described |= container.description().described();
                if (withSandboxes || !run.isSandbox()) {
                    runs.add(run);
                }
            }
        }
        Table.Builder table = Table.builder(id(), COLUMNS).summary(SUMMARY);
        for (Attempts attempts : Attempts.group(runs)) {
            for (int attempt = 0; attempt < attempts.runs().size(); attempt++) {
                fill(table.row(), attempts, attempt);
            }
        }
        if (!runs.isEmpty() && !described) {
            table.note("The capture holds no container metadata, so names and images are missing: containers, pods and"
                    + " restarts are told by cgroups and entry commands.");
        }
        if (sandboxes > 0 && !withSandboxes) {
            table.note(sandboxes + " pod " + (sandboxes == 1 ? "sandbox is" : "sandboxes are")
                    + " left out; --sandboxes lists " + (sandboxes == 1 ? "it" : "them") + " as well.");
        }
        return table.build();
    }

    private static void fill(RowBuilder row, Attempts attempts, int attempt) {
        ContainerRun run = attempts.runs().get(attempt);
        ContainerVersion container = run.description();
        PodIdentity pod = run.pod();
        Ending ending = Ending.of(run);
        row.set("k8s.ns.name", ContainerNames.orNull(pod.namespace()))
                .set("k8s.pod.name", ContainerNames.orNull(pod.podName()))
                .set("k8s.pod.uid", ContainerNames.orNull(pod.podUid()))
                .set("container.name", ContainerNames.orNull(pod.containerName()))
                .set("container.id", container.id())
                .set("container.image", ContainerNames.orNull(container.image()))
                .set("attempt", attempt)
                .set("start", run.startNanos() == Process.UNKNOWN_TIME ? null : run.startNanos())
                .set("end", end(run))
                .set("duration_ns", run.hasEnded() ? Ending.duration(run) : notEnded(run))
                .set("proc.cmdline", ContainerNames.orNull(run.commandLine()))
                .set("cause", ending.cause())
                .set("confidence", ending.confidence())
                .set("summary", ending.summary())
                .set("evidence", run.evidence())
                .set("restarts", attempts.restarts())
                .set("container.full_id", ContainerNames.orNull(container.fullId()))
                .set(
                        "container.type",
                        container.type() == null ? null : container.type().label());
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

    private static @Nullable Object end(ContainerRun run) {
        return run.hasEnded() ? run.endNanos() : notEnded(run);
    }

    /** What is there instead of an end: nothing to tell while it runs, nothing told if its end was not recorded. */
    private static @Nullable Absence notEnded(ContainerRun run) {
        return run.wasLost() || run.entry() == null ? null : Absence.NOT_APPLICABLE;
    }
}
