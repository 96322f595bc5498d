package io.scapula.analyzers.process;

import io.scapula.table.Table;

/** A way to show the programs of a capture. */
@FunctionalInterface
interface CommandView {
    /** Makes the table. */
    Table show(ProgramContext programs);
}
