package io.scapula;

import io.scapula.event.EventReplay;
import io.scapula.field.Fields;
import io.scapula.filter.Filter;
import io.scapula.format.CaptureReader;
import io.scapula.text.DisplayOptions;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events of a capture that a filter selects, in the order of the recording. Every question replays the capture from
 * its start and keeps nothing, so it needs little memory whatever the capture's size.
 *
 * <pre>{@code
 * capture.events("evt.type = openat and fd.name startswith /etc")
 *         .forEach(event -> System.out.println(event.time() + " " + event.field("proc.name")));
 * }</pre>
 */
public final class Events {
    /** Opens the capture once more. */
    @FunctionalInterface
    interface Source {
        CaptureReader open() throws IOException;
    }

    private final Source source;
    private final EventReplay.Options options;
    private final Fields fields = new Fields(DisplayOptions.DEFAULT);
    private final @Nullable String filter;

    Events(Source source, EventReplay.Options options, @Nullable String filter) {
        this.source = source;
        this.options = options;
        this.filter = filter;
        if (filter != null) {
            Filter.compile(filter, fields); // tells what is wrong with it before anything is read
        }
    }

    /** The same events in the current schema: exit events with all parameters, superfluous enter events left out. */
    public Events inCurrentSchema() {
        return new Events(source, options.inCurrentSchema(), filter);
    }

    /**
     * Shows every selected event.
     *
     * @param action gets an event that is valid during the call only
     * @throws IOException if the capture cannot be read
     */
    public void forEach(Consumer<? super CapturedEvent> action) throws IOException {
        // A filter may remember the event before: a new one for every pass.
        Filter selecting = filter == null ? null : Filter.compile(filter, fields);
        try (EventReplay replay = EventReplay.open(source.open(), options)) {
            CapturedEvent event = new CapturedEvent(replay.event(), () -> fields);
            while (replay.advance()) {
                if (selecting == null || selecting.matches(replay.event())) {
                    action.accept(event);
                }
            }
        }
    }

    /** How many there are. */
    public long count() throws IOException {
        long[] count = {0};
        forEach(event -> count[0]++);
        return count[0];
    }
}
