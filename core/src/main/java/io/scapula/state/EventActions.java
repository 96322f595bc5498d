package io.scapula.state;

import io.scapula.format.event.EventCategory;
import io.scapula.format.event.EventFlag;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The {@link EventAction} of every event code, resolved once. */
final class EventActions {
    private static final Map<String, EventAction> OF_EXITS = exits();
    private static final Set<String> ENTERS_WITH_PATH =
            Set.of("open", "openat", "openat2", "creat", "execve", "execveat");

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

    private static Map<String, EventAction> exits() {
        Map<String, EventAction> actions = new HashMap<>();
        actions.put("clone", EventAction.CLONE);
        actions.put("clone3", EventAction.CLONE);
        actions.put("fork", EventAction.CLONE);
        actions.put("vfork", EventAction.VFORK);
        actions.put("execve", EventAction.EXECVE);
        actions.put("execveat", EventAction.EXECVE);
        Identity.EVENTS.forEach(name -> actions.put(name, EventAction.IDENTITY));
        Resources.MEMORY_EVENTS.forEach(name -> actions.put(name, EventAction.MEMORY));
        Resources.LIMIT_EVENTS.forEach(name -> actions.put(name, EventAction.LIMIT));
        Descriptors.OPENING_EVENTS.forEach(name -> actions.put(name, EventAction.OPEN));
        Descriptors.OTHER_EVENTS.forEach(name -> actions.put(name, EventAction.DESCRIPTOR));
        actions.put("close", EventAction.CLOSE);
        Sockets.EVENTS.forEach(name -> actions.put(name, EventAction.SOCKET));
        Sockets.SENDING_EVENTS.forEach(name -> actions.put(name, EventAction.SEND));
        Sockets.RECEIVING_EVENTS.forEach(name -> actions.put(name, EventAction.RECEIVE));
        return actions;
    }

    private static EventAction actionOf(EventType type) {
        boolean threadless = type.has(EventCategory.METAEVENT)
                || type.has(EventCategory.PLUGIN)
                || type.has(EventCategory.ITER)
                || type.has(EventFlag.UNUSED);
        if (type.name().equals("procinfo")) {
            return EventAction.LOOK_UP;
        }
        if (threadless) {
            return EventAction.NO_THREAD;
        }
        if (type.name().equals("switch")) {
            return EventAction.SWITCH;
        }
        if (type.name().equals("procexit")) {
            return EventAction.EXIT;
        }
        if (!type.isExit()) {
            return actionOfEnter(type);
        }
        EventAction action = OF_EXITS.get(type.name());
        if (action != null) {
            return action;
        }
        boolean moves = type.has(EventFlag.READS_FROM_FD) || type.has(EventFlag.WRITES_TO_FD);
        return moves ? EventAction.READ_OR_WRITE : EventAction.SEEN;
    }

    private static EventAction actionOfEnter(EventType type) {
        if (type.name().equals("connect")) {
            return EventAction.ENTER_WITH_ADDRESS;
        }
        boolean hasPath =
                ENTERS_WITH_PATH.contains(type.name()) && !type.parameters().isEmpty();
        return hasPath ? EventAction.ENTER_WITH_PATH : EventAction.SEEN;
    }
}
