package io.scapula.analyzers.process;

import io.scapula.analyzers.session.Sessions;
import io.scapula.history.CaptureHistory;
import io.scapula.history.Program;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is known of the programs of a capture beyond themselves.
 *
 * @param programs all of them, in order of their events
 * @param choice   which of them a filter chose
 */
record ProgramContext(
        CaptureHistory history,
        Sessions sessions,
        List<Program> programs,
        Origins origins,
        Pipelines pipelines,
        Streams streams,
        Choice choice) {

    /** Which events were chosen. */
    interface Choice {
        boolean contains(long eventNumber);
    }

    static ProgramContext of(CaptureHistory history, Sessions sessions, Choice choice) {
        List<Program> programs = Stream.concat(history.programs().stream(), history.inferredPrograms().stream())
                .sorted(Comparator.comparingLong(Program::eventNumber))
                .toList();
        Origins origins = new Origins(history);
        return new ProgramContext(
                history, sessions, programs, origins, new Pipelines(programs, origins), new Streams(programs), choice);
    }

    /** Whether the filter chose the program. */
    boolean isChosen(Program program) {
        return choice.contains(program.eventNumber());
    }
}
