package io.scapula.analyzers.terminal;

import io.scapula.analyzers.ContainerNames;
import io.scapula.history.CaptureHistory;
import io.scapula.history.Process;
import io.scapula.state.ThreadVersion;
import io.scapula.state.UserTable;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.RowBuilder;
import io.scapula.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The table of typed lines. */
final class TypedTable {
    private static final List<Column> COLUMNS = List.of(
            new Column("evt.num", ColumnType.INTEGER, "number of the event that finished the line"),
            new Column("time", ColumnType.TIME, "when it was finished"),
            new Column("terminal", ColumnType.TEXT, "terminal, or connection that a shell reads"),
            new Column("user.name", ColumnType.TEXT, "effective user of who read it"),
            new Column("container.id", ColumnType.TEXT, "id of the container, or host"),
            new Column("container.name", ColumnType.TEXT, "name of the container, or host"),
            new Column("k8s.ns.name", ColumnType.TEXT, "namespace of the pod"),
            new Column("k8s.pod.name", ColumnType.TEXT, "name of the pod"),
            new Column("proc.pid", ColumnType.INTEGER, "process that read it"),
            new Column("proc.name", ColumnType.TEXT, "name of that process"),
            new Column("text", ColumnType.TEXT, "the line"),
            new Column("masked", ColumnType.BOOLEAN, "whether it was typed without echo"),
            new Column("kind", ColumnType.TEXT, "line, interrupted, end_of_input, unfinished, or keys for a program"),
            new Column("certain", ColumnType.BOOLEAN, "whether keys or screen leave no doubt"),
            new Column("prompt", ColumnType.TEXT, "what stood before it"),
            new Column("evidence", ColumnType.EVENTS, "numbers of the events that show it"));

    private static final String[] SUMMARY = {"time", "terminal", "container.name", "user.name", "proc.name", "text"};

    private record Row(TerminalRecording recording, TypedLine line) {}

    private TypedTable() {}

    static Table of(
            CaptureHistory history, List<TerminalRecording> recordings, boolean showHidden, boolean limitReached) {
        List<Row> rows = new ArrayList<>();
        PassedOnLines passedOn = PassedOnLines.among(recordings);
        for (TerminalRecording recording : recordings) {
            for (TypedLine line : recording.typedLines(showHidden)) {
                if (!passedOn.contains(recording, line)) {
                    rows.add(new Row(recording, line));
                }
            }
        }
        rows.sort(Comparator.<Row>comparingLong(row -> row.line.timeNanos())
                .thenComparingLong(row -> row.line.eventNumber()));
        Table.Builder table = Table.builder("typed", COLUMNS).summary(SUMMARY);
        ContainerNames containers = new ContainerNames(history);
        for (Row row : rows) {
            Process reader = history.processAt(row.line.pid(), row.line.eventNumber());
            ThreadVersion thread = reader == null ? null : reader.threadAt(row.line.eventNumber());
            fill(table.row(), row, thread, history.users(), containers);
        }
        passedOn.note(table);
        if (limitReached) {
            table.note(TerminalWatcher.LIMIT_REACHED);
        }
        return table.build();
    }

    private static void fill(
            RowBuilder row, Row found, @Nullable ThreadVersion thread, UserTable users, ContainerNames containers) {
        TypedLine line = found.line;
        row.set("evt.num", line.eventNumber())
                .set("time", line.timeNanos())
                .set("terminal", found.recording.name())
                .set("text", line.text())
                .set("masked", line.masked())
                .set("kind", line.kind().name().toLowerCase(Locale.ROOT))
                .set("certain", line.certain())
                .set("prompt", ContainerNames.orNull(line.prompt()))
                .set(
                        "evidence",
                        line.evidence().stream().mapToLong(Long::longValue).toArray());
        containers.fill(row, found.recording.containerId());
        if (line.pid() > 0) {
            row.set("proc.pid", line.pid()).set("proc.name", ContainerNames.orNull(line.program()));
        }
        if (thread != null && thread.uid() != ThreadVersion.NO_ID) {
            row.set("user.name", users.userName(thread.containerId(), thread.uid()));
        }
    }
}
