package io.scapula.field;

import io.scapula.event.EventContext;
import io.scapula.format.EventView;
import io.scapula.format.event.EventTypeSet;
import io.scapula.format.event.FlagTable;
import io.scapula.format.event.FlagTables;
import java.util.Set;

/** What a program wanted of a file that it opened. False for every event that opens none. */
final class OpenFields {
    private static final Set<String> NAMES = Set.of("open", "creat", "openat", "openat2", "open_by_handle_at");
    private static final EventTypeSet OPENS = EventTraits.where(type -> type.isExit() && NAMES.contains(type.name()));
    private static final EventTypeSet CREATS =
            EventTraits.where(type -> type.isExit() && type.name().equals("creat"));
    private static final int[] FLAGS = EventTraits.indexesOf("flags");
    private static final int[] MODES = EventTraits.indexesOf("mode");

    private static final long READ = flag("O_RDONLY");
    private static final long WRITE = flag("O_WRONLY");
    private static final long CREATE = flag("O_CREAT");
    private static final long TEMPORARY = flag("O_TMPFILE");
    private static final long CREATED = flag("O_F_CREATED");
    private static final long ANY_EXECUTE_BIT = 0111;

    private OpenFields() {}

    static void addTo(ReaderTable readers) {
        readers.put("evt.is_open_read", (event, value) -> value.add((flags(event) & READ) != 0));
        readers.put("evt.is_open_write", (event, value) -> value.add((flags(event) & WRITE) != 0));
        readers.put("evt.is_open_exec", (event, value) -> value.add(makesProgram(event)));
        readers.put("evt.is_open_create", (event, value) -> value.add(hasCreated(event)));
    }

    private static long flag(String name) {
        FlagTable table = FlagTables.current().get("file_flags");
        return table.entries().stream()
                .filter(entry -> entry.name().equals(name))
                .mapToLong(FlagTable.Entry::value)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("file_flags lacks " + name));
    }

    private static long flags(EventContext event) {
        EventView view = EventTraits.complete(event);
        if (!OPENS.contains(view.typeCode())) {
            return 0;
        }
        int index = EventTraits.at(FLAGS, view);
        return index < 0 ? 0 : view.integer(index, 0);
    }

    private static boolean isCreat(EventContext event) {
        return CREATS.contains(EventTraits.complete(event).typeCode());
    }

    private static boolean makesProgram(EventContext event) {
        boolean creates = (flags(event) & (CREATE | TEMPORARY)) != 0 || isCreat(event);
        if (!creates) {
            return false;
        }
        EventView view = EventTraits.complete(event);
        int index = EventTraits.at(MODES, view);
        return index >= 0 && (view.integer(index, 0) & ANY_EXECUTE_BIT) != 0;
    }

    private static boolean hasCreated(EventContext event) {
        long flags = flags(event);
        return (flags & CREATED) != 0 || ((flags & TEMPORARY) != 0 && event.result() >= 0);
    }
}
