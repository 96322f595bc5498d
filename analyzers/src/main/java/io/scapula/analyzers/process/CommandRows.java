package io.scapula.analyzers.process;

import io.scapula.analyzers.ContainerNames;
import io.scapula.analyzers.session.Session;
import io.scapula.analyzers.session.Sessions;
import io.scapula.history.CaptureHistory;
import io.scapula.history.Process;
import io.scapula.history.Program;
import io.scapula.state.ExitStatus;
import io.scapula.state.ThreadVersion;
import io.scapula.table.Absence;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.RowBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Fills rows with what is known of a program. */
final class CommandRows {
    static final List<Column> COLUMNS = List.of(
            new Column("evt.num", ColumnType.INTEGER, "number of the execve that started it"),
            new Column("time", ColumnType.TIME, "when it started"),
            new Column("session", ColumnType.INTEGER, "number of the session it belongs to"),
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
            new Column("duration_ns", ColumnType.DURATION, "how long it ran"),
            new Column(
                    "script", ColumnType.TEXT, "the script that an interpreter runs, or -c and the like with its text"),
            new Column("stdin", ColumnType.TEXT, "what it read from when it started"),
            new Column("stdout", ColumnType.TEXT, "what it wrote to when it started"),
            new Column("stderr", ColumnType.TEXT, "what it wrote errors to when it started"),
            new Column("pipeline", ColumnType.INTEGER, "evt.num of the first program of its pipeline"),
            new Column("started_by", ColumnType.INTEGER, "evt.num of the program that started it"),
            new Column("parents", ColumnType.TEXT, "programs above it, the one that started it first"),
            new Column(
                    "inferred", ColumnType.BOOLEAN, "whether its execve was not recorded and other events tell of it"));

    /** So many programs above one are named. */
    private static final int MOST_PARENTS = 16;

    private final CaptureHistory history;
    private final ContainerNames containers;
    private final Sessions sessions;
    private final Origins origins;
    private final Pipelines pipelines;
    private final Streams streams;

    CommandRows(ProgramContext context) {
        history = context.history();
        containers = new ContainerNames(history);
        sessions = context.sessions();
        origins = context.origins();
        pipelines = context.pipelines();
        streams = context.streams();
    }

    /** Fills the row of a program. */
    void fill(RowBuilder row, Program program) {
        ThreadVersion thread = program.thread();
        containers.fill(row, thread);
        Session session = sessions.of(program);
        row.set("evt.num", program.eventNumber())
                .set("time", program.timeNanos())
                .set("session", session == null ? Absence.NOT_APPLICABLE : session.number())
                .set("inferred", program.isInferred());
        identify(row, thread);
        parent(row, program.parent(), thread);
        row.set("stdin", streams.input(program))
                .set("stdout", streams.output(program))
                .set("stderr", streams.error(program));
        Pipeline pipeline = pipelines.of(program);
        row.set(
                "pipeline",
                pipeline.isSingle()
                        ? Absence.NOT_APPLICABLE
                        : pipeline.earliest().eventNumber());
        startedBy(row, origins.of(program));
        end(row, program);
    }

    /** Fills the row of what started a program and was not started itself while the capture was recorded. */
    void fill(RowBuilder row, Process ranBefore) {
        ThreadVersion thread = ranBefore.first();
        containers.fill(row, thread);
        identify(row, thread);
        Process parent = ranBefore.parent();
        parent(row, parent == null ? null : parent.first(), thread);
        row.set("inferred", true);
    }

    private void identify(RowBuilder row, ThreadVersion thread) {
        String script = Scripts.of(thread);
        row.set("proc.pid", thread.pid())
                .set("proc.name", thread.comm())
                .set("proc.cmdline", thread.commandLine())
                .set("proc.exepath", ContainerNames.orNull(thread.exepath()))
                .set("proc.cwd", ContainerNames.orNull(thread.cwd()))
                .set("proc.tty", thread.tty())
                .set("script", script == null ? Absence.NOT_APPLICABLE : script);
        user(row, thread);
    }

    /** Fills {@code user.uid}, {@code user.name} and {@code user.loginname}. */
    void user(RowBuilder row, ThreadVersion thread) {
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

    private static void parent(RowBuilder row, @Nullable ThreadVersion parent, ThreadVersion thread) {
        if (parent != null) {
            row.set("proc.ppid", parent.pid()).set("proc.pname", parent.comm());
        } else if (thread.ptid() > 0) {
            row.set("proc.ppid", thread.ptid());
        }
    }

    private void startedBy(RowBuilder row, @Nullable Origin origin) {
        if (origin == null) {
            return;
        }
        row.set("started_by", origin.program() == null ? Absence.NOT_APPLICABLE : origin.eventNumber());
        List<String> names = new ArrayList<>();
        for (Origin above = origin; above != null; above = origins.of(above)) {
            if (names.size() == MOST_PARENTS) {
                names.add("…");
                break;
            }
            names.add(above.thread().comm());
        }
        row.set("parents", String.join(" < ", names));
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
