package io.scapula.analyzers.container.cause;

import io.scapula.analysis.EventParameters;
import io.scapula.analyzers.container.cause.Death.Blamed;
import io.scapula.analyzers.container.watch.Conversation;
import java.util.ArrayList;
import java.util.List;

/** Connections that stood, and broke. */
final class LostConnections implements CauseFinder {
    private static final int DNS_PORT = 53;
    private static final List<String> WORDS = List.of(
            "connection",
            "reset",
            "broken pipe",
            "eof",
            "end of file",
            "closed",
            "lost",
            "disconnect",
            "hang up",
            "hung up",
            "terminated",
            "unexpectedly");

    @Override
    public List<Suspicion> find(Death death) {
        List<Suspicion> found = new ArrayList<>();
        for (Blamed blamed : death.blamedOrLast()) {
            for (Conversation conversation : blamed.trace().conversations()) {
                boolean candidate = conversation.wasConnected()
                        && conversation.isStream()
                        && conversation.port() != DNS_PORT
                        && conversation.port() != 0
                        && !conversation.spokeTlsInVain();
                if (candidate && isBroken(conversation)) {
                    found.add(weigh(death, blamed, conversation, true));
                } else if (candidate && conversation.endOfDataEvent() > death.startEvent()) {
                    found.add(weigh(death, blamed, conversation, false));
                }
            }
        }
        return found;
    }

    private static boolean isBroken(Conversation conversation) {
        int error = conversation.error();
        return error == Errors.ECONNRESET
                || error == Errors.EPIPE
                || error == Errors.ECONNABORTED
                || error == Errors.ETIMEDOUT;
    }

    private static Suspicion weigh(Death death, Blamed blamed, Conversation conversation, boolean broken) {
        long event = broken ? conversation.errorEvent() : conversation.endOfDataEvent();
        long nanos = broken ? conversation.errorNanos() : conversation.endOfDataNanos();
        boolean words =
                death.printedAfter(event).stream().anyMatch(output -> Errors.containsAny(output.searchable(), WORDS));
        double confidence = broken ? words ? 0.93 : 0.82 : words ? 0.84 : 0.4;
        boolean again = blamed.trace().conversations().stream()
                .anyMatch(other ->
                        other.peer().equals(conversation.peer()) && other.startEvent() > event && other.wasConnected());
        if (again) {
            confidence *= 0.4;
        }
        confidence *= blamed.weight() * Recency.weight(death.secondsToEnd(nanos));
        String how = broken
                ? "broke (" + conversation.errorCall() + ": " + EventParameters.errorName(conversation.error()) + ")"
                : "was closed by the peer";
        String after = conversation.received() > 0 ? " after " + conversation.received() + " bytes" : "";
        return new Suspicion(
                "lost_dependency",
                confidence,
                "its connection to " + conversation.peer() + " " + how + after,
                List.of(conversation.startEvent(), event));
    }
}
