package io.scapula.analyzers.process;

import io.scapula.history.Program;
import io.scapula.table.Table;

/** One row a program, in the order in which they started. */
final class CommandList implements CommandView {
    private static final String[] SUMMARY = {
        "time", "container.name", "user.name", "proc.pid", "exit_code", "duration_ns", "proc.cmdline"
    };

    @Override
    public Table show(ProgramContext programs) {
        CommandRows rows = new CommandRows(programs);
        Table.Builder table = Table.builder("commands", CommandRows.COLUMNS).summary(SUMMARY);
        for (Program program : programs.programs()) {
            if (programs.isChosen(program)) {
                rows.fill(table.row(), program);
            }
        }
        if (!holdsStarts(programs)) {
            table.note("The capture holds no execve event; the programs here are those that other events tell of.");
        }
        return table.build();
    }

    private static boolean holdsStarts(ProgramContext programs) {
        return programs.history().statistics().eventsByType().keySet().stream()
                .anyMatch(type -> type.name().equals("execve") || type.name().equals("execveat"));
    }
}
