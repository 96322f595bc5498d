package io.scapula.analyzers.session;

import io.scapula.CapturedEvent;
import io.scapula.analysis.Analysis;
import io.scapula.analyzers.terminal.TerminalWatcher;
import io.scapula.history.CaptureHistory;
import io.scapula.table.Table;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists the sessions, or tells the one that was asked for. */
final class SessionsAnalysis implements Analysis {
    private final @Nullable Long wanted;
    private final SessionFinder finder = new SessionFinder();
    private final ActivityWatcher activities = new ActivityWatcher();
    private final TerminalWatcher terminals = new TerminalWatcher();

    SessionsAnalysis(@Nullable Long wanted) {
        this.wanted = wanted;
    }

    @Override
    public Set<String> eventTypes() {
        Set<String> types = new HashSet<>(finder.eventTypes());
        types.addAll(ActivityWatcher.EVENT_TYPES);
        if (wanted != null) {
            types.addAll(terminals.eventTypes());
        }
        return types;
    }

    @Override
    public void event(CapturedEvent event) {
        finder.event(event);
        if (ActivityWatcher.EVENT_TYPES.contains(event.context().typeName())) {
            activities.event(event);
        }
        if (wanted != null) {
            terminals.event(event);
        }
    }

    @Override
    public Table answer(CaptureHistory history) {
        Sessions sessions = finder.finish(history);
        SessionActivities done = new SessionActivities(history, sessions, activities.activities());
        Table.Builder table = wanted == null
                ? new SessionTable(history, sessions, done).build()
                : story(history, sessions, done, wanted);
        if (activities.limitReached()) {
            table.note("There were more changes of files and connections than are kept: the last ones are missing.");
        }
        if (terminals.limitReached()) {
            table.note(TerminalWatcher.LIMIT_REACHED);
        }
        return table.build();
    }

    private Table.Builder story(CaptureHistory history, Sessions sessions, SessionActivities done, long number) {
        Optional<Session> session = sessions.all().stream()
                .filter(candidate -> candidate.number() == number)
                .findFirst();
        if (session.isEmpty()) {
            return SessionStory.empty()
                    .note("There is no session " + number + "; there are "
                            + sessions.all().size() + ".");
        }
        return new SessionStory(history, sessions, done, terminals.finish(history), session.get()).build();
    }
}
