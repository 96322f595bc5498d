package io.scapula.field;

import io.scapula.event.EventContext;

/**
 * The numbers of an event that fields show as they are. A comparison of one of them needs nothing else of the event, so
 * that it can be made wherever the number is kept.
 */
public enum EventNumber implements FieldReader {
    /** As {@link io.scapula.format.EventView#number()}. */
    NUMBER,
    /** As {@link io.scapula.format.EventView#cpu()}. */
    CPU,
    /** As {@link io.scapula.format.EventView#timestampNanos()}. */
    TIME,
    /** Nanoseconds since the first event of the capture. */
    TIME_SINCE_START,
    /** As {@link io.scapula.event.Latency} says; missing where the enter event is not known. */
    LATENCY,
    /** What the call returned; missing if there is no such thing. */
    RESULT,
    /** 1 if the call returned an error, otherwise 0. */
    FAILED;

    @Override
    public boolean read(EventContext event, FieldValue value) {
        return switch (this) {
            case NUMBER -> value.add(event.event().number());
            case CPU -> value.add(event.event().cpu());
            case TIME -> value.add(event.event().timestampNanos());
            case TIME_SINCE_START -> value.add(event.event().timestampNanos() - event.captureStartNanos());
            case LATENCY -> {
                long latency = LatencyFields.latency(event);
                yield latency >= 0 && value.add(latency);
            }
            case RESULT -> event.hasResult() && value.add(event.result());
            case FAILED -> value.add(event.result() < 0);
        };
    }
}
