package io.scapula.slice;

import io.scapula.event.EventContext;
import io.scapula.format.EventView;
import io.scapula.format.event.EventType;
import org.jspecify.annotations.Nullable;

/** Events that tell of users and groups that came or went. */
final class UserEvents {
    /** What no container has for its id. */
    private static final String NONE = "\0";

    private static final long NO_ID = -1;

    /** Of whom an event tells. */
    record Told(String containerId, long id, boolean group) {}

    private UserEvents() {}

    /** Of whom the event tells; {@code null} if it is another event. */
    static @Nullable Told told(EventView event) {
        EventType type = event.type();
        if (type == null) {
            return null;
        }
        return switch (type.name()) {
            case "useradded", "userdeleted" ->
                new Told(text(event, type.indexOf("container_id")), event.integer(type.indexOf("uid"), NO_ID), false);
            case "groupadded", "groupdeleted" ->
                new Told(text(event, type.indexOf("container_id")), event.integer(type.indexOf("gid"), NO_ID), true);
            default -> null;
        };
    }

    /** The container whose user the event tells of, empty for the host; an id that no container has for other events. */
    static String containerId(EventContext event) {
        Told told = told(event.recorded());
        return told == null ? NONE : told.containerId;
    }

    private static String text(EventView event, int index) {
        String text = index < 0 ? null : event.text(index);
        return text == null ? "" : text;
    }
}
