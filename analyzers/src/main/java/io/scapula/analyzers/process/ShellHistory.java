package io.scapula.analyzers.process;

import io.scapula.analyzers.ContainerNames;
import io.scapula.analyzers.session.Session;
import io.scapula.history.Program;
import io.scapula.state.ExitStatus;
import io.scapula.state.ThreadVersion;
import io.scapula.table.Absence;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.RowBuilder;
import io.scapula.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the history of each interactive shell would have shown: its own pipelines, without what these started in turn.
 *
 * <p>A shell that controls jobs puts each pipeline into a process group of its own and so tells what it was asked for apart
 * from what its startup files and command substitutions run. Without job control everything that the shell of an
 * interactive session starts is taken for a line. Other programs, such as {@code sudo}, also put what they start into a group
 * of its own, but once; so a program of an unknown name takes two jobs to be a shell.
 */
final class ShellHistory implements CommandView {
    private static final List<Column> COLUMNS = List.of(
            new Column("session", ColumnType.INTEGER, "number of the session"),
            new Column("user.name", ColumnType.TEXT, "effective user of the shell"),
            new Column("user.loginname", ColumnType.TEXT, "user who logged in"),
            new Column("user.uid", ColumnType.INTEGER, "id of the effective user"),
            new Column("shell", ColumnType.INTEGER, "process id of the shell"),
            new Column("container.id", ColumnType.TEXT, "id of its container, or host"),
            new Column("container.name", ColumnType.TEXT, "name of its container, or host"),
            new Column("k8s.ns.name", ColumnType.TEXT, "namespace of its pod"),
            new Column("k8s.pod.name", ColumnType.TEXT, "name of its pod"),
            new Column("time", ColumnType.TIME, "when the first program of the line started"),
            new Column("evt.num", ColumnType.INTEGER, "number of the execve that started that"),
            new Column("proc.cwd", ColumnType.TEXT, "working directory"),
            new Column("line", ColumnType.TEXT, "the programs with their arguments, as a shell would take them"),
            new Column("exit_codes", ColumnType.TEXT, "exit codes of the programs in this order, ? for none"),
            new Column("exit_code", ColumnType.INTEGER, "exit code of the last program"),
            new Column("duration_ns", ColumnType.DURATION, "from the first start to the last end"),
            new Column("evidence", ColumnType.EVENTS, "numbers of the execve events"));

    private static final String[] SUMMARY = {
        "session", "user.name", "container.name", "shell", "time", "exit_codes", "line"
    };

    private static final Comparator<Line> BY_SESSION = Comparator.comparingLong(Line::sessionNumber)
            .thenComparingLong(line -> line.origin().eventNumber())
            .thenComparingLong(line -> line.origin().process().pid())
            .thenComparingLong(line -> line.pipeline().earliest().eventNumber());

    private record Line(@Nullable Session session, Origin origin, Pipeline pipeline) {
        /** Lines of no session come last. */
        long sessionNumber() {
            return session == null ? Long.MAX_VALUE : session.number();
        }
    }

    @Override
    public Table show(ProgramContext programs) {
        Table.Builder table = Table.builder("commands", COLUMNS).summary(SUMMARY);
        ContainerNames containers = new ContainerNames(programs.history());
        CommandRows rows = new CommandRows(programs);
        for (Line line : lines(programs)) {
            if (line.pipeline().programs().stream().anyMatch(programs::isChosen)) {
                RowBuilder row = table.row();
                // The shell's user, not the one that a setuid program such as sudo runs as.
                ThreadVersion shell = line.pipeline().earliest().before();
                containers.fill(row, shell);
                rows.user(row, shell);
                fill(row, line);
            }
        }
        return table.note("Lines that started no program, such as cd and export, are not among these.")
                .build();
    }

    private static List<Line> lines(ProgramContext programs) {
        List<Line> lines = new ArrayList<>();
        List<Line> withoutJobControl = new ArrayList<>();
        Map<Origin, List<Line>> jobs = new LinkedHashMap<>();
        for (Pipeline pipeline : programs.pipelines().all()) {
            Program first = pipeline.earliest();
            Origin origin = programs.origins().of(first);
            if (origin == null || origin.process().equals(first.process())) {
                continue;
            }
            Session session = programs.sessions().of(first);
            Line line = new Line(session, origin, pipeline);
            if (isJob(first)) {
                jobs.computeIfAbsent(origin, key -> new ArrayList<>()).add(line);
            } else if (leads(session, origin)) {
                withoutJobControl.add(line);
            }
        }
        jobs.forEach((origin, ofShell) -> {
            if (ofShell.size() > 1 || leads(ofShell.get(0).session(), origin) || Interpreter.isShell(origin.thread())) {
                lines.addAll(ofShell);
            }
        });
        for (Line line : withoutJobControl) {
            if (!jobs.containsKey(line.origin())) {
                lines.add(line);
            }
        }
        lines.sort(BY_SESSION);
        return lines;
    }

    /** Whether it was moved to another process group on its terminal, in the same session, between clone and execve. */
    private static boolean isJob(Program program) {
        ThreadVersion cloned = program.process().first();
        ThreadVersion started = program.thread();
        return started.tty() > 0
                && started.pgid() > 0
                && cloned.pgid() > 0
                && started.pgid() != cloned.pgid()
                && started.sid() == cloned.sid();
    }

    private static boolean leads(@Nullable Session session, Origin origin) {
        return session != null && session.isInteractive() && origin.process().equals(session.leader());
    }

    private static void fill(RowBuilder row, Line line) {
        Pipeline pipeline = line.pipeline();
        Program earliest = pipeline.earliest();
        ExitStatus status = pipeline.last().process().exitStatus();
        row.set(
                        "session",
                        line.session() == null
                                ? Absence.NOT_APPLICABLE
                                : line.session().number())
                .set("shell", line.origin().process().pid())
                .set("time", earliest.timeNanos())
                .set("evt.num", earliest.eventNumber())
                .set("proc.cwd", ContainerNames.orNull(earliest.thread().cwd()))
                .set("line", ShellLine.of(pipeline, line.origin()))
                .set("exit_codes", pipeline.exitCodes())
                .set("exit_code", status == null ? null : status.reportedCode())
                .set("duration_ns", PipelineList.duration(pipeline))
                .set("evidence", PipelineList.evidence(pipeline));
    }
}
