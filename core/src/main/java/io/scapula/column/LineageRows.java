package io.scapula.column;

import io.scapula.arrow.ArrowTable;
import io.scapula.state.ContainerVersion;
import io.scapula.state.Environment;
import io.scapula.state.Lineage;
import io.scapula.state.ThreadVersion;
import org.jspecify.annotations.Nullable;

/** Lineages, restored from a saved index; they refer to earlier ones only. */
final class LineageRows {
    private final ArrowTable table;
    private final Rows<ThreadVersion> threads;
    private final Rows<ContainerVersion> containers;
    private final Rows<Environment> environments;
    private final Rows<Lineage> rows;

    LineageRows(
            ArrowTable table,
            Rows<ThreadVersion> threads,
            Rows<ContainerVersion> containers,
            Rows<Environment> environments) {
        this.table = table;
        this.threads = threads;
        this.containers = containers;
        this.environments = environments;
        this.rows = new RestoredRows<>(table.rows(), this::restore);
    }

    Rows<Lineage> rows() {
        return rows;
    }

    private @Nullable Lineage restore(int row) {
        ThreadVersion thread = thread(0, row);
        Environment environment = IndexReader.at(environments, table.int32(7, row));
        if (thread == null || environment == null) {
            return null;
        }
        return new Lineage(
                row,
                thread,
                earlier(1, row),
                earlier(2, row),
                thread(3, row),
                thread(4, row),
                thread(5, row),
                IndexReader.at(containers, table.int32(6, row)),
                environment);
    }

    private @Nullable ThreadVersion thread(int column, int row) {
        return IndexReader.at(threads, table.int32(column, row));
    }

    private @Nullable Lineage earlier(int column, int row) {
        int other = table.int32(column, row);
        if (other >= row) {
            throw new IllegalStateException("lineage " + row + " refers to a later one, " + other);
        }
        return IndexReader.at(rows, other);
    }
}
