package io.scapula.analyzers.terminal;

import io.scapula.CapturedEvent;
import io.scapula.analysis.Analysis;
import io.scapula.analysis.AnalysisContext;
import io.scapula.analysis.Analyzer;
import io.scapula.analysis.Option;
import io.scapula.analysis.Requirements;
import io.scapula.history.CaptureHistory;
import io.scapula.table.Table;
import java.util.List;
import java.util.Set;

/** Lists the lines that were typed at terminals. */
public final class Typed implements Analyzer {
    static final Option<Boolean> SHOW_HIDDEN =
            Option.flag("show-hidden", "show what was typed without echo, such as passwords");

    @Override
    public String id() {
        return "typed";
    }

    @Override
    public String description() {
        return "lines that were typed at terminals, with builtins of shells and corrected errors";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(SHOW_HIDDEN);
    }

    @Override
    public Requirements requirements() {
        return Requirements.anyEventOf("read", "readv", "write", "writev");
    }

    @Override
    public Analysis begin(AnalysisContext context) {
        boolean showHidden = context.option(SHOW_HIDDEN);
        TerminalWatcher watcher = new TerminalWatcher();
        return new Analysis() {
            @Override
            public Set<String> eventTypes() {
                return watcher.eventTypes();
            }

            @Override
            public void event(CapturedEvent event) {
                watcher.event(event);
            }

            @Override
            public Table answer(CaptureHistory history) {
                List<TerminalRecording> recordings = watcher.finish(history);
                return TypedTable.of(history, recordings, showHidden, watcher.limitReached());
            }
        };
    }
}
