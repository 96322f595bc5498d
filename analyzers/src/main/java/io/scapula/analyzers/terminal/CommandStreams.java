package io.scapula.analyzers.terminal;

import io.scapula.history.CaptureHistory;
import io.scapula.history.Process;
import io.scapula.history.Program;
import io.scapula.state.FdVersion;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells connections over which a command interpreter takes lines: whoever reads one as its standard input starts programs
 * with the same connection for theirs. A server that hands each connection to a program doesn't read it itself.
 */
final class CommandStreams {
    /** Programs' parents by the name of a stream that the programs have. */
    private final Map<String, Set<Long>> starters = new HashMap<>();

    CommandStreams(CaptureHistory history) {
        for (Program program : history.programs()) {
            Process parent = program.process().parent();
            if (parent != null) {
                note(program.streams().input(), parent);
                note(program.streams().output(), parent);
                note(program.streams().error(), parent);
            }
        }
    }

    private void note(@Nullable FdVersion stream, Process parent) {
        if (stream != null && !stream.name().isEmpty()) {
            starters.computeIfAbsent(stream.name(), name -> new HashSet<>()).add(parent.pid());
        }
    }

    /** The stream as its shells read it; {@code null} if none does. */
    @Nullable
    Endpoint ofShells(Endpoint stream) {
        Set<Long> shells = starters.getOrDefault(stream.name, Set.of());
        List<TerminalData> lines = stream.read.all().stream()
                .filter(data -> shells.contains(data.pid()))
                .toList();
        boolean isShell = lines.stream().allMatch(CommandStreams::isText)
                && lines.stream().anyMatch(data -> data.length() > 0);
        return isShell ? stream.withRead(lines) : null;
    }

    private static boolean isText(TerminalData data) {
        for (byte one : data.bytes()) {
            if (one >= 0 && one < ' ' && one != '\n' && one != '\r' && one != '\t') {
                return false;
            }
        }
        return true;
    }
}
