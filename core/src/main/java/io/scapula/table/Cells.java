package io.scapula.table;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one column. Numbers, times, durations, booleans and doubles (as raw bits) share an array of words;
 * texts and event lists are objects; absences have an array of their own, because null and zero are different facts.
 */
final class Cells {
    private final ColumnType type;
    private long[] words = new long[0];
    private @Nullable Object[] objects = new Object[0];
    /** Null where the cell has a value. */
    private @Nullable Absence[] absences = new Absence[0];

    Cells(ColumnType type) {
        this.type = type;
    }

    ColumnType type() {
        return type;
    }

    /** Makes room for {@code rows} rows; those that are new hold {@link Absence#NOT_RECORDED}. */
    void grow(int rows) {
        int capacity = absences.length;
        if (rows > capacity) {
            resize(Math.max(rows, capacity + (capacity >> 1) + 8));
        }
    }

    /** Gives back what {@link #grow} took in advance. */
    void trim(int rows) {
        resize(rows);
    }

    private void resize(int rows) {
        int before = absences.length;
        absences = Arrays.copyOf(absences, rows);
        if (rows > before) {
            Arrays.fill(absences, before, rows, Absence.NOT_RECORDED);
        }
        if (holdsObjects()) {
            objects = Arrays.copyOf(objects, rows);
        } else {
            words = Arrays.copyOf(words, rows);
        }
    }

    private boolean holdsObjects() {
        return type == ColumnType.TEXT || type == ColumnType.EVENTS;
    }

    /** Puts a value or an {@link Absence} into a cell; answers false if the value is not of this column's type. */
    boolean set(int row, @Nullable Object value) {
        if (value == null) {
            absences[row] = Absence.NOT_RECORDED;
            return true;
        }
        if (value instanceof Absence absence) {
            absences[row] = absence;
            return true;
        }
        boolean fits = switch (type) {
            case TEXT -> value instanceof String && setObject(row, value);
            case INTEGER, TIME, DURATION -> isWhole(value) && setWord(row, ((Number) value).longValue());
            case DECIMAL -> value instanceof Double decimal && setWord(row, Double.doubleToRawLongBits(decimal));
            case BOOLEAN -> value instanceof Boolean flag && setWord(row, flag ? 1 : 0);
            case EVENTS -> value instanceof long[] events && areNumbers(events) && setObject(row, events.clone());
        };
        if (fits) {
            absences[row] = null;
        }
        return fits;
    }

    private boolean setWord(int row, long word) {
        words[row] = word;
        return true;
    }

    private boolean setObject(int row, Object value) {
        objects[row] = value;
        return true;
    }

    private static boolean isWhole(Object value) {
        return value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte;
    }

    private static boolean areNumbers(long[] events) {
        return Arrays.stream(events).allMatch(event -> event >= 1);
    }

    @Nullable
    Absence absence(int row) {
        return absences[row];
    }

    long word(int row) {
        return words[row];
    }

    double decimal(int row) {
        return Double.longBitsToDouble(words[row]);
    }

    Object object(int row) {
        Object value = objects[row];
        if (value == null) {
            throw new AssertionError("row " + row + " is marked present and holds nothing");
        }
        return value;
    }
}
