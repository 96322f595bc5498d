package io.scapula.table;

/**
 * What the cells of a column hold, and so how they are printed.
 *
 * <p>"Text" below means {@link io.scapula.table.render.TextRenderer}, for people, and HTML shows the same.
 * CSV prints as JSON does, unless said otherwise.
 */
public enum ColumnType {
    /**
     * A {@link String}, as captured. JSON: a string; text and CSV: with what could steer a terminal escaped (see
     * {@link io.scapula.table.render.TerminalText}), left-aligned, and cut at its end where the terminal is narrow.
     */
    TEXT("a String"),

    /** A {@code long}. Everywhere: decimal digits; text: right-aligned. */
    INTEGER("a long"),

    /**
     * A {@code double}. JSON: the shortest digits that read back as the same number, {@code null} if it is not
     * finite (CSV: {@code NaN}, {@code Infinity}); text: at most three decimals, right-aligned.
     */
    DECIMAL("a double"),

    /** A {@code boolean}. Everywhere: {@code true} or {@code false}. */
    BOOLEAN("a boolean"),

    /**
     * A point in time: {@code long} nanoseconds since the epoch. JSON: ISO-8601 in UTC with nine decimals,
     * {@code 2026-11-23T12:59:15.007571331Z}; text: {@code 2026-11-23 12:59:15.007} in a zone of choice.
     */
    TIME("a long: nanoseconds since the epoch"),

    /** A span: {@code long} nanoseconds. JSON: that number; text: {@code 24.2ms}, {@code 1h02m}, right-aligned. */
    DURATION("a long: nanoseconds"),

    /**
     * Evidence: a {@code long[]} of event numbers, each at least 1. JSON: a list of numbers; CSV: joined by blanks;
     * text: shortened to {@code 33167,33719,+4} when there are more than three.
     */
    EVENTS("a long[]: event numbers from 1");

    private final String javaValue;

    ColumnType(String javaValue) {
        this.javaValue = javaValue;
    }

    /** The Java value that a cell of this type takes, in words for a message. */
    String javaValue() {
        return javaValue;
    }
}
