package io.scapula.analyzers.session;

import io.scapula.Capture;
import io.scapula.CapturedEvent;
import io.scapula.analysis.Analysis;
import io.scapula.analysis.AnalysisContext;
import io.scapula.analysis.AnalysisRequest;
import io.scapula.analysis.Analyzer;
import io.scapula.analysis.Outcome;
import io.scapula.event.EventContext;
import io.scapula.history.CaptureHistory;
import io.scapula.history.Process;
import io.scapula.slice.EventChoice;
import io.scapula.state.ThreadVersion;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.Table;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the events of one session: of the processes in it and of those that serve it, such as an SSH server's, and the
 * events that show that there was one. What {@code su} and {@code sudo} ran in it belongs to it.
 */
public final class SessionEvents implements EventChoice {
    /** Real trees are some dozens of processes high. */
    private static final int MOST_ANCESTORS = 1 << 8;

    private final CaptureHistory history;
    private final Sessions sessions;
    private final Set<Session> chosen;
    private final Set<Process> servers = new HashSet<>();
    private final Set<Long> evidence = new HashSet<>();

    private SessionEvents(CaptureHistory history, Sessions sessions, Session session) {
        this.history = history;
        this.sessions = sessions;
        this.chosen = sessions.withUserChanges(session);
        for (Session each : chosen) {
            evidence.addAll(each.evidence());
            if (each.kind() == SessionKind.SSH || each.kind() == SessionKind.SSH_FAILED) {
                servers.add(each.entry());
            }
        }
    }

    /**
     * Finds a session.
     *
     * @param capture  is replayed for it; {@link Capture#history()} costs nothing afterwards
     * @param number   as {@code scapula sessions} numbers them
     * @param progress as for {@link Capture#history(CaptureHistory.Progress)}
     * @throws IllegalArgumentException if there is none with the number
     */
    public static SessionEvents of(Capture capture, long number, CaptureHistory.Progress progress) throws IOException {
        Finding finding = new Finding();
        Outcome outcome =
                capture.analyze(List.of(new AnalysisRequest(finding)), progress).get(0);
        if (outcome instanceof Outcome.Failed failed) {
            throw failed.cause();
        }
        return finding.choose(number);
    }

    @Override
    public boolean chooses(EventContext event, long number) {
        ThreadVersion thread = event.thread();
        if (thread == null) {
            return false;
        }
        if (evidence.contains(number)) {
            return true;
        }
        Process process = history.processAt(thread.pid(), number);
        Session session = process == null ? null : sessions.of(process, number);
        return session == null ? serves(process) : chosen.contains(session);
    }

    /** Whether the process is one of an SSH server that serves the session: it moves what is typed and shown. */
    private boolean serves(@Nullable Process process) {
        Process above = process;
        for (int step = 0; above != null && step < MOST_ANCESTORS; step++) {
            if (servers.contains(above)) {
                return true;
            }
            above = above.parent();
        }
        return false;
    }

    /** Asks where the sessions are, and keeps the answer. */
    private static final class Finding implements Analyzer {
        private final SessionFinder finder = new SessionFinder();
        private @Nullable Sessions sessions;
        private @Nullable CaptureHistory history;

        SessionEvents choose(long number) {
            Sessions all = sessions;
            CaptureHistory found = history;
            if (all == null || found == null) {
                throw new IllegalStateException("the analysis gave no answer");
            }
            return all.all().stream()
                    .filter(session -> session.number() == number)
                    .findFirst()
                    .map(session -> new SessionEvents(found, all, session))
                    .orElseThrow(() -> new IllegalArgumentException("there is no session " + number + "; there are "
                            + all.all().size() + ", which 'scapula sessions' lists"));
        }

        @Override
        public String id() {
            return "session-events";
        }

        @Override
        public String description() {
            return "the sessions and what belongs to them";
        }

        @Override
        public Analysis begin(AnalysisContext context) {
            return new Analysis() {
                @Override
                public Set<String> eventTypes() {
                    return finder.eventTypes();
                }

                @Override
                public void event(CapturedEvent event) {
                    finder.event(event);
                }

                @Override
                public Table answer(CaptureHistory found) {
                    history = found;
                    sessions = finder.finish(found);
                    return Table.builder(id(), List.of(new Column("session", ColumnType.INTEGER, "its number")))
                            .build();
                }
            };
        }
    }
}
