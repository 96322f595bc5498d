package io.scapula.slice;

import io.scapula.event.EventContext;
import io.scapula.event.EventResults;
import io.scapula.format.EventView;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import io.scapula.format.event.EventTypeSet;
import io.scapula.state.ThreadVersion;
import org.jspecify.annotations.Nullable;

/** Finds the target of a signal that an event tells of: what others do to a process belongs to its story. */
final class SentSignals {
    private static final EventTypeSet KILLS = EventTable.current().exitsOf("kill");
    private static final EventTypeSet THREAD_KILLS = EventTable.current()
            .where(type ->
                    type.isExit() && (type.name().equals("tkill") || type.name().equals("tgkill")));

    private SentSignals() {}

    /** The thread that the event sent a signal to; {@code null} if it sent none, or to several, or nobody knows whom. */
    static @Nullable ThreadVersion target(EventContext event) {
        EventView call = event.unified();
        EventType type = call == null ? null : call.type();
        ThreadVersion sender = event.thread();
        if (call == null || type == null || sender == null || sender.isInPidNamespace()) {
            return null;
        }
        String parameter = KILLS.contains(type.code()) ? "pid" : THREAD_KILLS.contains(type.code()) ? "tid" : "";
        if (parameter.isEmpty() || EventResults.of(call) < 0) {
            return null;
        }
        long target = call.integer(type.indexOf(parameter), 0);
        return target <= 0 ? null : event.state().thread(target);
    }
}
