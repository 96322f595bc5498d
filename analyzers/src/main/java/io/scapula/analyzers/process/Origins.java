package io.scapula.analyzers.process;

import io.scapula.history.ByEvent;
import io.scapula.history.CaptureHistory;
import io.scapula.history.Process;
import io.scapula.history.Program;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what started each program. A process that was cloned and executes nothing, such as a subshell, runs the program that
 * it was cloned from: what it starts, that program starts.
 */
final class Origins {
    private final Map<Program, Program> before = new HashMap<>();
    /** What processes with inferred programs ran, in order. */
    private final Map<Process, List<Program>> withInferred = new HashMap<>();
    /** What each process was cloned with. */
    private final Map<Process, Origin> images = new HashMap<>();

    Origins(CaptureHistory history) {
        for (Program program : history.inferredPrograms()) {
            withInferred
                    .computeIfAbsent(program.process(), process -> new ArrayList<>(process.programs()))
                    .add(program);
        }
        withInferred.values().forEach(programs -> programs.sort(Comparator.comparingLong(Program::eventNumber)));
        for (Process process : history.processes()) {
            Program previous = null;
            for (Program program : programsOf(process)) {
                if (previous != null) {
                    before.put(program, previous);
                }
                previous = program;
            }
        }
    }

    /** What started the program, or {@code null} if nothing is known of it. */
    @Nullable
    Origin of(Program program) {
        Program previous = before.get(program);
        if (previous != null) {
            return new Origin(program.process(), previous);
        }
        Process process = program.process();
        boolean bornByIt = process.startEvent() == program.eventNumber();
        if (bornByIt && process.parent() != null) {
            return at(process.parent(), program.eventNumber());
        }
        return bornByIt ? null : imageOf(process);
    }

    /** What started the program that an origin is, or {@code null} if nothing is known of it. */
    @Nullable
    Origin of(Origin origin) {
        if (origin.program() != null) {
            return of(origin.program());
        }
        Process process = origin.process();
        return process.parent() == null ? null : at(process.parent(), process.startEvent());
    }

    /** What the process ran at an event. */
    Origin at(Process process, long event) {
        Program found = lastBefore(programsOf(process), event);
        return found == null ? imageOf(process) : new Origin(process, found);
    }

    /** What the process was first seen with: of the nearest process above it that ran something of its own. */
    private Origin imageOf(Process first) {
        List<Process> climbed = new ArrayList<>();
        Process process = first;
        Origin image = images.get(process);
        while (image == null) {
            climbed.add(process);
            Process parent = process.parent();
            if (process.ranBefore() || parent == null) {
                image = new Origin(process, null);
                break;
            }
            Program found = lastBefore(programsOf(parent), process.startEvent());
            if (found != null) {
                image = new Origin(parent, found);
                break;
            }
            process = parent;
            image = images.get(process);
        }
        for (Process each : climbed) {
            images.put(each, image);
        }
        return image;
    }

    private List<Program> programsOf(Process process) {
        return withInferred.getOrDefault(process, process.programs());
    }

    /** The last program that began before the event, or that the event tells of. */
    private static @Nullable Program lastBefore(List<Program> programs, long event) {
        int index = ByEvent.lastUpTo(programs, Program::eventNumber, event);
        return index < 0 ? null : programs.get(index);
    }
}
