package io.scapula.analyzers.session;

import io.scapula.CapturedEvent;
import io.scapula.history.CaptureHistory;
import java.util.List;
import java.util.Set;

/**
 * Finds the sessions of a capture: shown its events once, in order, then asked. Analyzers that need sessions hold one of
 * these and pass on what they are shown.
 */
public final class SessionFinder {
    /** Types of the events to be shown. */
    public Set<String> eventTypes() {
        return Set.of("accept", "accept4", "connect", "dup", "dup2", "dup3", "setns");
    }

    /** Looks at an event of one of the types. */
    public void event(CapturedEvent event) {}

    /** The sessions, after the last event. */
    public Sessions finish(CaptureHistory history) {
        return new Sessions(List.of(), new Memberships());
    }
}
