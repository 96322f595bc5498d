package io.scapula.table;

/**
 * Why a cell has no value. Renderers print all four alike (JSON {@code null}, an empty CSV cell, {@code -} in text);
 * code that cares asks {@link Table#absence}.
 */
public enum Absence {
    /** The capture does not hold it, for instance because it began later. What {@code null} means to a builder. */
    NOT_RECORDED,

    /** There is nothing that could have been recorded: the exit code of a program that still runs. */
    NOT_APPLICABLE,

    /** It lies beyond the bytes that the capture kept of a buffer. */
    CUT_BY_SNAPLEN,

    /** The bytes are there and make no sense. */
    UNREADABLE
}
