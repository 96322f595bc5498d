package io.scapula.state;

import io.scapula.format.event.EventCategory;
import io.scapula.format.event.EventFlag;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import java.util.Map;

/** The {@link EventAction} of every event code, resolved once. */
final class EventActions {
    private static final Map<String, EventAction> OF_EXITS = Map.of(
            "clone", EventAction.CLONE,
            "clone3", EventAction.CLONE,
            "fork", EventAction.CLONE,
            "vfork", EventAction.VFORK,
            "execve", EventAction.EXECVE,
            "execveat", EventAction.EXECVE);

    private final EventAction[] actions;

    EventActions() {
        EventTable table = EventTable.current();
        actions = new EventAction[table.size()];
        for (EventType type : table.all()) {
            actions[type.code()] = actionOf(type);
        }
    }

    EventAction of(int code) {
        return code < actions.length ? actions[code] : EventAction.LOOK_UP;
    }

    private static EventAction actionOf(EventType type) {
        boolean threadless = type.has(EventCategory.METAEVENT)
                || type.has(EventCategory.PLUGIN)
                || type.has(EventCategory.ITER)
                || type.has(EventFlag.UNUSED);
        if (threadless) {
            return EventAction.NO_THREAD;
        }
        if (type.name().equals("procinfo") || type.name().equals("switch")) {
            return EventAction.LOOK_UP;
        }
        if (type.name().equals("procexit")) {
            return EventAction.EXIT;
        }
        if (!type.isExit()) {
            return EventAction.SEEN;
        }
        EventAction action = OF_EXITS.get(type.name());
        if (action != null) {
            return action;
        }
        return Identity.EVENTS.contains(type.name()) ? EventAction.IDENTITY : EventAction.SEEN;
    }
}
