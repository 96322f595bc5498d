package io.scapula.analyzers.container;

import io.scapula.analysis.Analysis;
import io.scapula.analysis.AnalysisContext;
import io.scapula.analysis.Analyzer;
import io.scapula.analysis.Option;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import java.util.List;

/**
 * Tells the life of every container: each incarnation with its start, end, exit and entry command, and which of them are
 * restarts of the same container of a pod.
 */
public final class Pods implements Analyzer {
    /** Also list the containers that only hold a pod's namespaces. */
    static final Option<Boolean> SANDBOXES =
            Option.flag("sandboxes", "also list pod sandboxes (pause containers), which only hold a pod's namespaces");

    /** Tell one container's story instead. */
    static final Option<String> ID =
            Option.text("id", "tell the story of one container: the beginning of its id, or ID/ATTEMPT");

    static final List<Column> COLUMNS = List.of(
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
            new Column("last_output", ColumnType.TEXT, "the last lines that it printed"),
            new Column("evidence", ColumnType.EVENTS, "numbers of the events that show it"),
            new Column("restarts", ColumnType.INTEGER, "how often this container of the pod was started again"),
            new Column("container.full_id", ColumnType.TEXT, "the whole id"),
            new Column("container.type", ColumnType.TEXT, "engine"),
            new Column("proc.pid", ColumnType.INTEGER, "process id of the entry process on the host"),
            new Column("other_causes", ColumnType.TEXT, "further causes, the likeliest first, with confidence"),
            new Column("backoff_ns", ColumnType.DURATION, "time since the end of the attempt before"),
            new Column("crash_loop", ColumnType.BOOLEAN, "whether the container fails again and again, ever later"),
            new Column("listening", ColumnType.INTEGER, "the first port on which it listened"),
            new Column("first_listen", ColumnType.TIME, "when it first listened"),
            new Column("first_accept", ColumnType.TIME, "when it first took a connection"),
            new Column("pod.sandbox_id", ColumnType.TEXT, "id of the pod's sandbox"),
            new Column("pod.ip", ColumnType.TEXT, "address of the container or its pod"));

    private static final String[] SUMMARY = {"start", "container.name", "attempt", "cause", "summary"};

    @Override
    public String id() {
        return "pods";
    }

    @Override
    public String description() {
        return "the life of every container: each run, why it ended, and restarts within pods";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(SANDBOXES, ID);
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public Analysis begin(AnalysisContext context) {
        return new PodsAnalysis(id(), context.option(SANDBOXES), context.option(ID));
    }

    static String[] summaryColumns() {
        return SUMMARY.clone();
    }
}
