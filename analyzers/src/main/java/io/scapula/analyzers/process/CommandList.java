package io.scapula.analyzers.process;

import io.scapula.history.Program;
import io.scapula.table.Table;
import java.util.Set;

/** One row a program, in the order in which they started. */
final class CommandList implements CommandView {
    private static final String[] SUMMARY = {
        "time", "container.name", "user.name", "proc.pid", "exit_code", "duration_ns", "proc.cmdline"
    };

    private static final Set<String> STARTS = Set.of("execve", "execveat");

    @Override
    public Table show(ProgramContext programs) {
        CommandRows rows = new CommandRows(programs);
        Table.Builder table = Table.builder("commands", CommandRows.COLUMNS).summary(SUMMARY);
        for (Program program : programs.programs()) {
            if (programs.isChosen(program)) {
                rows.fill(table.row(), program);
            }
        }
        if (!programs.history().holdsAnyOf(STARTS)) {
            table.note("The capture holds no execve event; the programs here are those that other events tell of.");
        }
        return table.build();
    }
}
