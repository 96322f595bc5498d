package io.scapula.analyzers.process;

import io.scapula.analysis.Analysis;
import io.scapula.analysis.AnalysisContext;
import io.scapula.analysis.Analyzer;
import io.scapula.analysis.Requirements;
import io.scapula.analyzers.ContainerNames;
import io.scapula.history.CaptureHistory;
import io.scapula.history.Process;
import io.scapula.history.Program;
import io.scapula.state.ExitStatus;
import io.scapula.state.ThreadVersion;
import io.scapula.table.Absence;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.RowBuilder;
import io.scapula.table.Table;
import java.util.List;
import java.util.Locale;

/** Lists every program that was started, how it ended and how long it ran. */
public final class Commands implements Analyzer {
    private static final List<Column> COLUMNS = List.of(
            new Column("evt.num", ColumnType.INTEGER, "number of the execve that started it"),
            new Column("time", ColumnType.TIME, "when it started"),
            new Column("session", ColumnType.INTEGER, "session it belongs to, once sessions are reconstructed"),
            new Column("container.id", ColumnType.TEXT, "id of its container, or host"),
            new Column("container.name", ColumnType.TEXT, "name of its container, or host"),
            new Column("k8s.ns.name", ColumnType.TEXT, "namespace of its pod"),
            new Column("k8s.pod.name", ColumnType.TEXT, "name of its pod"),
            new Column("user.name", ColumnType.TEXT, "effective user"),
            new Column("user.loginname", ColumnType.TEXT, "user who logged in"),
            new Column("proc.pid", ColumnType.INTEGER, "process id"),
            new Column("proc.ppid", ColumnType.INTEGER, "process id of the parent"),
            new Column("proc.pname", ColumnType.TEXT, "name of the parent"),
            new Column("proc.name", ColumnType.TEXT, "name, cut by the kernel to 15 bytes"),
            new Column("proc.cmdline", ColumnType.TEXT, "name and arguments"),
            new Column("proc.exepath", ColumnType.TEXT, "path of the executable"),
            new Column("proc.cwd", ColumnType.TEXT, "working directory"),
            new Column("proc.tty", ColumnType.INTEGER, "device number of the controlling terminal, 0 for none"),
            new Column("user.uid", ColumnType.INTEGER, "id of the effective user"),
            new Column("ended", ColumnType.TEXT, "exited, replaced by another program, running, or lost"),
            new Column("exit_code", ColumnType.INTEGER, "exit code; 128 and the signal's number for a death by signal"),
            new Column("signal", ColumnType.TEXT, "signal that ended it"),
            new Column("duration_ns", ColumnType.DURATION, "how long it ran"));

    private static final String[] SUMMARY = {
        "time",
        "container.name",
        "user.name",
        "proc.pid",
        "proc.pname",
        "ended",
        "exit_code",
        "signal",
        "duration_ns",
        "proc.cmdline"
    };

    @Override
    public String id() {
        return "commands";
    }

    @Override
    public String description() {
        return "every program that was started, how it ended and how long it ran";
    }

    @Override
    public Requirements requirements() {
        return Requirements.anyEventOf("execve", "execveat");
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public Analysis begin(AnalysisContext context) {
        return this::answer;
    }

    private Table answer(CaptureHistory history) {
        ContainerNames containers = new ContainerNames(history);
        Table.Builder table = Table.builder(id(), COLUMNS).summary(SUMMARY);
        for (Program program : history.programs()) {
            RowBuilder row = table.row();
            containers.fill(row, program.thread());
            start(row, program, history);
            end(row, program);
        }
        return table.build();
    }

    private static void start(RowBuilder row, Program program, CaptureHistory history) {
        ThreadVersion thread = program.thread();
        ThreadVersion parent = program.parent();
        row.set("evt.num", program.eventNumber())
                .set("time", program.timeNanos())
                .set("proc.pid", thread.pid())
                .set("proc.name", thread.comm())
                .set("proc.cmdline", thread.commandLine())
                .set("proc.exepath", ContainerNames.orNull(thread.exepath()))
                .set("proc.cwd", ContainerNames.orNull(thread.cwd()))
                .set("proc.tty", thread.tty());
        if (parent != null) {
            row.set("proc.ppid", parent.pid()).set("proc.pname", parent.comm());
        } else if (thread.ptid() > 0) {
            row.set("proc.ppid", thread.ptid());
        }
        if (thread.uid() != ThreadVersion.NO_ID) {
            row.set("user.uid", thread.uid())
                    .set("user.name", history.users().userName(thread.containerId(), thread.uid()));
        }
        row.set(
                "user.loginname",
                thread.loginUid() == ThreadVersion.NO_ID
                        ? Absence.NOT_APPLICABLE
                        : history.users().userName("", thread.loginUid()));
    }

    private static void end(RowBuilder row, Program program) {
        row.set("ended", program.ending().name().toLowerCase(Locale.ROOT));
        ExitStatus status = program.exitStatus();
        if (status != null) {
            row.set("exit_code", status.reportedCode())
                    .set("signal", status.signal() == 0 ? Absence.NOT_APPLICABLE : status.signalName());
        } else if (program.ending() != Program.Ending.EXITED) {
            row.set("exit_code", Absence.NOT_APPLICABLE).set("signal", Absence.NOT_APPLICABLE);
        }
        if (program.endNanos() != Process.UNKNOWN_TIME) {
            row.set("duration_ns", program.endNanos() - program.timeNanos());
        }
    }
}
