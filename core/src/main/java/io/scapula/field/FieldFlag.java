package io.scapula.field;

/** What is special about a field. */
public enum FieldFlag {
    /** Can be compared, but has no value to print. */
    FILTER_ONLY,
    /** Can be printed, but not compared. */
    PRINT_ONLY,
    /** Counts towards tables; its value is the same for each event. */
    TABLE_ONLY,
    /** Cannot stand on the right-hand side of a comparison. */
    NO_RIGHT_HAND_SIDE,
    /** Cannot be the argument of a transformer. */
    NO_TRANSFORMER,
    /** Still accepted, but current tools have dropped it. */
    DEPRECATED,
    /** No capture file holds what it would need; it never has a value. */
    UNAVAILABLE
}
