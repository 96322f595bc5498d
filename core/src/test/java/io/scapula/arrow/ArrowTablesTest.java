package io.scapula.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.relation.TableRelation;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.Table;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.List;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeStampNanoTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.util.ByteArrayReadableSeekableByteChannel;
import org.junit.jupiter.api.Test;

/** What we write, as Arrow's own library reads it. */
class ArrowTablesTest {
    private static final int ROWS = 150_000;
    private static final List<Column> COLUMNS = List.of(
            new Column("n", ColumnType.INTEGER, ""),
            new Column("proc.name", ColumnType.TEXT, ""),
            new Column("half", ColumnType.DECIMAL, ""),
            new Column("even", ColumnType.BOOLEAN, ""),
            new Column("time", ColumnType.TIME, ""),
            new Column("span", ColumnType.DURATION, ""),
            new Column("evidence", ColumnType.EVENTS, ""));

    private static Table table(int rows) {
        Table.Builder table = Table.builder("made", COLUMNS);
        for (long row = 0; row < rows; row++) {
            boolean absent = isAbsent(row);
            table.addRow(
                    row,
                    absent ? null : "caf\u00e9 \uDC80" + row % 10,
                    absent ? null : row / 2.0,
                    absent ? null : row % 2 == 0,
                    1_795_525_200_123_456_789L + row,
                    absent ? null : -row,
                    absent ? null : row % 5 == 0 ? new long[0] : new long[] {row, row + 1});
        }
        return table.build();
    }

    private static boolean isAbsent(long row) {
        return row % 7 == 3;
    }

    private static byte[] written(Table table, boolean file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (file) {
            ArrowTables.writeFile(new TableRelation(table), Channels.newChannel(bytes));
        } else {
            ArrowTables.writeStream(new TableRelation(table), Channels.newChannel(bytes));
        }
        return bytes.toByteArray();
    }

    /** Compares all rows. */
    private static void assertRows(ArrowReader reader, int rows) throws IOException {
        long row = 0;
        VectorSchemaRoot root = reader.getVectorSchemaRoot();
        assertThat(root.getSchema().getFields())
                .extracting(field -> field.getName())
                .containsExactly("n", "proc.name", "half", "even", "time", "span", "evidence");
        while (reader.loadNextBatch()) {
            for (int at = 0; at < root.getRowCount(); at++, row++) {
                boolean absent = isAbsent(row);
                assertThat(((BigIntVector) root.getVector(0)).get(at)).isEqualTo(row);
                assertThat(((TimeStampNanoTZVector) root.getVector(4)).get(at))
                        .isEqualTo(1_795_525_200_123_456_789L + row);
                for (int column : new int[] {1, 2, 3, 5, 6}) {
                    assertThat(root.getVector(column).isNull(at)).isEqualTo(absent);
                }
                if (!absent) {
                    assertThat(((VarCharVector) root.getVector(1)).getObject(at))
                            .hasToString("caf\u00e9 \uFFFD" + row % 10);
                    assertThat(((Float8Vector) root.getVector(2)).get(at)).isEqualTo(row / 2.0);
                    assertThat(((BitVector) root.getVector(3)).get(at)).isEqualTo(row % 2 == 0 ? 1 : 0);
                    assertThat(DurationVector.get(((DurationVector) root.getVector(5)).getDataBuffer(), at))
                            .isEqualTo(-row);
                    assertThat(((ListVector) root.getVector(6)).getObject(at))
                            .hasToString(row % 5 == 0 ? "[]" : "[" + row + "," + (row + 1) + "]");
                }
            }
        }
        assertThat(row).isEqualTo(rows);
    }

    @Test
    void aFileHoldsEveryCell() throws IOException {
        try (BufferAllocator allocator = new RootAllocator();
                ArrowFileReader reader = new ArrowFileReader(
                        new ByteArrayReadableSeekableByteChannel(written(table(ROWS), true)), allocator)) {
            assertThat(reader.getRecordBlocks()).hasSizeGreaterThan(1);
            assertRows(reader, ROWS);
        }
    }

    @Test
    void aStreamHoldsEveryCell() throws IOException {
        try (BufferAllocator allocator = new RootAllocator();
                ArrowStreamReader reader =
                        new ArrowStreamReader(new ByteArrayInputStream(written(table(ROWS), false)), allocator)) {
            assertRows(reader, ROWS);
        }
    }

    @Test
    void aTableWithoutRowsHasColumns() throws IOException {
        for (boolean file : new boolean[] {true, false}) {
            byte[] bytes = written(table(0), file);
            try (BufferAllocator allocator = new RootAllocator();
                    ArrowReader reader = file
                            ? new ArrowFileReader(new ByteArrayReadableSeekableByteChannel(bytes), allocator)
                            : new ArrowStreamReader(new ByteArrayInputStream(bytes), allocator)) {
                assertRows(reader, 0);
            }
        }
    }

    @Test
    void vectorsHoldEveryCell() throws IOException {
        try (BufferAllocator allocator = new RootAllocator();
                ArrowReader reader = ArrowVectors.reader(new TableRelation(table(ROWS)), allocator)) {
            assertRows(reader, ROWS);
        }
    }

    /** Closing the allocator fails if anything is left. */
    @Test
    void vectorsLeaveThroughTheCDataInterface() throws IOException {
        try (BufferAllocator ours = new RootAllocator();
                BufferAllocator theirs = new RootAllocator();
                ArrowArrayStream stream = ArrowArrayStream.allocateNew(theirs)) {
            Data.exportArrayStream(ours, ArrowVectors.reader(new TableRelation(table(ROWS)), ours), stream);
            try (ArrowReader imported = Data.importArrayStream(theirs, stream)) {
                assertRows(imported, ROWS);
            }
        }
    }
}
