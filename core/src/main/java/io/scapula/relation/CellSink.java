package io.scapula.relation;

/** Takes the cells of a column, each row once, in ascending order. Rows count from 0 in each batch. */
public interface CellSink {
    /** There is no value. */
    void absent(int row);

    /** The cell of a column of integers, times or durations. */
    void number(int row, long value);

    /** The cell of a column of decimals. */
    void decimal(int row, double value);

    /** The cell of a column of truth values. */
    void truth(int row, boolean value);

    /** The cell of a column of texts. */
    void text(int row, String value);

    /** The cell of a column of event numbers. */
    void events(int row, long[] numbers);
}
