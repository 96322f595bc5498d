package io.scapula.table;

import org.jspecify.annotations.Nullable;

/**
 * One row of a {@link Table.Builder}, set by column name. The row is part of the table from the moment that
 * {@link Table.Builder#row()} returned it; cells that nobody sets hold {@link Absence#NOT_RECORDED}.
 *
 * <p>It may be kept while later rows are added, which suits what ends later than it began, and is of no use once the
 * table is built.
 */
public final class RowBuilder {
    private final Table.Builder table;
    private final int row;

    RowBuilder(Table.Builder table, int row) {
        this.table = table;
        this.row = row;
    }

    /**
     * Sets one cell.
     *
     * @param column the column's name
     * @param value  a value of the column's type (any whole number type will do where a {@code long} is expected), an
     *               {@link Absence}, or {@code null} for {@link Absence#NOT_RECORDED}
     * @return this row
     * @throws IllegalArgumentException if there is no such column, or the value is not of its type; the message names
     *                                  the column and the type
     * @throws IllegalStateException    if the table has been built
     */
    public RowBuilder set(String column, @Nullable Object value) {
        table.set(row, column, value);
        return this;
    }
}
