package io.scapula.fuzz;

import io.scapula.format.CaptureReader;
import io.scapula.format.CaptureWarning;
import io.scapula.format.EventCursor;
import io.scapula.format.EventView;
import io.scapula.format.MalformedCaptureException;
import io.scapula.format.UnifiedCursor;
import io.scapula.format.UnsupportedCaptureException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a capture, in a form that can be compared: whichever way the same bytes are read, it is the same.
 *
 * @param events   all that the events show, as one number each
 * @param metadata the other blocks, as one number each
 * @param warnings what was wrong
 * @param refused  the kind of exception that ended the reading, {@code ""} if none did
 */
record Outcome(List<Long> events, List<Integer> metadata, List<String> warnings, String refused) {

    /**
     * Reads events as they were recorded, and sees to it that each lies where it says.
     *
     * @param capture the uncompressed bytes, {@code null} if they are not known
     */
    static Outcome recorded(Callable<CaptureReader> opening, byte @Nullable [] capture) throws Exception {
        Outcome outcome = new Outcome(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), "");
        try (CaptureReader reader = opening.call()) {
            EventCursor cursor = reader.events(block -> outcome.metadata.add(block.hashCode()));
            Order order = new Order();
            boolean ended = false;
            try {
                while (cursor.advance()) {
                    order.check(cursor, capture);
                    outcome.events.add(hash(cursor));
                }
                ended = true;
            } finally {
                outcome.takeWarnings(reader, ended);
            }
            return outcome;
        } catch (MalformedCaptureException | UnsupportedCaptureException e) {
            return outcome.refused(e);
        }
    }

    /** Reads events in the current schema. */
    static Outcome unified(Callable<CaptureReader> opening) throws Exception {
        Outcome outcome = new Outcome(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), "");
        try (CaptureReader reader = opening.call()) {
            UnifiedCursor cursor = reader.unifiedEvents(block -> outcome.metadata.add(block.hashCode()));
            while (cursor.advance()) {
                outcome.events.add(hash(cursor.event()));
            }
            outcome.takeWarnings(reader, true);
            return outcome;
        } catch (MalformedCaptureException | UnsupportedCaptureException e) {
            return outcome.refused(e);
        }
    }

    /** Fails where another reading of the same bytes came to something else. */
    void requireSame(String how, Outcome other) {
        if (!equals(other)) {
            int same = 0;
            while (same < Math.min(events.size(), other.events.size())
                    && events.get(same).equals(other.events.get(same))) {
                same++;
            }
            throw new AssertionError(how + ": the same up to event " + same + " of " + events.size() + " and "
                    + other.events.size() + "; " + warnings + refused + " became " + other.warnings + other.refused);
        }
    }

    /** Fails unless who wants no damage gets the events before it. */
    void requireBegins(Outcome strict) {
        int count = strict.events.size();
        if (count > events.size() || !events.subList(0, count).equals(strict.events)) {
            throw new AssertionError("the " + count + " events before the first damage are others");
        }
        if (strict.refused.isEmpty()) {
            requireSame("without damage", strict);
        }
    }

    private void takeWarnings(CaptureReader reader, boolean ended) {
        if (ended) {
            reader.warnings().stream().map(Outcome::text).forEach(warnings::add);
        }
    }

    /** Without the message: of a pipe, it has no number of bytes that are left. */
    private static String text(CaptureWarning warning) {
        return warning.kind() + " at " + warning.location() + " " + warning.count() + " times";
    }

    private Outcome refused(IOException e) {
        return new Outcome(events, metadata, List.of(), e.getClass().getSimpleName());
    }

    /** Every parameter, decoded in every way. */
    private static long hash(EventView event) {
        long hash = Arrays.hashCode(new long[] {
            event.number(),
            event.timestampNanos(),
            event.tid(),
            event.cpu(),
            event.typeCode(),
            event.recordedTypeCode(),
            event.dumpFlags(),
            event.location().byteOffset()
        });
        for (int index = 0; index <= event.parameterCount(); index++) {
            hash = 31 * hash + Arrays.hashCode(event.bytes(index));
            hash = 31 * hash + event.value(index).getClass().hashCode();
            hash = 31 * hash + event.integer(index, 7);
            hash = 31 * hash + String.valueOf(event.text(index)).hashCode();
            hash = 31 * hash + event.texts(index).hashCode();
            hash = 31 * hash + Boolean.hashCode(event.has(index));
        }
        return 31 * hash
                + (event instanceof EventCursor cursor ? cursor.options().hashCode() : 0);
    }
}
