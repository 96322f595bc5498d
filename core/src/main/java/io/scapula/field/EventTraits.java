package io.scapula.field;

import io.scapula.event.EventContext;
import io.scapula.format.EventView;
import io.scapula.format.event.EventCategory;
import io.scapula.format.event.EventFlag;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import io.scapula.format.event.EventTypeSet;
import java.util.Arrays;

/** What fields need to know of an event and depends on its type alone: looked up in arrays by event code. */
final class EventTraits {
    static final EventTypeSet EXITS = where(EventType::isExit);
    static final EventTypeSet CREATES_FD = where(type -> type.has(EventFlag.CREATES_FD));
    static final EventTypeSet READS = where(type -> type.has(EventFlag.READS_FROM_FD));
    static final EventTypeSet WRITES = where(type -> type.has(EventFlag.WRITES_TO_FD));
    static final EventTypeSet WAITS = where(type -> type.has(EventFlag.WAITS));
    static final EventTypeSet INTERNAL = where(type -> type.has(EventCategory.INTERNAL));
    static final EventTypeSet MEMORY = where(type -> type.has(EventCategory.MEMORY));
    static final EventTypeSet IO_READ = where(type -> type.has(EventCategory.IO_READ));
    static final EventTypeSet IO_WRITE = where(type -> type.has(EventCategory.IO_WRITE));

    /** Input, output and what else is done with descriptors of any kind. */
    static final EventTypeSet IO = where(type ->
            type.has(EventCategory.IO_READ) || type.has(EventCategory.IO_WRITE) || type.has(EventCategory.IO_OTHER));

    private static final EventTypeSet MAPS_MEMORY =
            where(type -> type.name().equals("mmap") || type.name().equals("mmap2"));

    private EventTraits() {}

    /** Codes whose row of the event table passes the test. */
    static EventTypeSet where(java.util.function.Predicate<EventType> test) {
        return EventTable.current().where(test);
    }

    /** The index of a parameter in each event type, by event code; -1 where there is none of this name. */
    static int[] indexesOf(String parameter) {
        EventTable table = EventTable.current();
        int[] indexes = new int[table.size()];
        table.all().forEach(type -> indexes[type.code()] = type.indexOf(parameter));
        return indexes;
    }

    /** What {@link #indexesOf} gave for an event's code, which may be unknown. */
    static int at(int[] indexes, EventView event) {
        int code = event.typeCode();
        return code < indexes.length ? indexes[code] : -1;
    }

    /** The event with everything that is known of it: in the current schema if that has it. */
    static EventView complete(EventContext event) {
        EventView unified = event.unified();
        return unified == null ? event.event() : unified;
    }

    /** Whether the event is about a descriptor, known or not. An anonymous mapping is not. */
    static boolean isAboutFd(EventContext event) {
        return event.concernsFd()
                && event.thread() != null
                && !(event.fdNumber() < 0 && MAPS_MEMORY.contains(event.event().typeCode()));
    }

    static boolean isExit(EventContext event) {
        return EXITS.contains(event.event().typeCode());
    }

    /** The categories of each event type as {@code evt.category} names them; {@code null} where the descriptor decides. */
    static String[] categories() {
        EventTable table = EventTable.current();
        String[] names = new String[table.size()];
        Arrays.fill(names, "unknown");
        table.all().forEach(type -> names[type.code()] = EventCategories.nameOf(type));
        return names;
    }
}
