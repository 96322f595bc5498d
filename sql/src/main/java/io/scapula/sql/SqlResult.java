package io.scapula.sql;

import io.scapula.relation.CellSink;
import io.scapula.relation.StreamedRelation;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of a statement, to be read once. Integers of any width become 64-bit ones, and what has no column type a text. */
public final class SqlResult extends StreamedRelation implements Closeable {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final PreparedStatement statement;
    private final ResultSet rows;
    private final List<Column> columns;

    private SqlResult(PreparedStatement statement, ResultSet rows, List<Column> columns) {
        this.statement = statement;
        this.rows = rows;
        this.columns = columns;
    }

    static SqlResult of(PreparedStatement statement) throws SQLException {
        boolean hasRows = statement.execute();
        ResultSet rows = statement.getResultSet();
        if (!hasRows || rows == null) {
            throw new SQLException("the statement gives no rows; SELECT something");
        }
        ResultSetMetaData described = rows.getMetaData();
        List<Column> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int index = 1; index <= described.getColumnCount(); index++) {
            String label = described.getColumnLabel(index);
            String name = label.isBlank() ? "column" : label;
            for (int again = 2; !names.add(name); again++) {
                name = label + "_" + again;
            }
            columns.add(new Column(name, type(described.getColumnTypeName(index)), ""));
        }
        return new SqlResult(statement, rows, columns);
    }

    private static ColumnType type(String sqlType) {
        String name = sqlType.toUpperCase(Locale.ROOT);
        return switch (name) {
            case "TINYINT",
                    "SMALLINT",
                    "INTEGER",
                    "BIGINT",
                    "HUGEINT",
                    "UTINYINT",
                    "USMALLINT",
                    "UINTEGER",
                    "UBIGINT",
                    "UHUGEINT" -> ColumnType.INTEGER;
            case "BOOLEAN" -> ColumnType.BOOLEAN;
            case "DOUBLE", "FLOAT" -> ColumnType.DECIMAL;
            default ->
                name.startsWith("TIMESTAMP")
                        ? ColumnType.TIME
                        : name.startsWith("DECIMAL") ? ColumnType.DECIMAL : ColumnType.TEXT;
        };
    }

    @Override
    public String name() {
        return "result";
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    protected int readRows(int[] wanted, List<? extends CellSink> targets, int most) throws IOException {
        int count = 0;
        try {
            while (count < most && rows.next()) {
                for (int index = 0; index < wanted.length; index++) {
                    put(rows.getObject(wanted[index] + 1), columns.get(wanted[index]), targets.get(index), count);
                }
                count++;
            }
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
        return count;
    }

    private static void put(@Nullable Object value, Column column, CellSink target, int row) throws SQLException {
        if (value == null) {
            target.absent(row);
            return;
        }
        switch (column.type()) {
            case INTEGER -> target.number(row, integer(value, column));
            case BOOLEAN -> target.truth(row, (Boolean) value);
            case DECIMAL -> target.decimal(row, ((Number) value).doubleValue());
            case TIME -> target.number(row, nanos(value, column));
            case TEXT -> target.text(row, text(value));
            case DURATION, EVENTS -> throw new AssertionError(column);
        }
    }

    private static String text(Object value) {
        return value instanceof String text ? text : String.valueOf(value);
    }

    private static long integer(Object value, Column column) throws SQLException {
        try {
            if (value instanceof BigInteger big) {
                return big.longValueExact();
            }
            return value instanceof BigDecimal big ? big.longValueExact() : ((Number) value).longValue();
        } catch (ArithmeticException e) {
            throw new SQLException(
                    "column " + column.name() + " holds " + value
                            + ", which does not fit 64 bits; cast it to DOUBLE or VARCHAR",
                    e);
        }
    }

    private static long nanos(Object value, Column column) throws SQLException {
        Instant instant;
        if (value instanceof Timestamp timestamp) {
            instant = timestamp.toLocalDateTime().toInstant(ZoneOffset.UTC);
        } else if (value instanceof LocalDateTime local) {
            instant = local.toInstant(ZoneOffset.UTC);
        } else if (value instanceof OffsetDateTime offset) {
            instant = offset.toInstant();
        } else {
            throw new SQLException("column " + column.name() + " holds a time of an unknown sort, " + value.getClass());
        }
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), instant.getNano());
    }

    @Override
    public void close() throws IOException {
        try {
            rows.close();
            statement.close();
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
