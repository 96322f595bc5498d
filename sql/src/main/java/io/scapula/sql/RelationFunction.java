package io.scapula.sql;

import io.scapula.relation.CellSink;
import io.scapula.relation.Relation;
import io.scapula.relation.RelationReader;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBTableFunctionState;
import org.duckdb.DuckDBWritableVector;

/**
 * A {@link Relation} as a table function of DuckDB: columns that a query does not name are not read, and pieces are read
 * by as many threads as DuckDB likes.
 */
final class RelationFunction implements DuckDBTableFunction<Relation, RelationFunction.Scan, RelationFunction.Worker> {
    private final Relation relation;
    private final boolean inOrder;

    private RelationFunction(Relation relation, boolean inOrder) {
        this.relation = relation;
        this.inOrder = inOrder;
    }

    /**
     * Registers a relation.
     *
     * @param inOrder whether rows must keep their order, which takes one thread
     * @return what to select from in place of a table
     */
    static String register(Connection connection, String name, Relation relation, boolean inOrder) throws SQLException {
        DuckDBFunctions.tableFunction()
                .withName(name)
                .withProjectionPushdown()
                .withFunction(new RelationFunction(relation, inOrder))
                .register(connection);
        // Times and lists cannot be handed over as such; DuckDB makes them from numbers and texts.
        return "(SELECT "
                + relation.columns().stream().map(RelationFunction::selected).collect(Collectors.joining(", "))
                + " FROM " + name + "())";
    }

    private static String selected(Column column) {
        String name = Names.quoted(column.name());
        return switch (column.type()) {
            case TIME -> "make_timestamp_ns(" + name + ") AS " + name;
            case EVENTS -> "CAST(string_split(" + name + ", ' ') AS BIGINT[]) AS " + name;
            case TEXT, INTEGER, DECIMAL, BOOLEAN, DURATION -> name;
        };
    }

    private static DuckDBColumnType type(ColumnType type) {
        return switch (type) {
            case TEXT, EVENTS -> DuckDBColumnType.VARCHAR;
            case INTEGER, DURATION, TIME -> DuckDBColumnType.BIGINT;
            case DECIMAL -> DuckDBColumnType.DOUBLE;
            case BOOLEAN -> DuckDBColumnType.BOOLEAN;
        };
    }

    /** What the threads of one scan share. */
    static final class Scan {
        private final AtomicInteger nextPiece = new AtomicInteger();
    }

    /** One thread of a scan. */
    static final class Worker implements DuckDBTableFunctionState {
        private final RelationReader reader;
        private final int[] vectors;
        private boolean open;

        private Worker(RelationReader reader, int[] vectors) {
            this.reader = reader;
            this.vectors = vectors;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }

    @Override
    public Relation bind(DuckDBTableFunctionBindInfo info) {
        for (Column column : relation.columns()) {
            info.addResultColumn(column.name(), type(column.type()));
        }
        info.setCardinality(relation.estimatedRows(), false);
        return relation;
    }

    @Override
    public Scan init(DuckDBTableFunctionInitInfo info) {
        info.setMaxThreads(
                inOrder
                        ? 1
                        : Math.max(
                                1,
                                Math.min(relation.pieces(), Runtime.getRuntime().availableProcessors())));
        return new Scan();
    }

    @Override
    public Worker localInit(DuckDBTableFunctionInitInfo info) {
        int count = (int) info.getColumnCount();
        // Whoever only counts rows asks for a column that is none of ours.
        int[] vectors = IntStream.range(0, count)
                .filter(vector -> info.getColumnIndex(vector) >= 0
                        && info.getColumnIndex(vector) < relation.columns().size())
                .toArray();
        int[] columns = IntStream.of(vectors)
                .map(vector -> (int) info.getColumnIndex(vector))
                .toArray();
        return new Worker(relation.reader(columns), vectors);
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo call, DuckDBDataChunkWriter chunk) throws IOException {
        Scan scan = call.getInitData();
        Worker worker = call.getLocalInitData();
        List<VectorSink> sinks = new ArrayList<>();
        for (int vector : worker.vectors) {
            sinks.add(new VectorSink(chunk.vector(vector)));
        }
        int most = (int) chunk.capacity();
        while (true) {
            if (!worker.open) {
                int piece = scan.nextPiece.getAndIncrement();
                if (piece >= relation.pieces()) {
                    return 0;
                }
                worker.reader.open(piece);
                worker.open = true;
            }
            int rows = worker.reader.next(sinks, most);
            if (rows > 0) {
                return rows;
            }
            worker.open = false;
        }
    }

    private static final class VectorSink implements CellSink {
        private final DuckDBWritableVector vector;

        VectorSink(DuckDBWritableVector vector) {
            this.vector = vector;
        }

        @Override
        public void absent(int row) {
            vector.setNull(row);
        }

        @Override
        public void number(int row, long value) {
            vector.setLong(row, value);
        }

        @Override
        public void decimal(int row, double value) {
            vector.setDouble(row, value);
        }

        @Override
        public void truth(int row, boolean value) {
            vector.setBoolean(row, value);
        }

        @Override
        public void text(int row, String value) {
            vector.setString(row, Names.wellFormed(value));
        }

        @Override
        public void events(int row, long[] numbers) {
            vector.setString(
                    row, Arrays.stream(numbers).mapToObj(Long::toString).collect(Collectors.joining(" ")));
        }
    }
}
