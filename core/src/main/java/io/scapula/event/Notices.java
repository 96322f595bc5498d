package io.scapula.event;

import io.scapula.format.event.EventCategory;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventTypeSet;

/** Notices of the recorder, which have no time of their own: the recording starts with the first other event. */
public final class Notices {
    /** Their codes. */
    public static final EventTypeSet ALL = EventTable.current()
            .where(type -> (type.has(EventCategory.METAEVENT) && !type.name().equals("procinfo")) || type.unused());

    private Notices() {}
}
