package io.scapula.analyzers.process;

import io.scapula.CapturedEvent;
import io.scapula.analysis.Analysis;
import io.scapula.analysis.EventFilter;
import io.scapula.analyzers.session.SessionFinder;
import io.scapula.analyzers.terminal.TerminalRecording;
import io.scapula.analyzers.terminal.TerminalWatcher;
import io.scapula.history.CaptureHistory;
import io.scapula.table.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Looks for sessions and typed lines and asks the filter, then shows the programs. */
final class CommandsAnalysis implements Analysis {
    /** What a filter is asked about: starts, failed ones too, and clones, which tell of starts that were not recorded. */
    static final Set<String> STARTS = Set.of("execve", "execveat", "clone", "clone3", "fork", "vfork");

    private final SessionFinder sessions = new SessionFinder();
    private final Set<String> sessionTypes = sessions.eventTypes();
    private final TerminalWatcher terminals = new TerminalWatcher();
    private final Set<String> terminalTypes;
    private final EventFilter filter;
    private final CommandView view;
    /** Smaller than the history of what it is about, which has a limit. */
    private final Set<Long> chosen = new HashSet<>();

    CommandsAnalysis(EventFilter filter, CommandView view) {
        this.filter = filter;
        this.view = view;
        this.terminalTypes = view.showsTypedLines() ? terminals.eventTypes() : Set.of();
    }

    @Override
    public Set<String> eventTypes() {
        Set<String> types = new TreeSet<>(sessionTypes);
        types.addAll(terminalTypes);
        if (!filter.isEverything()) {
            types.addAll(STARTS);
        }
        return types;
    }

    @Override
    public void event(CapturedEvent event) {
        String type = event.type();
        if (sessionTypes.contains(type)) {
            sessions.event(event);
        }
        if (terminalTypes.contains(type)) {
            terminals.event(event);
        }
        if (!filter.isEverything() && STARTS.contains(type) && filter.matches(event)) {
            chosen.add(event.number());
        }
    }

    @Override
    public Table answer(CaptureHistory history) {
        ProgramContext.Choice choice = filter.isEverything() ? ProgramContext.Choice.ALL : chosen::contains;
        List<TerminalRecording> recordings = terminalTypes.isEmpty() ? List.of() : terminals.finish(history);
        return view.show(ProgramContext.of(history, sessions.finish(history), recordings, choice));
    }
}
