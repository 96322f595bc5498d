package io.scapula.analyzers.session;

import io.scapula.analyzers.ContainerNames;
import io.scapula.analyzers.session.Activity.What;
import io.scapula.analyzers.terminal.TerminalRecording;
import io.scapula.analyzers.terminal.TypedLine;
import io.scapula.history.CaptureHistory;
import io.scapula.history.Process;
import io.scapula.state.ExitStatus;
import io.scapula.state.ThreadVersion;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.RowBuilder;
import io.scapula.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One session in time. What {@code su} and {@code sudo} ran in it is told with it: it is the same person at the same
 * terminal. Other sessions that began in it are named only.
 */
final class SessionStory {
    private static final List<Column> COLUMNS = List.of(
            new Column("time", ColumnType.TIME, "when"),
            new Column("evt.num", ColumnType.INTEGER, "number of the event"),
            new Column(
                    "what",
                    ColumnType.TEXT,
                    "start, login, typed, program, user, file, connection, trace_removed, session or end"),
            new Column("text", ColumnType.TEXT, "what exactly"),
            new Column("evidence", ColumnType.EVENTS, "events that show it"),
            new Column("session", ColumnType.INTEGER, "session that it happened in"),
            new Column("proc.pid", ColumnType.INTEGER, "process id"));

    private record Line(Activity activity, Session session, List<Long> evidence) {}

    private final CaptureHistory history;
    private final Sessions sessions;
    private final SessionActivities activities;
    private final List<TerminalRecording> recordings;
    private final Session session;
    private final Set<Session> told;
    private final List<Line> lines = new ArrayList<>();

    SessionStory(
            CaptureHistory history,
            Sessions sessions,
            SessionActivities activities,
            List<TerminalRecording> recordings,
            Session session) {
        this.history = history;
        this.sessions = sessions;
        this.activities = activities;
        this.recordings = recordings;
        this.session = session;
        this.told = sessions.withUserChanges(session);
    }

    /** A story without a line. */
    static Table.Builder empty() {
        return Table.builder("sessions", COLUMNS)
                .summary("time", "evt.num", "what", "text")
                .prose("text");
    }

    Table.Builder build() {
        for (Session other : sessions.all()) {
            Session parent = other.parent();
            if (parent != null && told.contains(parent)) {
                tell(
                        other.startEvent(),
                        other.startNanos(),
                        other,
                        What.SESSION,
                        "session " + other.number() + ": " + told(other));
            }
        }
        tell(session.startEvent(), session.startNanos(), session, What.START, told(session));
        session.logins().forEach(login -> lines.add(new Line(login, session, List.of(login.event()))));
        for (Session each : told) {
            Set<String> seen = new HashSet<>();
            for (Activity activity : activities.of(each)) {
                boolean again = activity.what() == What.FILE && !seen.add(activity.pid() + activity.text());
                if (!again) {
                    lines.add(new Line(activity, each, List.of(activity.event())));
                }
            }
        }
        recordings.forEach(this::typed);
        end();
        return table();
    }

    private void tell(long event, long nanos, Session of, What what, String text) {
        if (event > 0) {
            lines.add(new Line(new Activity(event, nanos, of.entry().pid(), what, text), of, List.of(event)));
        }
    }

    private void typed(TerminalRecording recording) {
        for (TypedLine line : recording.typedLines()) {
            Session in = line.pid() > 0 ? activities.sessionOf(line.pid(), line.eventNumber()) : ownerOf(recording);
            if (in == null || !told.contains(in)) {
                continue;
            }
            boolean trace = !line.masked() && Traces.removedByTyping(line.text());
            Activity activity = new Activity(
                    line.eventNumber(),
                    line.timeNanos(),
                    line.pid(),
                    trace ? What.TRACE_REMOVED : What.TYPED,
                    line.text());
            lines.add(new Line(activity, in, line.evidence()));
        }
    }

    private @Nullable Session ownerOf(TerminalRecording recording) {
        Process leader = session.leader();
        return leader != null && recording.isUsedBy(leader) ? session : null;
    }

    private void end() {
        if (session.endEvent() == 0) {
            return;
        }
        Process leader = session.leader();
        ExitStatus status = (leader == null ? session.entry() : leader).exitStatus();
        String signal = status == null ? null : status.signalName();
        String how = status == null ? "" : signal != null ? ": " + signal : ": exit " + status.code();
        tell(session.endEvent(), session.endNanos(), session, What.END, "end of session " + session.number() + how);
    }

    /** {@code ssh session of alice from 127.0.0.1:47394 at pts/1}. */
    private String told(Session of) {
        ThreadVersion thread = of.thread();
        StringBuilder text = new StringBuilder(of.kind().label().replace('_', ' '));
        if (of.leader() != null) {
            String name = history.users().userName(thread.containerId(), thread.uid());
            text.append(" as ").append(name == null ? Long.toString(thread.uid()) : name);
        }
        if (of.remote() != null) {
            text.append(of.kind() == SessionKind.REVERSE_SHELL ? " to " : " from ")
                    .append(of.remote());
        }
        if (!of.containerId().isEmpty()) {
            text.append(" in container ").append(new ContainerNames(history).nameOf(of.containerId()));
        }
        String terminal = TerminalNames.of(thread.tty());
        if (terminal != null && of.remote() == null) {
            text.append(" at ").append(terminal);
        }
        return of.leader() == null
                ? text.toString()
                : text.append(": ").append(Programs.told(thread)).toString();
    }

    private Table.Builder table() {
        lines.sort(Comparator.comparingLong((Line line) -> line.activity.event())
                .thenComparing(line -> line.activity.what()));
        Table.Builder table = empty();
        for (Line line : lines) {
            RowBuilder row = table.row();
            row.set("time", line.activity.nanos())
                    .set("evt.num", line.activity.event())
                    .set("what", line.activity.what().label())
                    .set("text", line.activity.text())
                    .set("session", line.session.number())
                    .set(
                            "evidence",
                            line.evidence.stream().mapToLong(Long::longValue).toArray());
            if (line.activity.pid() > 0) {
                row.set("proc.pid", line.activity.pid());
            }
        }
        return table;
    }
}
