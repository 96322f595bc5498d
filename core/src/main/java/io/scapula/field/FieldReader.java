package io.scapula.field;

import io.scapula.event.EventContext;

/** Reads one field, with its argument already taken in, from an event. Stateless unless its field says otherwise. */
@FunctionalInterface
public interface FieldReader {
    /**
     * Reads the value.
     *
     * @param event the event and its state
     * @param value takes the value; was cleared before
     * @return false if the event has no such value, which is not the same as an empty one
     */
    boolean read(EventContext event, FieldValue value);
}
