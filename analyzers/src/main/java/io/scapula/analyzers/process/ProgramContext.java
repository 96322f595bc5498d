package io.scapula.analyzers.process;

import io.scapula.analyzers.session.Sessions;
import io.scapula.analyzers.terminal.TerminalRecording;
import io.scapula.history.CaptureHistory;
import io.scapula.history.Program;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is known of the programs of a capture beyond themselves.
 *
 * @param programs all of them, in order of their events
 * @param terminals what went over terminals, if the view shows typed lines
 * @param choice   which of them a filter chose
 */
record ProgramContext(
        CaptureHistory history,
        Sessions sessions,
        List<Program> programs,
        Origins origins,
        Pipelines pipelines,
        Streams streams,
        List<TerminalRecording> terminals,
        Choice choice) {

    /** Which events were chosen. */
    interface Choice {
        /** Every event. */
        Choice ALL = number -> true;

        boolean contains(long eventNumber);
    }

    static ProgramContext of(
            CaptureHistory history, Sessions sessions, List<TerminalRecording> terminals, Choice choice) {
        List<Program> programs = Stream.concat(history.programs().stream(), history.inferredPrograms().stream())
                .sorted(Comparator.comparingLong(Program::eventNumber))
                .toList();
        Origins origins = new Origins(history);
        return new ProgramContext(
                history,
                sessions,
                programs,
                origins,
                new Pipelines(programs, origins),
                new Streams(programs),
                terminals,
                choice);
    }

    /** Whether there is no filter. */
    boolean choosesAll() {
        return choice.equals(Choice.ALL);
    }

    /** Whether the filter chose the program. */
    boolean isChosen(Program program) {
        return choice.contains(program.eventNumber());
    }
}
