package io.scapula.analyzers.process;

import io.scapula.analyzers.ContainerNames;
import io.scapula.analyzers.session.Session;
import io.scapula.history.Process;
import io.scapula.history.Program;
import io.scapula.state.ExitStatus;
import io.scapula.table.Absence;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.RowBuilder;
import io.scapula.table.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row a pipeline, in the order in which they started; a program that no pipe connects with another is a row as well. */
final class PipelineList implements CommandView {
    private static final List<Column> COLUMNS = List.of(
            new Column("evt.num", ColumnType.INTEGER, "number of the execve that started the first of its programs"),
            new Column("time", ColumnType.TIME, "when that started"),
            new Column("session", ColumnType.INTEGER, "number of the session it belongs to"),
            new Column("container.id", ColumnType.TEXT, "id of its container, or host"),
            new Column("container.name", ColumnType.TEXT, "name of its container, or host"),
            new Column("k8s.ns.name", ColumnType.TEXT, "namespace of its pod"),
            new Column("k8s.pod.name", ColumnType.TEXT, "name of its pod"),
            new Column("user.name", ColumnType.TEXT, "effective user of the first program"),
            new Column("user.loginname", ColumnType.TEXT, "user who logged in"),
            new Column("user.uid", ColumnType.INTEGER, "id of the effective user"),
            new Column("proc.pname", ColumnType.TEXT, "name of the program that started it"),
            new Column("programs", ColumnType.INTEGER, "how many programs it has"),
            new Column("pipeline", ColumnType.TEXT, "its programs with their arguments, as a shell would take them"),
            new Column("exit_codes", ColumnType.TEXT, "exit codes of the programs in this order, ? for none"),
            new Column("exit_code", ColumnType.INTEGER, "exit code of the last program"),
            new Column("duration_ns", ColumnType.DURATION, "from the first start to the last end"),
            new Column("evidence", ColumnType.EVENTS, "numbers of the execve events"));

    private static final String[] SUMMARY = {
        "time", "container.name", "user.name", "exit_codes", "duration_ns", "pipeline"
    };

    @Override
    public Table show(ProgramContext programs) {
        ContainerNames containers = new ContainerNames(programs.history());
        CommandRows rows = new CommandRows(programs);
        Table.Builder table = Table.builder("commands", COLUMNS).summary(SUMMARY);
        for (Pipeline pipeline : programs.pipelines().all()) {
            if (pipeline.programs().stream().anyMatch(programs::isChosen)) {
                Program first = pipeline.stages().get(0).get(0);
                RowBuilder row = table.row();
                containers.fill(row, first.thread());
                rows.user(row, first.thread());
                fill(row, pipeline, programs);
            }
        }
        return table.build();
    }

    private static void fill(RowBuilder row, Pipeline pipeline, ProgramContext programs) {
        Program earliest = pipeline.earliest();
        Origin origin = programs.origins().of(earliest);
        Session session = programs.sessions().of(earliest);
        ExitStatus status = pipeline.last().process().exitStatus();
        row.set("evt.num", earliest.eventNumber())
                .set("time", earliest.timeNanos())
                .set("session", session == null ? Absence.NOT_APPLICABLE : session.number())
                .set("proc.pname", origin == null ? null : origin.thread().comm())
                .set("programs", pipeline.programs().size())
                .set("pipeline", ShellLine.of(pipeline, origin))
                .set("exit_codes", pipeline.exitCodes())
                .set("exit_code", status == null ? null : status.reportedCode())
                .set("duration_ns", duration(pipeline))
                .set("evidence", evidence(pipeline));
    }

    /** Numbers of the events that started the programs, in order. */
    static long[] evidence(Pipeline pipeline) {
        return pipeline.programs().stream()
                .mapToLong(Program::eventNumber)
                .sorted()
                .toArray();
    }

    /** From the first start to the last end; {@code null} while one of the programs has no end. */
    static @Nullable Long duration(Pipeline pipeline) {
        long end = Long.MIN_VALUE;
        for (Program program : pipeline.programs()) {
            long ended = program.process().endNanos();
            if (ended == Process.UNKNOWN_TIME) {
                return null;
            }
            end = Math.max(end, ended);
        }
        return end - pipeline.earliest().timeNanos();
    }
}
