package io.scapula.analyzers.process;

import io.scapula.analyzers.ContainerNames;
import io.scapula.analyzers.process.ShellLines.Line;
import io.scapula.state.ExitStatus;
import io.scapula.state.ThreadVersion;
import io.scapula.table.Absence;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.RowBuilder;
import io.scapula.table.Table;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What the history of each interactive shell would have shown, by session, shell and time. */
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
            new Column("time", ColumnType.TIME, "when it was entered, or its first program started"),
            new Column("evt.num", ColumnType.INTEGER, "number of the event that shows that"),
            new Column("proc.cwd", ColumnType.TEXT, "working directory"),
            new Column(
                    "line",
                    ColumnType.TEXT,
                    "as typed, or the programs with their arguments as a shell would take them"),
            new Column(
                    "source", ColumnType.TEXT, "typed: the line was seen being typed; program: it is made of what ran"),
            new Column(
                    "exit_codes",
                    ColumnType.TEXT,
                    "exit codes of its programs in order, ? for none, pipelines separated by ;"),
            new Column("exit_code", ColumnType.INTEGER, "exit code of its last program"),
            new Column("duration_ns", ColumnType.DURATION, "from the first start to the last end"),
            new Column("evidence", ColumnType.EVENTS, "numbers of the execve events"));

    private static final String[] SUMMARY = {
        "session", "user.name", "container.name", "shell", "time", "exit_codes", "line"
    };

    /** Of a line that ran more, such as a loop, the exit codes of so many pipelines are shown. */
    private static final int MOST_SHOWN = 32;

    /** Lines of no session come last. */
    private static final Comparator<Line> BY_SESSION = Comparator.<Line>comparingLong(line ->
                    line.session() == null ? Long.MAX_VALUE : line.session().number())
            .thenComparingLong(line -> line.origin().eventNumber())
            .thenComparingLong(line -> line.origin().process().pid())
            .thenComparingLong(Line::eventNumber);

    @Override
    public boolean showsTypedLines() {
        return true;
    }

    @Override
    public Table show(ProgramContext programs) {
        Table.Builder table =
                Table.builder("commands", COLUMNS).summary(SUMMARY).prose("line");
        ContainerNames containers = new ContainerNames(programs.history());
        CommandRows rows = new CommandRows(programs);
        List<Line> lines = ShellLines.of(programs);
        lines.sort(BY_SESSION);
        for (Line line : lines) {
            if (isChosen(line, programs)) {
                RowBuilder row = table.row();
                // The shell's user, not the one that a setuid program such as sudo runs as.
                ThreadVersion shell = line.pipelines().isEmpty()
                        ? line.origin().thread()
                        : line.pipelines().get(0).earliest().before();
                containers.fill(row, shell);
                rows.user(row, shell);
                fill(row, line);
            }
        }
        boolean someNotTyped = lines.stream().anyMatch(line -> line.typed() == null);
        if (someNotTyped) {
            table.note("Of shells whose typing was not seen, lines that started no program (cd, export) are missing.");
        }
        return table.build();
    }

    /** A line counts as chosen if one of its programs is; where nothing is left out, also one that started none. */
    private static boolean isChosen(Line line, ProgramContext programs) {
        return programs.choosesAll()
                || line.pipelines().stream()
                        .flatMap(pipeline -> pipeline.programs().stream())
                        .anyMatch(programs::isChosen);
    }

    private static void fill(RowBuilder row, Line line) {
        List<Pipeline> pipelines = line.pipelines();
        row.set(
                        "session",
                        line.session() == null
                                ? Absence.NOT_APPLICABLE
                                : line.session().number())
                .set("shell", line.origin().process().pid())
                .set("time", line.timeNanos())
                .set("evt.num", line.eventNumber())
                .set("line", line.text())
                .set("source", line.typed() == null ? "program" : "typed")
                .set("evidence", evidence(line));
        if (pipelines.isEmpty()) {
            for (String column : List.of("exit_codes", "exit_code", "duration_ns")) {
                row.set(column, Absence.NOT_APPLICABLE);
            }
            return;
        }
        Pipeline last = pipelines.get(pipelines.size() - 1);
        ExitStatus status = last.last().process().exitStatus();
        row.set(
                        "proc.cwd",
                        ContainerNames.orNull(
                                pipelines.get(0).earliest().thread().cwd()))
                .set(
                        "exit_codes",
                        pipelines.stream()
                                .limit(MOST_SHOWN)
                                .map(Pipeline::exitCodes)
                                .collect(Collectors.joining("; ")))
                .set("exit_code", status == null ? null : status.reportedCode());
        if (pipelines.size() == 1) {
            row.set("duration_ns", PipelineList.duration(last));
        }
    }

    private static long[] evidence(Line line) {
        LongStream typed = line.typed() == null
                ? LongStream.empty()
                : line.typed().evidence().stream().mapToLong(Long::longValue);
        LongStream started =
                line.pipelines().stream().flatMapToLong(pipeline -> LongStream.of(PipelineList.evidence(pipeline)));
        return LongStream.concat(typed, started).sorted().distinct().toArray();
    }
}
