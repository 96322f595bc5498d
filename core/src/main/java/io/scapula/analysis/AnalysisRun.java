package io.scapula.analysis;

import io.scapula.CapturedEvent;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventTypeSet;
import io.scapula.history.CaptureHistory;
import io.scapula.table.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Several analyses over one pass: shows each the events that it asks for, then collects the answers. For who reads captures;
 * {@link io.scapula.Capture#analyze(List)} is the way to ask.
 */
public final class AnalysisRun {
    private static final class Running {
        final Analyzer analyzer;
        final Analysis analysis;
        final EventTypeSet types;

        @Nullable
        RuntimeException failure;

        Running(Analyzer analyzer, Analysis analysis, EventTypeSet types) {
            this.analyzer = analyzer;
            this.analysis = analysis;
            this.types = types;
        }
    }

    private final List<Running> all = new ArrayList<>();
    private final EventTypeSet eventTypes;

    private AnalysisRun(List<AnalysisRequest> requests) {
        Set<String> names = new HashSet<>();
        for (AnalysisRequest request : requests) {
            Analyzer analyzer = request.analyzer();
            Analyzers.checkOptions(analyzer, request.options());
            Analysis analysis = analyzer.begin(new AnalysisContext(request.options()));
            Set<String> wanted = Set.copyOf(analysis.eventTypes());
            names.addAll(wanted);
            all.add(new Running(analyzer, analysis, named(wanted)));
        }
        eventTypes = named(names);
    }

    private static EventTypeSet named(Set<String> names) {
        return EventTable.current().where(type -> names.contains(type.name()));
    }

    /**
     * Begins.
     *
     * @throws IllegalArgumentException if there is no such option, or a value is none of it
     */
    public static AnalysisRun begin(List<AnalysisRequest> requests) {
        return new AnalysisRun(requests);
    }

    /** The event codes that any of them asks for. */
    public EventTypeSet eventTypes() {
        return eventTypes;
    }

    /** Shows an event to those that ask for its type. */
    public void event(CapturedEvent event) {
        if (!event.context().isInCurrentSchema()) {
            return;
        }
        int code = event.context().recorded().typeCode();
        for (Running running : all) {
            if (running.failure == null && running.types.contains(code)) {
                try {
                    running.analysis.event(event);
                } catch (RuntimeException e) {
                    running.failure = e;
                }
            }
        }
    }

    /** The outcomes, in the order of the requests. */
    public List<Outcome> finish(CaptureHistory history) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Running running : all) {
            outcomes.add(outcome(running, history));
        }
        return outcomes;
    }

    private static Outcome outcome(Running running, CaptureHistory history) {
        String missing = running.analyzer.requirements().missingFrom(history);
        if (missing != null) {
            return new Outcome.NotApplicable(missing);
        }
        if (running.failure != null) {
            return new Outcome.Failed(running.failure);
        }
        try {
            Table answer = running.analysis.answer(history);
            List<String> gaps = new ArrayList<>(running.analyzer.requirements().gaps(history));
            gaps.addAll(Guesses.in(answer, history));
            return new Outcome.Answered(answer, gaps);
        } catch (RuntimeException e) {
            return new Outcome.Failed(e);
        }
    }
}
