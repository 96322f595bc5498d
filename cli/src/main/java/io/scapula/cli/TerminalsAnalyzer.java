package io.scapula.cli;

import io.scapula.CapturedEvent;
import io.scapula.analysis.Analysis;
import io.scapula.analysis.AnalysisContext;
import io.scapula.analysis.Analyzer;
import io.scapula.analyzers.ContainerNames;
import io.scapula.analyzers.session.Session;
import io.scapula.analyzers.session.SessionFinder;
import io.scapula.analyzers.session.Sessions;
import io.scapula.analyzers.terminal.TerminalRecording;
import io.scapula.analyzers.terminal.TerminalWatcher;
import io.scapula.history.CaptureHistory;
import io.scapula.history.Process;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.RowBuilder;
import io.scapula.table.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the terminals of a capture and the sessions that used them. Asked once; keeps what it found. */
final class TerminalsAnalyzer implements Analyzer {
    private static final List<Column> COLUMNS = List.of(
            new Column("number", ColumnType.INTEGER, "number for --terminal"),
            new Column("session", ColumnType.INTEGER, "session that used it, for --session"),
            new Column("terminal", ColumnType.TEXT, "terminal, or connection that a shell reads"),
            new Column("container.id", ColumnType.TEXT, "id of its container, or host"),
            new Column("container.name", ColumnType.TEXT, "name of its container, or host"),
            new Column("k8s.ns.name", ColumnType.TEXT, "namespace of the pod"),
            new Column("k8s.pod.name", ColumnType.TEXT, "name of the pod"),
            new Column("start", ColumnType.TIME, "first byte"),
            new Column("end", ColumnType.TIME, "last byte"),
            new Column("lines", ColumnType.INTEGER, "lines that were typed"));

    private final TerminalWatcher watcher = new TerminalWatcher();
    private final SessionFinder finder = new SessionFinder();
    private final List<TerminalRecording> recordings = new ArrayList<>();

    @Nullable
    private Sessions sessions;

    @Nullable
    private CaptureHistory history;

    @Override
    public String id() {
        return "replay";
    }

    @Override
    public String description() {
        return "the terminals that were used";
    }

    @Override
    public Analysis begin(AnalysisContext context) {
        return new Analysis() {
            @Override
            public Set<String> eventTypes() {
                Set<String> types = new HashSet<>(watcher.eventTypes());
                types.addAll(finder.eventTypes());
                return types;
            }

            @Override
            public void event(CapturedEvent event) {
                watcher.event(event);
                if (finder.eventTypes().contains(event.type())) {
                    finder.event(event);
                }
            }

            @Override
            public Table answer(CaptureHistory found) {
                history = found;
                recordings.addAll(watcher.finish(found));
                sessions = finder.finish(found);
                return table(found);
            }
        };
    }

    private Table table(CaptureHistory found) {
        ContainerNames containers = new ContainerNames(found);
        Table.Builder table = Table.builder(id(), COLUMNS)
                .summary("number", "session", "terminal", "container.name", "start", "end", "lines");
        for (int index = 0; index < recordings.size(); index++) {
            TerminalRecording recording = recordings.get(index);
            RowBuilder row = table.row()
                    .set("number", index + 1)
                    .set("session", sessionOf(found, recording))
                    .set("terminal", recording.name())
                    .set("start", recording.firstNanos())
                    .set("end", recording.lastNanos())
                    .set("lines", recording.typedLines().size());
            containers.fill(row, recording.containerId());
        }
        return table.build();
    }

    /** The last session that used it, which is the innermost. */
    private @Nullable Long sessionOf(CaptureHistory found, TerminalRecording recording) {
        Long number = null;
        for (Process process : found.processes()) {
            Session session = sessions == null || !recording.isUsedBy(process) ? null : sessions.of(process);
            if (session != null && (number == null || session.number() < number)) {
                number = session.number();
            }
        }
        return number;
    }

    /** The recording with a number, {@code null} if there is none. */
    @Nullable
    TerminalRecording terminal(long number) {
        return number >= 1 && number <= recordings.size() ? recordings.get((int) number - 1) : null;
    }

    /**
     * The terminal that is listed with a session, or else one that its processes used, as those of sudo use the terminal of
     * the session that they are in; the one with the most traffic if there are several.
     */
    @Nullable
    TerminalRecording ofSession(long number) {
        CaptureHistory found = history;
        TerminalRecording own =
                found == null ? null : busiest(recording -> Long.valueOf(number).equals(sessionOf(found, recording)));
        return own != null ? own : busiest(recording -> isUsedIn(number, recording));
    }

    private @Nullable TerminalRecording busiest(Predicate<TerminalRecording> test) {
        TerminalRecording busiest = null;
        for (TerminalRecording recording : recordings) {
            boolean isLarger = busiest == null || traffic(recording) > traffic(busiest);
            if (isLarger && test.test(recording)) {
                busiest = recording;
            }
        }
        return busiest;
    }

    private boolean isUsedIn(long number, TerminalRecording recording) {
        CaptureHistory found = history;
        Sessions known = sessions;
        if (found == null || known == null) {
            return false;
        }
        return found.processes().stream().filter(recording::isUsedBy).anyMatch(process -> {
            Session session = known.of(process);
            return session != null && session.number() == number;
        });
    }

    private static long traffic(TerminalRecording recording) {
        return recording.output().size() + (long) recording.input().size();
    }

    /** Whether there is such a session. */
    boolean hasSession(long number) {
        Sessions known = sessions;
        return known != null && known.all().stream().anyMatch(session -> session.number() == number);
    }
}
