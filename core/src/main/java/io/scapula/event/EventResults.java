package io.scapula.event;

import io.scapula.format.EventView;
import io.scapula.format.event.EventFlag;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import java.util.Arrays;

/** Where exit events tell what the call returned: the parameter {@code res}, or the descriptor that was made. */
public final class EventResults {
    private static final int[] PARAMETERS = parameters();

    private EventResults() {}

    private static int[] parameters() {
        EventTable table = EventTable.current();
        int[] parameters = new int[table.size()];
        Arrays.fill(parameters, -1);
        for (EventType type : table.all()) {
            if (type.isExit()) {
                int result = type.indexOf("res");
                boolean createsFd = type.has(EventFlag.CREATES_FD);
                parameters[type.code()] = result < 0 && createsFd ? type.indexOf("fd") : result;
            }
        }
        return parameters;
    }

    /** The index of the result among the parameters of an event; -1 if it has none. */
    private static int parameter(EventView event) {
        int code = event.typeCode();
        return code < PARAMETERS.length ? PARAMETERS[code] : -1;
    }

    static boolean has(EventContext event) {
        return has(complete(event));
    }

    static long of(EventContext event) {
        return of(complete(event));
    }

    /** Whether the event, in the current schema if that has it, has a result. */
    public static boolean has(EventView event) {
        int parameter = parameter(event);
        return parameter >= 0 && event.has(parameter);
    }

    /** The result of the event, in the current schema if that has it; 0 if it has none. */
    public static long of(EventView event) {
        int parameter = parameter(event);
        return parameter < 0 ? 0 : event.integer(parameter, 0);
    }

    private static EventView complete(EventContext event) {
        EventView unified = event.unified();
        return unified == null ? event.event() : unified;
    }
}
