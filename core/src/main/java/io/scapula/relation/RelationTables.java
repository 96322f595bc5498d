package io.scapula.relation;

import io.scapula.table.Column;
import io.scapula.table.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The rows of a {@link Relation} in memory: all of them, or some at a time. */
public final class RelationTables {
    private static final int BATCH_ROWS = 1 << 11;

    private RelationTables() {}

    /** Takes one table after the other. */
    @FunctionalInterface
    public interface Action {
        /** Called for each batch of rows, in order. */
        void accept(Table rows) throws IOException;
    }

    /** All rows. */
    public static Table table(Relation relation) throws IOException {
        Table.Builder table = Table.builder(relation.name(), relation.columns());
        read(relation, (columns, rows) -> addRows(table, columns, rows));
        return table.build();
    }

    /** Some rows after the other; once without any if there are none. */
    public static void forEachBatch(Relation relation, Action action) throws IOException {
        int[] batches = {0};
        read(relation, (columns, rows) -> {
            Table.Builder table = Table.builder(relation.name(), relation.columns());
            addRows(table, columns, rows);
            batches[0]++;
            action.accept(table.build());
        });
        if (batches[0] == 0) {
            action.accept(Table.builder(relation.name(), relation.columns()).build());
        }
    }

    private static void addRows(Table.Builder table, List<Values> columns, int rows) {
        @Nullable Object[] cells = new @Nullable Object[columns.size()];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < cells.length; column++) {
                cells[column] = columns.get(column).cells[row];
            }
            table.addRow(cells);
        }
    }

    @FunctionalInterface
    private interface Batch {
        void accept(List<Values> columns, int rows) throws IOException;
    }

    private static void read(Relation relation, Batch batch) throws IOException {
        List<Column> columns = relation.columns();
        List<Values> values = new ArrayList<>();
        columns.forEach(column -> values.add(new Values()));
        try (RelationReader reader =
                relation.reader(IntStream.range(0, columns.size()).toArray())) {
            for (int piece = 0; piece < relation.pieces(); piece++) {
                reader.open(piece);
                for (int rows = reader.next(values, BATCH_ROWS); rows > 0; rows = reader.next(values, BATCH_ROWS)) {
                    batch.accept(values, rows);
                }
            }
        }
    }

    private static final class Values implements CellSink {
        private final @Nullable Object[] cells = new @Nullable Object[BATCH_ROWS];

        @Override
        public void absent(int row) {
            cells[row] = null;
        }

        @Override
        public void number(int row, long value) {
            cells[row] = value;
        }

        @Override
        public void decimal(int row, double value) {
            cells[row] = value;
        }

        @Override
        public void truth(int row, boolean value) {
            cells[row] = value;
        }

        @Override
        public void text(int row, String value) {
            cells[row] = value;
        }

        @Override
        public void events(int row, long[] numbers) {
            cells[row] = numbers;
        }
    }
}
