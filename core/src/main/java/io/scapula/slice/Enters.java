package io.scapula.slice;

import io.scapula.format.EventView;
import io.scapula.format.event.EventCategory;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import io.scapula.format.event.EventTypeSet;
import java.util.HashMap;
import java.util.Map;

/** Finds the enter event that an exit event completes, in captures of recorders that write both. */
final class Enters {
    private static final EventTypeSet EXITS = EventTable.current().where(EventType::isExit);
    private static final EventTypeSet ENTERS =
            EventTable.current().where(type -> !type.isExit() && type.has(EventCategory.SYSCALL));
    private static final EventTypeSet EXECVE_EXITS = EventTable.current().exitsOf("execve");
    private static final EventTypeSet EXECVEAT_ENTERS = EventTable.current().entersOf("execveat");

    private record Enter(int code, long position) {}

    private final Map<Long, Enter> last = new HashMap<>();

    void clear() {
        last.clear();
    }

    void recorded(EventView event, long position) {
        int code = event.typeCode();
        if (ENTERS.contains(code)) {
            last.put(event.tid(), new Enter(code, position));
        }
    }

    /** The position of the enter event that belongs to an exit event; 0 if there is none. */
    long completedBy(EventView exit) {
        int code = exit.typeCode();
        Enter enter = EXITS.contains(code) ? last.remove(exit.tid()) : null;
        if (enter == null) {
            return 0;
        }
        boolean ofExecve = EXECVE_EXITS.contains(code) && EXECVEAT_ENTERS.contains(enter.code);
        return enter.code + 1 == code || ofExecve ? enter.position : 0;
    }
}
