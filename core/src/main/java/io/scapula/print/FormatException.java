package io.scapula.print;

/** An output format that makes no sense. The message says what is wrong and where. */
public final class FormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final int column;

    FormatException(String problem, int column) {
        super(problem + " at column " + column + " of the format");
        this.column = column;
    }

    /** The place in the format, counted from 1. */
    public int column() {
        return column;
    }
}
