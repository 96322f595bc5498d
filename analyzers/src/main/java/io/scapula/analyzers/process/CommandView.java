package io.scapula.analyzers.process;

import io.scapula.table.Table;

/** A way to show the programs of a capture. */
@FunctionalInterface
interface CommandView {
    /** Whether it shows what was typed at terminals as well. */
    default boolean showsTypedLines() {
        return false;
    }

    /** Makes the table. */
    Table show(ProgramContext programs);
}
