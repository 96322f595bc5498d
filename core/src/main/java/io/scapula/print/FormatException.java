package io.scapula.print;

import java.util.List;

/** An output format that makes no sense. The message says what is wrong and where. */
public final class FormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final int column;

    FormatException(String problem, int column) {
        this(problem, List.of(), column);
    }

    /** States the problem, and the names that may have been meant. */
    FormatException(String problem, List<String> suggestions, int column) {
        super(problem + " at column " + column + " of the format"
                + (suggestions.isEmpty() ? "" : "; did you mean " + String.join(" or ", suggestions) + "?"));
        this.column = column;
    }

    /** The place in the format, counted from 1. */
    public int column() {
        return column;
    }
}
