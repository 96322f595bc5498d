package io.scapula.analyzers.session;

import io.scapula.analyzers.ContainerNames;
import io.scapula.analyzers.session.Activity.What;
import io.scapula.history.CaptureHistory;
import io.scapula.history.Process;
import io.scapula.state.ThreadVersion;
import io.scapula.table.Absence;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.RowBuilder;
import io.scapula.table.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of all sessions. */
final class SessionTable {
    static final List<Column> COLUMNS = List.of(
            new Column("session", ColumnType.INTEGER, "its number"),
            new Column("kind", ColumnType.TEXT, "how it came about: ssh, exec, reverse_shell and so on"),
            new Column("user.name", ColumnType.TEXT, "effective user of its first program"),
            new Column("user.loginname", ColumnType.TEXT, "user who logged in"),
            new Column("proc.tty", ColumnType.INTEGER, "device number of its controlling terminal, 0 for none"),
            new Column("remote", ColumnType.TEXT, "address and port of the other side"),
            new Column("container.id", ColumnType.TEXT, "id of its container, or host"),
            new Column("container.name", ColumnType.TEXT, "name of its container, or host"),
            new Column("k8s.pod.name", ColumnType.TEXT, "name of its pod"),
            new Column("start", ColumnType.TIME, "when it began; absent if that was before the capture"),
            new Column("end", ColumnType.TIME, "when it ended"),
            new Column("open", ColumnType.BOOLEAN, "whether it was still open when the capture ended"),
            new Column("commands", ColumnType.INTEGER, "programs that were started in it"),
            new Column("evidence", ColumnType.EVENTS, "events that show it"),
            new Column("k8s.ns.name", ColumnType.TEXT, "namespace of its pod"),
            new Column("parent", ColumnType.INTEGER, "session in which it was begun"),
            new Column("interactive", ColumnType.BOOLEAN, "whether somebody could type: a terminal, or a network peer"),
            new Column("authentication", ColumnType.TEXT, "what is known of how the user proved who they are"),
            new Column("terminal", ColumnType.TEXT, "name of its controlling terminal"),
            new Column("proc.pid", ColumnType.INTEGER, "process id of its leader"),
            new Column("proc.cmdline", ColumnType.TEXT, "command line of its leader's first program"),
            new Column(
                    "privilege_changes",
                    ColumnType.INTEGER,
                    "programs that began as another user than what started them"),
            new Column(
                    "files_changed",
                    ColumnType.INTEGER,
                    "changes of files: written, created, deleted, renamed, linked"),
            new Column(
                    "traces_removed", ColumnType.INTEGER, "of histories and logs, as far as programs and files tell"),
            new Column("connections", ColumnType.INTEGER, "TCP connections that its programs made or tried to make"),
            new Column("duration_ns", ColumnType.DURATION, "from start to end"));

    private static final String[] SUMMARY = {
        "session", "kind", "user.name", "remote", "container.name", "start", "duration_ns", "commands", "proc.cmdline"
    };

    private final CaptureHistory history;
    private final Sessions sessions;
    private final SessionActivities activities;

    SessionTable(CaptureHistory history, Sessions sessions, SessionActivities activities) {
        this.history = history;
        this.sessions = sessions;
        this.activities = activities;
    }

    Table.Builder build() {
        Table.Builder table = Table.builder("sessions", COLUMNS).summary(SUMMARY);
        ContainerNames containers = new ContainerNames(history);
        for (Session session : sessions.all()) {
            RowBuilder row = table.row();
            containers.fill(row, session.containerId());
            who(row, session);
            row.set("session", session.number())
                    .set("kind", session.kind().label())
                    .set("remote", session.remote() == null ? Absence.NOT_APPLICABLE : session.remote())
                    .set("commands", activities.programs(session))
                    .set("privilege_changes", activities.count(session, What.USER))
                    .set("files_changed", activities.count(session, What.FILE))
                    .set("traces_removed", activities.count(session, What.TRACE_REMOVED))
                    .set("connections", activities.count(session, What.CONNECTION))
                    .set("parent", parent(session))
                    .set("interactive", session.isInteractive())
                    .set("authentication", session.authentication())
                    .set(
                            "evidence",
                            session.evidence().stream()
                                    .mapToLong(Long::longValue)
                                    .toArray());
            when(row, session);
        }
        return table;
    }

    private static Object parent(Session session) {
        Session parent = session.parent();
        return parent == null ? Absence.NOT_APPLICABLE : parent.number();
    }

    private void who(RowBuilder row, Session session) {
        ThreadVersion thread = session.thread();
        Process leader = session.leader();
        row.set("proc.tty", thread.tty()).set("terminal", terminal(thread));
        if (leader == null) {
            return;
        }
        row.set("user.name", userName(thread.containerId(), thread.uid()))
                .set("user.loginname", userName("", thread.loginUid()))
                .set("proc.pid", leader.pid())
                .set("proc.cmdline", thread.commandLine());
    }

    private static Object terminal(ThreadVersion thread) {
        String name = TerminalNames.of(thread.tty());
        return name == null ? Absence.NOT_APPLICABLE : name;
    }

    private @Nullable Object userName(String containerId, long uid) {
        if (uid == ThreadVersion.NO_ID) {
            return Absence.NOT_APPLICABLE;
        }
        String name = history.users().userName(containerId, uid);
        return name == null ? Long.toString(uid) : name;
    }

    private static void when(RowBuilder row, Session session) {
        long start = session.startNanos();
        long end = session.endNanos();
        row.set("start", start == Process.UNKNOWN_TIME ? Absence.NOT_RECORDED : start)
                .set("open", session.isOpen())
                .set("end", end == Process.UNKNOWN_TIME ? Absence.NOT_APPLICABLE : end);
        if (start != Process.UNKNOWN_TIME && end != Process.UNKNOWN_TIME) {
            row.set("duration_ns", end - start);
        }
    }
}
