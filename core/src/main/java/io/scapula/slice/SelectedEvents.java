package io.scapula.slice;

import io.scapula.event.EventContext;
import io.scapula.field.Fields;
import io.scapula.field.Reads;
import io.scapula.filter.Filter;
import io.scapula.state.ContainerVersion;
import io.scapula.state.ThreadVersion;
import io.scapula.text.DisplayOptions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says of one event after the other whether a selection has it. */
final class SelectedEvents {
    private final @Nullable Filter filter;
    private final boolean comparesEvents;
    private final @Nullable Set<String> containerIds;
    private final @Nullable SliceTime from;
    private final @Nullable SliceTime to;
    private final @Nullable EventChoice choice;

    /**
     * Compiles the selection.
     *
     * @param containerIds of the containers that are asked for, {@code null} for all
     * @throws io.scapula.filter.FilterException if the filter makes no sense
     */
    SelectedEvents(SliceSelection selection, @Nullable Set<String> containerIds) {
        String text = selection.filterText();
        filter = text == null || text.isBlank() ? null : Filter.compile(text, new Fields(DisplayOptions.DEFAULT));
        comparesEvents = filter != null && filter.shape().reads() == Reads.PAST;
        this.containerIds = containerIds;
        from = selection.from();
        to = selection.to();
        choice = selection.choice();
    }

    /** Whether the slice keeps the event; to be asked about every event in order. */
    boolean contain(EventContext event) {
        // A filter that compares events with those before must see them all.
        if (comparesEvents && !passesFilter(event)) {
            return false;
        }
        return isInTime(event)
                && isInContainer(event)
                && (comparesEvents || passesFilter(event))
                && (choice == null || choice.chooses(event, event.recorded().number()));
    }

    private boolean passesFilter(EventContext event) {
        return filter == null || filter.matches(event);
    }

    private boolean isInTime(EventContext event) {
        long nanos = event.recorded().timestampNanos();
        long start = event.captureStartNanos();
        return (from == null || nanos >= from.nanosIn(start)) && (to == null || nanos < to.nanosIn(start));
    }

    private static boolean isSignalTo(Set<String> wanted, EventContext event) {
        ThreadVersion target = SentSignals.target(event);
        return target != null && wanted.contains(target.containerId());
    }

    /** Whether the event's thread is outside the containers that are asked for, and sent a signal to one inside. */
    boolean isFromOutside(EventContext event) {
        Set<String> wanted = containerIds;
        ThreadVersion thread = event.thread();
        return wanted != null && thread != null && !wanted.contains(thread.containerId());
    }

    private boolean isInContainer(EventContext event) {
        Set<String> wanted = containerIds;
        if (wanted == null) {
            return true;
        }
        ThreadVersion thread = event.thread();
        if (thread != null) {
            return wanted.contains(thread.containerId()) || isSignalTo(wanted, event);
        }
        ContainerVersion described = event.container();
        return described != null ? wanted.contains(described.id()) : wanted.contains(UserEvents.containerId(event));
    }
}
