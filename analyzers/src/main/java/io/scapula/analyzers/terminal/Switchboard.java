package io.scapula.analyzers.terminal;

import io.scapula.history.CaptureHistory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds which two ends belong to the same terminal: what one sends arrives at the other. */
final class Switchboard {
    private record Match(Endpoint terminal, Endpoint other, boolean input, Correspondence how) {}

    /** Calls that are compared at most: thousands of terminals are hundreds of millions of pairs of calls. */
    private static final long MOST_COMPARED_CALLS = 1L << 26;

    private final List<Endpoint> terminals;
    private final List<Endpoint> masters;
    private final List<Endpoint> unknown;
    private final List<Endpoint> streams;
    private final Map<Endpoint, Endpoint> inputs = new HashMap<>();
    private final Map<Endpoint, Endpoint> outputs = new HashMap<>();
    private final Set<Endpoint> connected = new HashSet<>();
    private long comparedCalls;

    Switchboard(List<Endpoint> terminals, List<Endpoint> masters, List<Endpoint> unknown, List<Endpoint> streams) {
        this.terminals = terminals;
        this.masters = masters;
        this.unknown = unknown;
        this.streams = streams;
    }

    List<TerminalRecording> recordings(CaptureHistory history) {
        connect();
        List<TerminalRecording> recordings = new ArrayList<>();
        for (Endpoint terminal : terminals) {
            add(recordings, terminal, inputs.get(terminal), outputs.get(terminal), TerminalRecording.Side.PROGRAMS);
        }
        for (Endpoint master : masters) {
            if (!connected.contains(master)) {
                add(recordings, master, null, null, TerminalRecording.Side.SERVER);
            }
        }
        CommandStreams shells = new CommandStreams(history);
        for (Endpoint stream : streams) {
            Endpoint read = shells.ofShells(stream);
            if (read != null) {
                add(recordings, read, null, null, TerminalRecording.Side.STREAM);
            }
        }
        recordings.sort(Comparator.comparingLong(TerminalRecording::firstEvent));
        return recordings;
    }

    private static void add(
            List<TerminalRecording> recordings,
            Endpoint end,
            @Nullable Endpoint input,
            @Nullable Endpoint output,
            TerminalRecording.Side side) {
        if (!end.isEmpty()) {
            recordings.add(new TerminalRecording(end, input, output, side));
        }
    }

    /** The quickest connections first: a byte that is passed on from terminal to terminal takes longer to the farther. */
    private void connect() {
        List<Match> matches = new ArrayList<>();
        List<Endpoint> candidates = new ArrayList<>(masters);
        candidates.addAll(unknown);
        for (Endpoint terminal : terminals) {
            for (Endpoint other : candidates) {
                match(matches, terminal, other, true, other.written.all(), terminal.read);
                match(matches, terminal, other, false, terminal.written.all(), other.read);
            }
        }
        terminals.forEach(terminal -> terminal.read.releaseBytes());
        candidates.forEach(other -> other.read.releaseBytes());
        matches.sort(Comparator.comparingLong(match -> match.how.delayNanos()));
        Set<Endpoint> usedInputs = new HashSet<>();
        Set<Endpoint> usedOutputs = new HashSet<>();
        for (Match match : matches) {
            Set<Endpoint> used = match.input ? usedInputs : usedOutputs;
            Map<Endpoint, Endpoint> connections = match.input ? inputs : outputs;
            if (!used.contains(match.other) && connections.putIfAbsent(match.terminal, match.other) == null) {
                used.add(match.other);
                connected.add(match.other);
            }
        }
        completeFromOneSide();
    }

    /** What has only one descriptor for both ways belongs together, even if only one way was busy enough to tell. */
    private void completeFromOneSide() {
        for (Endpoint terminal : terminals) {
            Endpoint input = inputs.get(terminal);
            Endpoint output = outputs.get(terminal);
            if (input != null && output == null && !input.read.isEmpty()) {
                outputs.put(terminal, input);
            } else if (output != null && input == null && !output.written.isEmpty()) {
                inputs.put(terminal, output);
            }
        }
    }

    /** Whether there were too many ends to compare each with each. */
    boolean gaveUp() {
        return comparedCalls > MOST_COMPARED_CALLS;
    }

    private void match(
            List<Match> matches,
            Endpoint terminal,
            Endpoint other,
            boolean input,
            List<TerminalData> sent,
            Traffic received) {
        if (gaveUp() || sent.isEmpty() || received.isEmpty()) {
            return;
        }
        comparedCalls += (long) sent.size() + received.all().size();
        Correspondence how = Correspondence.of(sent, received.bytes());
        if (how != null) {
            matches.add(new Match(terminal, other, input, how));
        }
    }
}
