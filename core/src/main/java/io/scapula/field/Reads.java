package io.scapula.field;

/**
 * What the value of a field depends on, and so how often it must be read: a field of a thread has one value for all events
 * of a version of the thread.
 */
public enum Reads {
    /** On nothing: a constant. */
    NOTHING,
    /** On the event's code and name alone. */
    KIND,
    /** On the version of the event's thread, and of whatever its {@linkplain io.scapula.state.Lineage lineage} holds. */
    THREAD,
    /** On the version of the event's descriptor. */
    DESCRIPTOR,
    /** On the event itself, maybe together with all of these. */
    EVENT,
    /** Also on the events that it was read from before. */
    PAST;

    /** What a value depends on that is made of two others. */
    public Reads and(Reads other) {
        if (this == other || other == NOTHING) {
            return this;
        }
        if (this == NOTHING) {
            return other;
        }
        return this == PAST || other == PAST ? PAST : EVENT;
    }
}
