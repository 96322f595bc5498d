package io.scapula.format;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Moves over the events of a capture in the current schema: today's recorders might have written them. Enter events whose
 * parameters the exit events carry are left out; the numbers stay those of the recorded events.
 *
 * <p>For one thread. What {@link #event()} shows is valid until the next {@link #advance()}.
 *
 * @see EventUnifier
 */
public final class UnifiedCursor {
    private final EventCursor recorded;
    private final EventUnifier unifier;
    private @Nullable EventView event;

    UnifiedCursor(EventCursor recorded, EventUnifier unifier) {
        this.recorded = recorded;
        this.unifier = unifier;
    }

    /**
     * Moves to the next event that the current schema has.
     *
     * @return false at the end of the capture
     * @throws IOException as {@link EventCursor#advance()}
     */
    public boolean advance() throws IOException {
        while (recorded.advance()) {
            event = unifier.unify(recorded);
            if (event != null) {
                return true;
            }
        }
        event = null;
        return false;
    }

    /**
     * The event in the current schema.
     *
     * @throws IllegalStateException before the first or after the last event
     */
    public EventView event() {
        EventView view = event;
        if (view == null) {
            throw new IllegalStateException("there is no event before the first advance() or after the last");
        }
        return view;
    }

    /** The event that {@link #event()} was made from, as it was recorded. */
    public EventCursor recorded() {
        return recorded;
    }
}
