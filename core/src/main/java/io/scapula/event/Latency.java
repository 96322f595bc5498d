package io.scapula.event;

import io.scapula.format.event.EventCategory;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import io.scapula.format.event.EventTypeSet;

/** How long calls took, by the type of the event: from a recorded enter event to the exit event that belongs to it. */
public enum Latency {
    /** Events that the recorder made up have none. */
    NONE,
    /** That of enter events is 0. */
    ZERO,
    /** That of exit events is counted from the enter event, if that is known. */
    SINCE_ENTER;

    private static final EventTypeSet EXITS = EventTable.current().where(EventType::isExit);
    private static final EventTypeSet INTERNAL = EventTable.current().where(type -> type.has(EventCategory.INTERNAL));

    /** That of events of a type that belong to a thread; others have none. */
    public static Latency of(int typeCode) {
        if (INTERNAL.contains(typeCode)) {
            return NONE;
        }
        return EXITS.contains(typeCode) ? SINCE_ENTER : ZERO;
    }

    /** The time between the events. Clocks of two processors may differ a little; nothing takes less than no time. */
    public static long between(long enterNanos, long exitNanos) {
        return Math.max(0, exitNanos - enterNanos);
    }
}
