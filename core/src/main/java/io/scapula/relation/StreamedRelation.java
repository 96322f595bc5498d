package io.scapula.relation;

import java.io.IOException;
import java.util.List;

/** Rows that come one after the other, can be read once, and whose number is not known in advance. */
public abstract class StreamedRelation implements Relation {
    private boolean read;

    /** For subclasses. */
    protected StreamedRelation() {}

    @Override
    public final long estimatedRows() {
        return 0;
    }

    @Override
    public final int pieces() {
        return 1;
    }

    /**
     * Reads the rows.
     *
     * @throws IllegalStateException if that has been done
     */
    @Override
    public final RelationReader reader(int... columns) {
        if (read) {
            throw new IllegalStateException("the rows of " + name() + " can be read once");
        }
        read = true;
        int[] wanted = columns.clone();
        return new RelationReader() {
            @Override
            public void open(int piece) {
                // There is one.
            }

            @Override
            public int next(List<? extends CellSink> targets, int most) throws IOException {
                return readRows(wanted, targets, most);
            }

            @Override
            public void close() {
                // What is read is closed by whoever opened it.
            }
        };
    }

    /**
     * Reads the next rows.
     *
     * @param columns positions of the columns that are wanted
     * @param targets one for each of those
     * @return how many rows were read; 0 at the end
     */
    protected abstract int readRows(int[] columns, List<? extends CellSink> targets, int most) throws IOException;
}
