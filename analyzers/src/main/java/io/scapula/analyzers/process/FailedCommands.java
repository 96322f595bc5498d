package io.scapula.analyzers.process;

import io.scapula.analyzers.ContainerNames;
import io.scapula.history.Process;
import io.scapula.history.Process.FailedStart;
import io.scapula.state.ThreadVersion;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.RowBuilder;
import io.scapula.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One row for each execve that failed. */
final class FailedCommands implements CommandView {
    private static final List<Column> COLUMNS = List.of(
            new Column("evt.num", ColumnType.INTEGER, "number of the execve that failed"),
            new Column("time", ColumnType.TIME, "when it failed"),
            new Column("container.id", ColumnType.TEXT, "id of the container, or host"),
            new Column("container.name", ColumnType.TEXT, "name of the container, or host"),
            new Column("k8s.ns.name", ColumnType.TEXT, "namespace of the pod"),
            new Column("k8s.pod.name", ColumnType.TEXT, "name of the pod"),
            new Column("user.name", ColumnType.TEXT, "effective user"),
            new Column("user.loginname", ColumnType.TEXT, "user who logged in"),
            new Column("user.uid", ColumnType.INTEGER, "id of the effective user"),
            new Column("proc.pid", ColumnType.INTEGER, "process that tried"),
            new Column("proc.name", ColumnType.TEXT, "name of the program that tried"),
            new Column("path", ColumnType.TEXT, "what it tried to execute"),
            new Column("error", ColumnType.TEXT, "why it failed"));

    private static final String[] SUMMARY = {
        "time", "container.name", "user.name", "proc.pid", "proc.name", "error", "path"
    };

    @Override
    public Table show(ProgramContext programs) {
        List<FailedStart> failures = new ArrayList<>();
        for (Process process : programs.history().processes()) {
            failures.addAll(process.failedStarts());
        }
        failures.sort(Comparator.comparingLong(FailedStart::eventNumber));
        ContainerNames containers = new ContainerNames(programs.history());
        CommandRows rows = new CommandRows(programs);
        Table.Builder table = Table.builder("commands", COLUMNS).summary(SUMMARY);
        for (FailedStart failure : failures) {
            if (programs.choice().contains(failure.eventNumber())) {
                ThreadVersion thread = failure.thread();
                RowBuilder row = table.row();
                containers.fill(row, thread);
                rows.user(row, thread);
                row.set("evt.num", failure.eventNumber())
                        .set("time", failure.timeNanos())
                        .set("proc.pid", thread.pid())
                        .set("proc.name", thread.comm())
                        .set("path", failure.path())
                        .set("error", failure.errorName());
            }
        }
        return table.build();
    }
}
