package io.scapula.table;

import io.scapula.table.render.HtmlRenderer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An answer: named, typed columns and rows in the order in which they were added. Immutable, and safe to use from
 * any number of threads.
 *
 * <p>Rows count from 0. A column is named by its position or by its name; a loop over many rows takes the position
 * once, from {@link #columnIndex}. Every getter throws {@link IndexOutOfBoundsException} for a row or position that
 * does not exist, {@link IllegalArgumentException} for an unknown name or a column of another type, and
 * {@link NoSuchElementException} for a cell that {@linkplain #isAbsent(int, int) is absent}.
 *
 * <pre>{@code
 * int exitCode = pods.columnIndex("exit_code");
 * for (int row = 0; row < pods.rowCount(); row++) {
 *     if (!pods.isAbsent(row, exitCode) && pods.integer(row, exitCode) == 137) {
 *         System.out.println(pods.text(row, "k8s.pod.name"));
 *     }
 * }
 * }</pre>
 */
public final class Table {
    private final String name;
    private final List<Column> columns;
    private final Map<String, Integer> positions;
    private final Cells[] cells;
    private final int rowCount;
    private final List<String> notes;
    private final List<String> summary;
    private final @Nullable String prose;

    private Table(Table table, List<Integer> chosen) {
        name = table.name;
        columns = chosen.stream().map(table.columns::get).toList();
        positions = new LinkedHashMap<>();
        columns.forEach(column -> positions.put(column.name(), positions.size()));
        cells = chosen.stream().map(column -> table.cells[column]).toArray(Cells[]::new);
        rowCount = table.rowCount;
        notes = table.notes;
        summary = columns.stream().map(Column::name).toList();
        prose = table.prose;
    }

    private Table(Builder builder) {
        name = builder.name;
        columns = builder.columns;
        positions = builder.positions;
        cells = builder.cells;
        rowCount = builder.rowCount;
        notes = List.copyOf(builder.notes);
        summary = builder.summary.isEmpty() ? columns.stream().map(Column::name).toList() : builder.summary;
        prose = builder.prose;
    }

    /**
     * Starts a table.
     *
     * @throws IllegalArgumentException if there is no column, or two have the same name
     */
    public static Builder builder(String name, Column... columns) {
        return builder(name, List.of(columns));
    }

    /** Starts a table, as {@link #builder(String, Column...)} does. */
    public static Builder builder(String name, List<Column> columns) {
        return new Builder(name, columns);
    }

    /** What the table is about, in one word: {@code pods}. */
    public String name() {
        return name;
    }

    /** The columns, in order. */
    public List<Column> columns() {
        return columns;
    }

    public int rowCount() {
        return rowCount;
    }

    /**
     * What a person should know who reads this table, for example "the capture holds no container metadata". Whole
     * sentences, in the order in which they were added; often none.
     */
    public List<String> notes() {
        return notes;
    }

    /**
     * The same rows with these columns only, in this order; shares the cells.
     *
     * @throws IllegalArgumentException if a name is unknown or stands there twice, or there is none
     */
    public Table select(List<String> columnNames) {
        List<Integer> chosen = columnNames.stream().map(this::columnIndex).toList();
        if (chosen.isEmpty() || Set.copyOf(chosen).size() != chosen.size()) {
            throw new IllegalArgumentException("table " + name + ": each column can be chosen once, and one at least");
        }
        return new Table(this, chosen);
    }

    /**
     * The names of the columns that a person reads at first sight, in the order that suits a screen; all of them if
     * nobody chose.
     */
    public List<String> summary() {
        return summary;
    }

    /** Whether the column's texts are sentences, to be read whole: where there is little room they go on in further lines. */
    public boolean isProse(int column) {
        return columns.get(column).name().equals(prose);
    }

    /** The position of the column with this name, from 0. */
    public int columnIndex(String column) {
        return indexIn(positions, name, column);
    }

    public boolean isAbsent(int row, int column) {
        return absenceOrNull(row, column) != null;
    }

    public boolean isAbsent(int row, String column) {
        return isAbsent(row, columnIndex(column));
    }

    /** Why the cell has no value; empty if it has one. */
    public Optional<Absence> absence(int row, int column) {
        return Optional.ofNullable(absenceOrNull(row, column));
    }

    /** Why the cell has no value; empty if it has one. */
    public Optional<Absence> absence(int row, String column) {
        return absence(row, columnIndex(column));
    }

    /** The value of a {@link ColumnType#TEXT} cell, as captured: escape it before it reaches a terminal. */
    public String text(int row, int column) {
        return (String) present(row, column, ColumnType.TEXT).object(row);
    }

    /** The value of a {@link ColumnType#TEXT} cell, as captured: escape it before it reaches a terminal. */
    public String text(int row, String column) {
        return text(row, columnIndex(column));
    }

    /** The value of an {@link ColumnType#INTEGER} cell. */
    public long integer(int row, int column) {
        return present(row, column, ColumnType.INTEGER).word(row);
    }

    /** The value of an {@link ColumnType#INTEGER} cell. */
    public long integer(int row, String column) {
        return integer(row, columnIndex(column));
    }

    /** The value of a {@link ColumnType#DECIMAL} cell. */
    public double decimal(int row, int column) {
        return present(row, column, ColumnType.DECIMAL).decimal(row);
    }

    /** The value of a {@link ColumnType#DECIMAL} cell. */
    public double decimal(int row, String column) {
        return decimal(row, columnIndex(column));
    }

    /** The value of a {@link ColumnType#BOOLEAN} cell. */
    public boolean isTrue(int row, int column) {
        return present(row, column, ColumnType.BOOLEAN).word(row) != 0;
    }

    /** The value of a {@link ColumnType#BOOLEAN} cell. */
    public boolean isTrue(int row, String column) {
        return isTrue(row, columnIndex(column));
    }

    /** The value of a {@link ColumnType#TIME} cell: nanoseconds since the epoch. */
    public long timeNanos(int row, int column) {
        return present(row, column, ColumnType.TIME).word(row);
    }

    /** The value of a {@link ColumnType#TIME} cell: nanoseconds since the epoch. */
    public long timeNanos(int row, String column) {
        return timeNanos(row, columnIndex(column));
    }

    /** The value of a {@link ColumnType#DURATION} cell, in nanoseconds. */
    public long durationNanos(int row, int column) {
        return present(row, column, ColumnType.DURATION).word(row);
    }

    /** The value of a {@link ColumnType#DURATION} cell, in nanoseconds. */
    public long durationNanos(int row, String column) {
        return durationNanos(row, columnIndex(column));
    }

    /** The value of an {@link ColumnType#EVENTS} cell: event numbers, in an array that is the caller's own. */
    public long[] events(int row, int column) {
        return ((long[]) present(row, column, ColumnType.EVENTS).object(row)).clone();
    }

    /** The value of an {@link ColumnType#EVENTS} cell: event numbers, in an array that is the caller's own. */
    public long[] events(int row, String column) {
        return events(row, columnIndex(column));
    }

    /**
     * The value of any cell, boxed: {@link String}, {@link Long}, {@link Double}, {@link Boolean} or {@code long[]}.
     *
     * @return {@code null} if the cell is absent
     */
    public @Nullable Object value(int row, int column) {
        if (isAbsent(row, column)) {
            return null;
        }
        return switch (cells[column].type()) {
            case TEXT -> text(row, column);
            case INTEGER, TIME, DURATION -> cells[column].word(row);
            case DECIMAL -> decimal(row, column);
            case BOOLEAN -> isTrue(row, column);
            case EVENTS -> events(row, column);
        };
    }

    /** The value of any cell, boxed, as {@link #value(int, int)} gives it. */
    public @Nullable Object value(int row, String column) {
        return value(row, columnIndex(column));
    }

    private @Nullable Absence absenceOrNull(int row, int column) {
        Objects.checkIndex(row, rowCount);
        return cells[Objects.checkIndex(column, cells.length)].absence(row);
    }

    private Cells present(int row, int column, ColumnType wanted) {
        Absence absence = absenceOrNull(row, column);
        Cells found = cells[column];
        if (found.type() != wanted) {
            throw new IllegalArgumentException(
                    "table %s: column %s holds %s, not %s".formatted(name, columnName(column), found.type(), wanted));
        }
        if (absence != null) {
            throw new NoSuchElementException("table %s, row %d: %s is absent (%s); ask isAbsent first"
                    .formatted(name, row, columnName(column), absence));
        }
        return found;
    }

    private String columnName(int column) {
        return columns.get(column).name();
    }

    private static int indexIn(Map<String, Integer> positions, String table, String column) {
        Integer position = positions.get(column);
        if (position == null) {
            throw new IllegalArgumentException("table %s has no column %s; it has %s"
                    .formatted(table, column, String.join(", ", positions.keySet())));
        }
        return position;
    }

    /**
     * The first rows and the notes as a piece of an HTML page, for a notebook:
     * {@code display("text/html", table.toHtml())}. What is shown, cut and escaped, and how to show more, is said at
     * {@link HtmlRenderer}.
     */
    public String toHtml() {
        return new HtmlRenderer().withNotes(this);
    }

    /** Name and size, for a log or a debugger: {@code Table pods (3 rows, 18 columns)}. */
    @Override
    public String toString() {
        return "Table %s (%d rows, %d columns)".formatted(name, rowCount, columns.size());
    }

    /**
     * Collects the rows of a {@link Table} and checks every value against the type of its column. For one thread, and
     * for one table.
     */
    public static final class Builder {
        private final String name;
        private final List<Column> columns;
        private final Map<String, Integer> positions = new LinkedHashMap<>();
        private final Cells[] cells;
        private final List<String> notes = new ArrayList<>();
        private List<String> summary = List.of();
        private @Nullable String prose;
        private int rowCount;
        private boolean built;

        private Builder(String name, List<Column> columns) {
            this.name = Objects.requireNonNull(name, "name");
            this.columns = List.copyOf(columns);
            if (columns.isEmpty()) {
                throw new IllegalArgumentException("table " + name + " needs at least one column");
            }
            this.cells = new Cells[columns.size()];
            for (Column column : this.columns) {
                int position = positions.size();
                if (positions.putIfAbsent(column.name(), position) != null) {
                    throw new IllegalArgumentException("table " + name + " has two columns named " + column.name());
                }
                cells[position] = new Cells(column.type());
            }
        }

        /** Adds a row whose cells all hold {@link Absence#NOT_RECORDED}, and returns it to be filled in by name. */
        public RowBuilder row() {
            requireOpen();
            int row = rowCount;
            for (Cells column : cells) {
                column.grow(row + 1);
            }
            rowCount = row + 1;
            return new RowBuilder(this, row);
        }

        /**
         * Adds a row from one value per column, in column order. What a value may be is said at
         * {@link RowBuilder#set}.
         *
         * @return this builder
         * @throws IllegalArgumentException if there are more or fewer values than columns, or one is not of its
         *                                  column's type
         */
        public Builder addRow(@Nullable Object... values) {
            if (values.length != cells.length) {
                throw new IllegalArgumentException(
                        "table %s has %d columns, not %d".formatted(name, cells.length, values.length));
            }
            row();
            for (int column = 0; column < values.length; column++) {
                set(rowCount - 1, column, values[column]);
            }
            return this;
        }

        /** Adds a {@linkplain Table#notes() note}: a whole sentence for the person who reads the table. */
        public Builder note(String note) {
            requireOpen();
            notes.add(Objects.requireNonNull(note, "note"));
            return this;
        }

        /**
         * Says which column holds {@linkplain Table#isProse sentences}.
         *
         * @throws IllegalArgumentException if there is no such column
         */
        public Builder prose(String column) {
            requireOpen();
            indexIn(positions, name, column);
            prose = column;
            return this;
        }

        /**
         * Chooses the {@linkplain Table#summary() summary}.
         *
         * @throws IllegalArgumentException if there is no such column
         */
        public Builder summary(String... columnNames) {
            requireOpen();
            for (String column : columnNames) {
                indexIn(positions, name, column);
            }
            summary = List.of(columnNames);
            return this;
        }

        /** How many rows have been added so far. */
        public int rowCount() {
            return rowCount;
        }

        /** The table. This builder and its rows can't be used afterwards. */
        public Table build() {
            requireOpen();
            built = true;
            for (Cells column : cells) {
                column.trim(rowCount);
            }
            return new Table(this);
        }

        void set(int row, String column, @Nullable Object value) {
            requireOpen();
            set(row, indexIn(positions, name, column), value);
        }

        private void set(int row, int column, @Nullable Object value) {
            if (!cells[column].set(row, value)) {
                Column expected = columns.get(column);
                throw new IllegalArgumentException("table %s: column %s is %s and takes %s, not %s"
                        .formatted(
                                name,
                                expected.name(),
                                expected.type(),
                                expected.type().javaValue(),
                                describe(expected.type(), value)));
            }
        }

        /** Names the type of a refused value, and never the value: it may be an attacker's. */
        private static String describe(ColumnType expected, @Nullable Object value) {
            if (expected == ColumnType.EVENTS && value instanceof long[]) {
                return "a long[] with a number below 1";
            }
            return value == null ? "null" : value.getClass().getSimpleName();
        }

        private void requireOpen() {
            if (built) {
                throw new IllegalStateException("table " + name + " has been built; start another");
            }
        }
    }
}
