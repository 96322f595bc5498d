package io.scapula.analyzers.session;

import io.scapula.CapturedEvent;
import io.scapula.history.CaptureHistory;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the sessions of a capture: shown its events once, in order, then asked. Analyzers that need sessions hold one of
 * these and pass on what they are shown.
 */
public final class SessionFinder {
    private final NetworkFacts network = new NetworkFacts();
    private final NamespaceFacts namespaces = new NamespaceFacts();
    private final LoginFacts logins = new LoginFacts();

    /** Types of the events to be shown. */
    public Set<String> eventTypes() {
        return Stream.of(NetworkFacts.EVENT_TYPES, NamespaceFacts.EVENT_TYPES, LoginFacts.EVENT_TYPES)
                .flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Looks at an event; one of another type is ignored. */
    public void event(CapturedEvent event) {
        String type = event.context().typeName();
        if (NetworkFacts.EVENT_TYPES.contains(type)) {
            network.event(event);
        } else if (NamespaceFacts.EVENT_TYPES.contains(type)) {
            namespaces.event(event);
        } else if (LoginFacts.EVENT_TYPES.contains(type)) {
            logins.event(event);
        }
    }

    /** The sessions, after the last event. */
    public Sessions finish(CaptureHistory history) {
        return new SessionBuilder(history, network, namespaces, logins).build();
    }
}
