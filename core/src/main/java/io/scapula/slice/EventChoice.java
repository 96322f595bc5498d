package io.scapula.slice;

import io.scapula.event.EventContext;

/** Tells the events to keep from the others, by what they are and what state they happened in. */
@FunctionalInterface
public interface EventChoice {
    /**
     * Whether to keep the event; it is valid during the call only.
     *
     * @param number as {@code evt.num} counts
     */
    boolean chooses(EventContext event, long number);
}
