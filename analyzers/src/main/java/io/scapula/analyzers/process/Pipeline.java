package io.scapula.analyzers.process;

import io.scapula.history.Program;
import io.scapula.state.ExitStatus;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Programs that one program started and connected with pipes; a single program is the shortest of all pipelines.
 *
 * @param stages the programs in the order in which the data flows; programs that read from and write to the same pipes, as
 *               those of a subshell or a loop do, share a stage
 */
record Pipeline(List<List<Program>> stages) {
    Pipeline {
        stages = stages.stream().map(List::copyOf).toList();
    }

    /** All programs, in the order in which the data flows. */
    List<Program> programs() {
        return stages.stream().flatMap(List::stream).toList();
    }

    /** The program that started first. */
    Program earliest() {
        Program earliest = stages.get(0).get(0);
        for (List<Program> stage : stages) {
            for (Program program : stage) {
                earliest = program.eventNumber() < earliest.eventNumber() ? program : earliest;
            }
        }
        return earliest;
    }

    /** The program whose exit code a shell reports for the whole. */
    Program last() {
        List<Program> stage = stages.get(stages.size() - 1);
        return stage.get(stage.size() - 1);
    }

    boolean isSingle() {
        return stages.size() == 1 && stages.get(0).size() == 1;
    }

    /** Exit codes in the order of the programs, {@code ?} for none: {@code 0 1 0}. */
    String exitCodes() {
        return programs().stream().map(Pipeline::exitCode).collect(Collectors.joining(" "));
    }

    /** How a program's process ended: what its parent was told, whatever it executed in between. */
    private static String exitCode(Program program) {
        ExitStatus status = program.process().exitStatus();
        return status == null ? "?" : Integer.toString(status.reportedCode());
    }
}
