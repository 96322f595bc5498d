package io.scapula.format.event;

/** What an event does, as the event table states it. */
public enum EventFlag {
    CREATES_FD,
    DESTROYS_FD,
    USES_FD,
    READS_FROM_FD,
    WRITES_TO_FD,
    MODIFIES_STATE,
    WAITS,
    /** Has a 32-bit length for each parameter. */
    LARGE_PAYLOAD,
    /** Does not change which event counts as the thread's last one. */
    SKIPPARSERESET,
    /** No longer written by current recorders. */
    OLD_VERSION,
    /** Brought to the current schema by a conversion rule. */
    CONVERTER_MANAGED,
    /** A placeholder that keeps enter and exit codes paired. */
    UNUSED
}
