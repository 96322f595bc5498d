package io.scapula.testing;

import io.scapula.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table as lines for assertions: the chosen cells of each row, with a blank between them and {@code -} for none. */
public final class Rows {
    private Rows() {}

    public static List<String> of(Table table, String... columns) {
        return IntStream.range(0, table.rowCount())
                .mapToObj(row -> Arrays.stream(columns)
                        .map(column -> cell(table.value(row, column)))
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    private static String cell(Object value) {
        return value instanceof long[] events ? Arrays.toString(events) : Objects.toString(value, "-");
    }
}
