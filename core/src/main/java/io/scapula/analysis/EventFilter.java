package io.scapula.analysis;

import io.scapula.CapturedEvent;
import io.scapula.field.Fields;
import io.scapula.field.Reads;
import io.scapula.filter.Filter;
import io.scapula.text.DisplayOptions;
import org.jspecify.annotations.Nullable;

/** Chooses rows by their events: a filter of sysdig and Falco, such as {@code container.name = web}. For one thread. */
public final class EventFilter {
    /** Chooses every row. */
    public static final EventFilter EVERYTHING = new EventFilter(null);

    private final @Nullable Filter filter;

    private EventFilter(@Nullable Filter filter) {
        this.filter = filter;
    }

    /**
     * Compiles a filter.
     *
     * @throws io.scapula.filter.FilterException if it makes no sense; the message names the place
     * @throws IllegalArgumentException          if it has a field that depends on events which an analysis is not shown
     */
    public static EventFilter compile(String text) {
        if (text.isBlank()) {
            return EVERYTHING;
        }
        Filter filter = Filter.compile(text, new Fields(DisplayOptions.DEFAULT));
        if (filter.shape().reads() == Reads.PAST) {
            throw new IllegalArgumentException("the filter '" + text
                    + "' compares each event with the one before (such as evt.deltatime), which makes no sense here");
        }
        return new EventFilter(filter);
    }

    /** Whether it chooses the event. */
    public boolean matches(CapturedEvent event) {
        return filter == null || event.matches(filter);
    }

    /** Whether it chooses all. */
    public boolean isEverything() {
        return filter == null;
    }
}
