package io.scapula.analysis;

import io.scapula.CapturedEvent;
import io.scapula.history.CaptureHistory;
import io.scapula.table.Table;
import java.util.Set;

/**
 * One question to one capture while it is being answered: is shown the events that it asks for, then answers. Made anew by
 * {@link Analyzer#begin} for each capture, so it may remember whatever it likes. Several run side by side over one pass.
 *
 * <p>An analyzer that needs no events, only what the history holds, is a lambda: {@code history -> table}.
 */
@FunctionalInterface
public interface Analysis {
    /**
     * Types of the events to be shown, as {@code evt.type} names them: {@code openat}, {@code read}. The same names must be
     * returned each time.
     */
    default Set<String> eventTypes() {
        return Set.of();
    }

    /**
     * Looks at an event of one of the {@linkplain #eventTypes() types}. They come in the order of the recording, and only
     * those that the current schema has: exit events with all parameters ({@link CapturedEvent#unified()}), whatever the
     * capture's age; no enter events that these make superfluous. The state is as the event left it.
     *
     * <p>What can be read of an event is its fields, its thread, descriptor and container, and the processes above it. Other
     * processes' descriptors are not at hand.
     *
     * @param event valid during the call only
     */
    default void event(CapturedEvent event) {}

    /**
     * Answers, after the last event.
     *
     * @param history what ran over the whole capture
     * @return one row for each finding, in a defined order, each with the numbers of the events that show it
     */
    Table answer(CaptureHistory history);
}
