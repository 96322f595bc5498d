package io.scapula.format;

import io.scapula.format.event.ConversionRule;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * Brings recorded events to the current schema, one after the other.
 *
 * <p>Old recorders wrote an enter and an exit event for a system call and put most arguments into the enter event;
 * current ones write only exit events, complete in themselves. The unifier completes an old exit event from its enter
 * event, and turns superseded event codes into today's. It follows the published rules with one difference: what an exit
 * lacks because its enter event was not recorded stays absent, where the rules would put 0 and so claim descriptor 0.
 *
 * <p>Feed it every event in order. For one thread.
 */
public final class EventUnifier {
    private final EventTable table = EventTable.current();
    private final @Nullable Conversion[][] conversions = new @Nullable Conversion[table.size()][];
    private final PendingEnters pending;
    private final UnifiedEvent converted = new UnifiedEvent();
    private long enterNumber;

    /** Starts with no enter event remembered; of the limits, the number of pending enters counts. */
    public EventUnifier(ReadLimits limits) {
        pending = new PendingEnters(limits.maxPendingEnters());
    }

    /** Forgets all enter events: a new section is another recording. */
    public void startSection() {
        pending.clear();
    }

    /**
     * Shows the event in the current schema.
     *
     * @param recorded the next event as recorded
     * @return the same view if it is current already, or a view that is valid until the next call, or {@code null} if the
     *     current schema has no such event: enter events whose parameters the exit events carry today
     */
    public @Nullable EventView unify(EventView recorded) {
        enterNumber = 0;
        EventType type = recorded.type();
        if (type == null) {
            return recorded;
        }
        Conversion conversion = conversion(type, recorded.parameterCount());
        if (conversion.remember()) {
            EventType shown = conversion.type();
            EventView view = shown != null && conversion.sources().length > 0
                    ? view(recorded, shown, conversion, null)
                    : recorded;
            pending.forThread(recorded.tid()).set(view, shown == null ? type.code() : shown.code());
            return conversion.outcome() == Conversion.Outcome.HIDE ? null : view;
        }
        // Its storage stays untouched until the next enter event is remembered.
        PendingEnter enter = type.isExit() ? pending.take(recorded.tid()) : null;
        EventType shown = conversion.type();
        return switch (conversion.outcome()) {
            case HIDE -> null;
            case PASS -> recorded;
            case CONVERT -> shown == null ? null : view(recorded, shown, conversion, enter);
        };
    }

    /** Number of the enter event that completed the last event; 0 if none did. */
    public long enterNumber() {
        return enterNumber;
    }

    private UnifiedEvent view(
            EventView recorded, EventType shown, Conversion conversion, @Nullable PendingEnter enter) {
        converted.set(recorded, shown, conversion, enter);
        enterNumber = enter == null ? 0 : enter.number();
        return converted;
    }

    private Conversion conversion(EventType type, int count) {
        @Nullable Conversion[] byCount = conversions[type.code()];
        if (byCount == null || byCount.length <= count) {
            byCount =
                    byCount == null ? new @Nullable Conversion[count + 1] : java.util.Arrays.copyOf(byCount, count + 1);
            conversions[type.code()] = byCount;
        }
        Conversion conversion = byCount[count];
        if (conversion == null) {
            conversion = Conversion.resolve(table, ConversionRule.all(), type, count);
            byCount[count] = conversion;
        }
        return conversion;
    }
}
