package io.scapula.event;

import io.scapula.format.CaptureReader;
import io.scapula.format.EventCursor;
import io.scapula.format.EventUnifier;
import io.scapula.format.EventView;
import io.scapula.format.ReadLimits;
import io.scapula.format.ShownEvents;
import io.scapula.format.block.SectionHeader;
import io.scapula.state.StateEngine;
import io.scapula.state.StateLimits;
import java.io.Closeable;
import java.io.IOException;

/**
 * Moves over the events that sysdig would print, one after the other, with the state that each of them left. Nothing is
 * kept of what is past, so a capture of any size needs the memory of its state alone.
 *
 * <pre>{@code
 * try (EventReplay replay = EventReplay.open(CaptureReader.open(path), EventReplay.Options.DEFAULT)) {
 *     while (replay.advance()) {
 *         EventContext event = replay.event();
 *         System.out.println(event.event().number() + " " + event.thread());
 *     }
 * }
 * }</pre>
 *
 * <p>For one thread.
 */
public final class EventReplay implements Closeable {
    /**
     * How to replay.
     *
     * @param unified whether events are shown in the current schema: exit events with all parameters, without the enter
     *                events that are then superfluous; as recorded otherwise
     * @param reading what a capture may claim of the reader
     * @param state   what it may claim of the state
     */
    public record Options(boolean unified, ReadLimits reading, StateLimits state) {
        /** As recorded, with safe limits. */
        public static final Options DEFAULT = new Options(false, ReadLimits.DEFAULT, StateLimits.DEFAULT);

        /** The same in the current schema. */
        public Options inCurrentSchema() {
            return new Options(true, reading, state);
        }
    }

    private final CaptureReader reader;
    private final ReplayListener listener;
    private final EventCursor cursor;
    private final EventUnifier unifier;
    private final StateEngine state;
    private final ShownEvents shown = new ShownEvents();
    private final ReplayedEvent event;
    private final boolean unifiedView;
    private boolean started;

    private EventReplay(CaptureReader reader, Options options, ReplayListener listener) {
        this.reader = reader;
        this.listener = listener;
        this.unifiedView = options.unified();
        this.unifier = new EventUnifier(options.reading());
        this.state = new StateEngine(options.state(), listener);
        this.cursor = reader.events(block -> {
            listener.block(block);
            if (block instanceof SectionHeader) {
                unifier.startSection();
                shown.startSection();
            }
            state.apply(block);
        });
        this.event = new ReplayedEvent(state, cursor, unifiedView);
    }

    /** Starts before the first event; closing the replay closes the reader. */
    public static EventReplay open(CaptureReader reader, Options options) {
        return open(reader, options, new ReplayListener() {});
    }

    /** Starts before the first event, and tells the listener what it meets. */
    public static EventReplay open(CaptureReader reader, Options options, ReplayListener listener) {
        return new EventReplay(reader, options, listener);
    }

    /**
     * Moves to the next event that is shown.
     *
     * @return false at the end of the capture, be it the true end or damage; the reader's warnings tell which
     * @throws IOException as {@link EventCursor#advance()}
     */
    public boolean advance() throws IOException {
        while (cursor.advance()) {
            EventView unified = unifier.unify(cursor);
            listener.recorded(cursor);
            state.apply(unified == null ? cursor : unified);
            event.set(unified);
            if (!started && !Notices.ALL.contains(cursor.typeCode())) {
                started = true;
                event.captureStart(cursor.timestampNanos());
            }
            boolean isShown = shown.shows(cursor) && (unified != null || !unifiedView);
            listener.applied(event, isShown);
            if (isShown) {
                return true;
            }
        }
        state.finish();
        return false;
    }

    /** The event and its state, valid until the next {@link #advance()}. */
    public EventContext event() {
        return event;
    }

    /** For its warnings, statistics and progress. */
    public CaptureReader reader() {
        return reader;
    }

    /** The state as the last event left it. */
    public StateEngine state() {
        return state;
    }

    /** Whether a limit left something of the state out so far. */
    public boolean limitReached() {
        return state.limitReached();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
