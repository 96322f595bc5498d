package io.scapula.analyzers.session;

import io.scapula.CapturedEvent;
import io.scapula.analysis.Analysis;
import io.scapula.analysis.AnalysisContext;
import io.scapula.analysis.Analyzer;
import io.scapula.analysis.Metadata;
import io.scapula.analysis.Option;
import io.scapula.analysis.Requirements;
import io.scapula.history.CaptureHistory;
import io.scapula.table.Table;
import java.util.List;
import java.util.Set;

/** Lists who was in there: logins, changes of user, commands executed in containers, shells that served the network. */
public final class SessionsAnalyzer implements Analyzer {
    private static final Option<Long> ID = Option.number("id", "tell this session as a story, one line for each thing");

    @Override
    public String id() {
        return "sessions";
    }

    @Override
    public String description() {
        return "who was in there: logins, sudo, exec into containers, reverse shells";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(ID);
    }

    @Override
    public Requirements requirements() {
        return Requirements.none().with(Metadata.PROCESS_LIST, Metadata.USERS, Metadata.CONTAINERS);
    }

    @Override
    public Analysis begin(AnalysisContext context) {
        return new Listing();
    }

    private static final class Listing implements Analysis {
        private final SessionFinder finder = new SessionFinder();

        @Override
        public Set<String> eventTypes() {
            return finder.eventTypes();
        }

        @Override
        public void event(CapturedEvent event) {
            finder.event(event);
        }

        @Override
        public Table answer(CaptureHistory history) {
            return new SessionTable(history, finder.finish(history)).build();
        }
    }
}
