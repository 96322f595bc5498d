package io.scapula.analyzers.session;

import io.scapula.analysis.Analysis;
import io.scapula.analysis.AnalysisContext;
import io.scapula.analysis.Analyzer;
import io.scapula.analysis.Metadata;
import io.scapula.analysis.Option;
import io.scapula.analysis.Requirements;
import io.scapula.table.Column;
import java.util.List;

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
    public List<Column> columns() {
        return SessionTable.COLUMNS;
    }

    @Override
    public Requirements requirements() {
        return Requirements.none().with(Metadata.PROCESS_LIST, Metadata.USERS, Metadata.CONTAINERS);
    }

    @Override
    public Analysis begin(AnalysisContext context) {
        long id = context.option(ID);
        return new SessionsAnalysis(id < 0 ? null : id);
    }
}
