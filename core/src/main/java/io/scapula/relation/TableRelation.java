package io.scapula.relation;

import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.Table;
import java.util.List;

/** A {@link Table} as a {@link Relation}. */
public record TableRelation(Table table) implements Relation {
    private static final int PIECE_ROWS = 1 << 16;

    @Override
    public String name() {
        return table.name();
    }

    @Override
    public List<Column> columns() {
        return table.columns();
    }

    @Override
    public long estimatedRows() {
        return table.rowCount();
    }

    @Override
    public int pieces() {
        return (table.rowCount() + PIECE_ROWS - 1) / PIECE_ROWS;
    }

    @Override
    public RelationReader reader(int... columns) {
        return new Reader(table, columns);
    }

    private static final class Reader implements RelationReader {
        private final Table table;
        private final int[] columns;
        private int row;
        private int end;

        Reader(Table table, int[] columns) {
            this.table = table;
            this.columns = columns.clone();
        }

        @Override
        public void open(int piece) {
            row = piece * PIECE_ROWS;
            end = Math.min(table.rowCount(), row + PIECE_ROWS);
        }

        @Override
        public int next(List<? extends CellSink> targets, int most) {
            int count = Math.min(most, end - row);
            for (int index = 0; index < columns.length; index++) {
                ColumnType type = table.columns().get(columns[index]).type();
                for (int at = 0; at < count; at++) {
                    put(row + at, columns[index], type, targets.get(index), at);
                }
            }
            row += count;
            return count;
        }

        private void put(int from, int column, ColumnType type, CellSink target, int at) {
            if (table.isAbsent(from, column)) {
                target.absent(at);
                return;
            }
            switch (type) {
                case TEXT -> target.text(at, table.text(from, column));
                case INTEGER -> target.number(at, table.integer(from, column));
                case TIME -> target.number(at, table.timeNanos(from, column));
                case DURATION -> target.number(at, table.durationNanos(from, column));
                case DECIMAL -> target.decimal(at, table.decimal(from, column));
                case BOOLEAN -> target.truth(at, table.isTrue(from, column));
                case EVENTS -> target.events(at, table.events(from, column));
            }
        }

        @Override
        public void close() {
            // The table needs no closing.
        }
    }
}
