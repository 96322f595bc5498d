package io.scapula.analyzers.terminal;

import io.scapula.Capture;
import io.scapula.CapturedEvent;
import io.scapula.analysis.Analysis;
import io.scapula.analysis.AnalysisContext;
import io.scapula.analysis.Analyzer;
import io.scapula.analysis.Outcome;
import io.scapula.history.CaptureHistory;
import io.scapula.redact.SecretFinder;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells what was typed at terminals without echo, so that it can be taken out of a capture: the lines, and every event that
 * brought one of their keys.
 */
public final class HiddenInput implements SecretFinder {
    private static final String KIND = "typed-password";

    private final Capture capture;

    /** Finds what was typed in a capture, which stays open and is not closed. */
    public HiddenInput(Capture capture) {
        this.capture = capture;
    }

    @Override
    public void find(Found found) throws IOException {
        Recordings recordings = new Recordings();
        Outcome outcome = capture.analyze(recordings, Map.of());
        if (outcome instanceof Outcome.Failed failed) {
            throw failed.cause();
        }
        List<Hidden> hidden = new ArrayList<>();
        for (TerminalRecording recording : recordings.all) {
            if (recording.isTerminal()) {
                hidden.addAll(hidden(recording));
            }
        }
        PassedOnLines passedOn = PassedOnLines.among(recordings.all);
        Set<String> texts = new HashSet<>();
        for (Hidden line : hidden) {
            if (!passedOn.contains(line.recording, line.line.line())) {
                texts.add(line.line.line().text());
            }
        }
        // Whether a line was shown is told best where it arrived.
        for (Hidden line : hidden) {
            if (texts.contains(line.line.line().text())) {
                tell(line, found);
            }
        }
    }

    /**
     * A line that was typed without echo.
     *
     * @param events numbers of all events that brought one of its keys
     */
    private record Hidden(TerminalRecording recording, HiddenLine line, Set<Long> events) {}

    private static List<Hidden> hidden(TerminalRecording recording) {
        TypedLineReader reader = new TypedLineReader(recording, true);
        List<TypedLine> lines = reader.lines();
        List<Hidden> hidden = new ArrayList<>();
        for (HiddenLine line : reader.hiddenLines()) {
            Set<Long> events = new TreeSet<>(line.events());
            addSent(recording, lines, line.line(), events);
            hidden.add(new Hidden(recording, line, events));
        }
        return hidden;
    }

    private static void tell(Hidden hidden, Found found) throws IOException {
        TypedLine line = hidden.line.line();
        String text = typed(line);
        if (!text.isEmpty()) {
            found.secret(KIND, text, line.eventNumber());
        }
        for (long event : hidden.events) {
            found.data(event);
        }
    }

    /** Without the key that gave the line up, which is told as two characters. */
    private static String typed(TypedLine line) {
        return line.kind() == TypedLine.Kind.INTERRUPTED
                ? line.text().substring(0, line.text().length() - 2)
                : line.text();
    }

    /** What was sent since the line before: the keys before the kernel edited them. */
    private static void addSent(
            TerminalRecording recording, List<TypedLine> lines, TypedLine hidden, Set<Long> events) {
        long since = Long.MIN_VALUE;
        for (TypedLine line : lines) {
            if (line.timeNanos() < hidden.timeNanos()) {
                since = Math.max(since, line.timeNanos());
            }
        }
        for (TerminalData sent : recording.sent()) {
            if (sent.timeNanos() > since && sent.timeNanos() <= hidden.timeNanos()) {
                events.add(sent.eventNumber());
            }
        }
    }

    /** Collects the recordings of a capture's terminals. */
    private static final class Recordings implements Analyzer {
        /** Of a table that nobody reads. */
        private static final List<Column> COLUMNS = List.of(new Column("text", ColumnType.TEXT, "what was typed"));

        final List<TerminalRecording> all = new ArrayList<>();

        @Override
        public String id() {
            return "hidden-input";
        }

        @Override
        public String description() {
            return "lines that were typed without echo";
        }

        @Override
        public Analysis begin(AnalysisContext context) {
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
                    all.addAll(watcher.finish(history));
                    return Table.builder(id(), COLUMNS).build();
                }
            };
        }
    }
}
