package io.scapula.analyzers.container.cause;

import java.util.List;

/**
 * A cause that a finder thinks possible.
 *
 * @param cause      one of the documented set
 * @param confidence from 0 to 1; 0.8 and more means "I would say so in an incident channel"
 * @param reason     a clause that goes on after "because"
 * @param evidence   numbers of the events that show it, the most telling last
 */
public record Suspicion(String cause, double confidence, String reason, List<Long> evidence) {
    public Suspicion {
        evidence = List.copyOf(evidence);
    }

    /** The last event that shows it, 0 if none does. */
    long lastEvent() {
        return evidence.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    Suspicion with(double otherConfidence) {
        return new Suspicion(cause, otherConfidence, reason, evidence);
    }
}
