package io.scapula;

import io.scapula.relation.CellSink;
import io.scapula.relation.FieldColumn;
import io.scapula.relation.Relation;
import io.scapula.relation.RelationReader;
import io.scapula.table.Column;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Versions of threads or descriptors as a relation: a row for each that there is. */
final class VersionsRelation implements Relation {
    private static final int PIECE_ROWS = 1 << 14;

    /** Makes rows; for one thread. */
    @FunctionalInterface
    interface Rows {
        /** A value for each column; {@code null} if there is no such version. */
        @Nullable
        List<@Nullable Object> at(int version);
    }

    private final String name;
    private final List<Column> columns;
    private final int versions;
    private final IndexedCapture capture;
    private final Supplier<Rows> rows;

    VersionsRelation(String name, List<Column> columns, int versions, IndexedCapture capture, Supplier<Rows> rows) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.versions = versions;
        this.capture = capture;
        this.rows = rows;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public long estimatedRows() {
        return versions;
    }

    @Override
    public int pieces() {
        return (int) ((versions + PIECE_ROWS - 1L) / PIECE_ROWS);
    }

    @Override
    public RelationReader reader(int... wanted) {
        return new Reader(rows.get(), wanted);
    }

    private final class Reader implements RelationReader {
        private final Rows source;
        private final int[] wanted;
        private int next;
        private int end;

        Reader(Rows source, int[] wanted) {
            this.source = source;
            this.wanted = wanted.clone();
        }

        @Override
        public void open(int piece) {
            next = piece * PIECE_ROWS;
            end = Math.min(versions, next + PIECE_ROWS);
        }

        @Override
        public int next(List<? extends CellSink> targets, int most) throws IOException {
            return capture.use(() -> {
                int count = 0;
                while (next < end && count < most) {
                    List<@Nullable Object> values = source.at(next++);
                    if (values != null) {
                        for (int index = 0; index < wanted.length; index++) {
                            FieldColumn.put(values.get(wanted[index]), targets.get(index), count);
                        }
                        count++;
                    }
                }
                return count;
            });
        }

        @Override
        public void close() {
            // There is nothing to give back.
        }
    }
}
