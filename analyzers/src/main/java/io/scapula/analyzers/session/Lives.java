package io.scapula.analyzers.session;

import io.scapula.history.CaptureHistory;
import io.scapula.history.Process;
import io.scapula.history.Program;
import io.scapula.state.ThreadVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks up which process had an id at an event, and what it was then: ids are used again. */
final class Lives {
    private final Map<Long, List<Process>> byPid = new HashMap<>();

    Lives(CaptureHistory history) {
        for (Process process : history.processes()) {
            byPid.computeIfAbsent(process.pid(), key -> new ArrayList<>(1)).add(process);
        }
    }

    /** The process that had the id when the event was recorded, or {@code null}. */
    @Nullable
    Process at(long pid, long event) {
        List<Process> lives = byPid.getOrDefault(pid, List.of());
        int index = Sorted.lastUpTo(lives, Process::startEvent, event);
        return index < 0 ? null : lives.get(index);
    }

    /** The process that made it or, if that was not recorded, the one whose id its parent's was. */
    @Nullable
    Process parentOf(Process process) {
        Process parent = process.parent();
        if (parent != null) {
            return parent;
        }
        Process named = at(process.first().ptid(), process.startEvent());
        return named == null || named.equals(process) ? null : named;
    }

    /** The process as it was right after an event. */
    static ThreadVersion threadAt(Process process, long event) {
        List<Program> programs = process.programs();
        int index = Sorted.lastUpTo(programs, Program::eventNumber, event);
        return index < 0 ? process.first() : programs.get(index).thread();
    }
}
