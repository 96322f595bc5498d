package io.scapula.relation;

import io.scapula.table.Column;
import java.util.List;

/**
 * A table that is read by columns, a piece at a time; different pieces by different threads if need be. Unlike a
 * {@link io.scapula.table.Table} it need not be in memory.
 */
public interface Relation {
    /** What the table is about, in one word: {@code events}. */
    String name();

    /** The columns, in order. Times are nanoseconds since the epoch, durations nanoseconds. */
    List<Column> columns();

    /** How many rows there are, or a few more. */
    long estimatedRows();

    /** How many pieces there are. */
    int pieces();

    /**
     * Something that reads pieces; for one thread.
     *
     * @param columns positions of the columns that are wanted
     */
    RelationReader reader(int... columns);

    /**
     * The same rows with these columns only, in this order.
     *
     * @throws IllegalArgumentException if a name is unknown or stands there twice, or there is none
     */
    default Relation select(List<String> names) {
        return new SelectedColumns(this, names);
    }
}
