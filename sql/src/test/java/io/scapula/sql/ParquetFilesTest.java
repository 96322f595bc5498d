package io.scapula.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scapula.relation.TableRelation;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFilesTest {
    private static final int ROWS = 200_000;

    @TempDir
    Path directory;

    private static Table table() {
        Table.Builder table = Table.builder(
                "made",
                new Column("n", ColumnType.INTEGER, ""),
                new Column("proc.name", ColumnType.TEXT, ""),
                new Column("half", ColumnType.DECIMAL, ""),
                new Column("even", ColumnType.BOOLEAN, ""),
                new Column("time", ColumnType.TIME, ""),
                new Column("span", ColumnType.DURATION, ""),
                new Column("evidence", ColumnType.EVENTS, ""));
        for (long row = 0; row < ROWS; row++) {
            boolean absent = row % 7 == 0;
            table.addRow(
                    row,
                    absent ? null : "caf\u00e9 \uDC80" + row % 10,
                    row / 2.0,
                    row % 2 == 0,
                    1_795_525_200_123_456_789L + row,
                    absent ? null : row,
                    absent ? null : new long[] {row, row + 1});
        }
        return table.build();
    }

    @Test
    void holdsEveryCellInOrder() throws IOException, SQLException {
        Path file = directory.resolve("it's.parquet");
        ParquetFiles.write(new TableRelation(table()), file);

        try (Connection connection = SqlDatabase.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT n, \"proc.name\", half, even, epoch_ns(time), span, evidence::VARCHAR FROM '"
                                + file.toString().replace("'", "''") + "'")) {
            long row = 0;
            while (rows.next()) {
                boolean absent = row % 7 == 0;
                assertThat(rows.getLong(1)).isEqualTo(row);
                assertThat(rows.getString(2)).isEqualTo(absent ? null : "caf\u00e9 \uFFFD" + row % 10);
                assertThat(rows.getDouble(3)).isEqualTo(row / 2.0);
                assertThat(rows.getBoolean(4)).isEqualTo(row % 2 == 0);
                assertThat(rows.getLong(5)).isEqualTo(1_795_525_200_123_456_789L + row);
                assertThat(rows.getObject(6)).isEqualTo(absent ? null : (Object) row);
                assertThat(rows.getString(7)).isEqualTo(absent ? null : "[" + row + ", " + (row + 1) + "]");
                row++;
            }
            assertThat(row).isEqualTo(ROWS);
        }
    }

    @Test
    void tellsWhichFileItCannotWrite() {
        Path nowhere = directory.resolve("no").resolve("such.parquet");

        assertThatThrownBy(() -> ParquetFiles.write(new TableRelation(table()), nowhere))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("such.parquet");
    }
}
