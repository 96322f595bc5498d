package io.scapula.history;

import io.scapula.state.SavedColumn;
import io.scapula.state.SavedVersions;
import java.util.ArrayList;
import java.util.List;

/** One row of a {@link SavedHistory}: numbers, and a text. */
public final class SavedRow {
    private final long[] numbers;
    private String text = "";

    private SavedRow(int width) {
        numbers = new long[width];
    }

    static SavedRow of(long... numbers) {
        SavedRow row = new SavedRow(numbers.length);
        System.arraycopy(numbers, 0, row.numbers, 0, numbers.length);
        return row;
    }

    SavedRow withText(String of) {
        text = of;
        return this;
    }

    long number(int column) {
        return numbers[column];
    }

    /** A number that was an {@code int}. */
    int index(int column) {
        return Math.toIntExact(numbers[column]);
    }

    String text() {
        return text;
    }

    /** How rows with columns of these names are kept outside the heap; each has a text as well. */
    static SavedVersions<SavedRow> layout(String... names) {
        List<SavedColumn<SavedRow>> columns = new ArrayList<>();
        for (int index = 0; index < names.length; index++) {
            int column = index;
            columns.add(new SavedColumn.Numbers<>(
                    names[index], row -> row.numbers[column], (row, value) -> row.numbers[column] = value));
        }
        columns.add(new SavedColumn.Texts<>("text", row -> row.text, (row, value) -> row.text = value));
        return new SavedVersions<>(() -> new SavedRow(names.length), columns);
    }
}
