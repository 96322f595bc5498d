package io.scapula.fuzz;

import io.scapula.format.EventCursor;
import io.scapula.format.EventView;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Events lie within the capture and behind one another, parameters within their events, and numbers have no gap. */
final class Order {
    private static final int LEAST_BLOCK_BYTES = 12;

    private long lastOffset = -1;
    private long lastNumber;

    void check(EventCursor event, byte @Nullable [] capture) {
        long offset = event.byteOffset();
        require(offset > lastOffset, event, "does not lie behind the one before it at " + lastOffset);
        require(
                event.number() == (event.type() == null ? 0 : lastNumber + 1),
                event,
                "has number " + event.number() + " after " + lastNumber);
        lastOffset = offset;
        lastNumber = Math.max(lastNumber, event.number());
        if (capture != null) {
            require(offset <= capture.length - LEAST_BLOCK_BYTES, event, "lies beyond the end at " + capture.length);
            checkParameters(event, capture, (int) offset);
        }
    }

    /** The values of an event stand in the file as they are, back to back. */
    private static void checkParameters(EventCursor event, byte[] capture, int offset) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (int index = 0; index < event.parameterCount(); index++) {
            byte[] value = event.bytes(index);
            require(value.length == event.parameterLength(index), event, "has a parameter of two lengths");
            joined.writeBytes(value);
        }
        byte[] values = joined.toByteArray();
        int last = capture.length - values.length;
        int place = offset;
        while (place <= last && !Arrays.equals(capture, place, place + values.length, values, 0, values.length)) {
            place++;
        }
        require(place <= last, event, "has parameters that do not stand in the file behind its beginning");
    }

    private static void require(boolean holds, EventView event, String otherwise) {
        if (!holds) {
            throw new AssertionError("the event at " + event.location() + " " + otherwise);
        }
    }
}
