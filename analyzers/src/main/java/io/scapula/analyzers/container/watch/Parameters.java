package io.scapula.analyzers.container.watch;

import io.scapula.format.EventView;
import io.scapula.format.event.EventType;
import org.jspecify.annotations.Nullable;

/** Reads an event's parameters by name, whatever the event's place for them. */
final class Parameters {
    private static final byte[] NONE = {};

    private Parameters() {}

    private static int index(EventView event, String name) {
        EventType type = event.type();
        return type == null ? -1 : type.indexOf(name);
    }

    static @Nullable String text(EventView event, String name) {
        int index = index(event, name);
        return index < 0 ? null : event.text(index);
    }

    static long integer(EventView event, String name, long absent) {
        int index = index(event, name);
        return index < 0 ? absent : event.integer(index, absent);
    }

    static byte[] bytes(EventView event, String name) {
        int index = index(event, name);
        return index < 0 ? NONE : event.bytes(index);
    }
}
