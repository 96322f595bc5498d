package io.scapula.format;

import io.scapula.format.event.EventCategory;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventTypeSet;

/**
 * Tells the events that sysdig prints from those it only counts: events that update state, events that the recorder made
 * up for its own use, and the container events that a section begins with, which say what was there before.
 *
 * <p>Feed it every recorded event in order. For one thread.
 */
public final class ShownEvents {
    private static final EventTypeSet CONTAINERS = EventTable.current().entersOf("container");
    private static final EventTypeSet SHOWABLE = EventTable.current().where(type -> !type.has(EventCategory.INTERNAL));

    private boolean atStart = true;

    /** What comes next are the first events of another section. */
    public void startSection() {
        atStart = true;
    }

    /** Whether the next event is one to show; one with an unknown code is not. */
    public boolean shows(EventView event) {
        int code = event.typeCode();
        atStart = atStart && CONTAINERS.contains(code);
        return !atStart && SHOWABLE.contains(code) && !event.isStateOnly();
    }
}
