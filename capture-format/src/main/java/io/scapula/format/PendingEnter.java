package io.scapula.format;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The last enter event of one thread, copied so that it outlives the window; reused without allocating. */
final class PendingEnter {
    private byte[] bytes = new byte[64];
    private ByteBuffer buffer = ByteBuffer.wrap(bytes);
    private int[] bounds = new int[9];
    private int count;
    private int code;
    private long number;

    /**
     * Copies the event.
     *
     * @param shownCode the code it has in the current schema, which its exit event looks for
     */
    void set(EventView enter, int shownCode) {
        code = shownCode;
        number = enter.number();
        count = enter.parameterCount();
        if (bounds.length <= count) {
            bounds = new int[count + 1];
        }
        EventCursor cursor = enter.recorded();
        if (cursor == null) {
            copyEach(enter);
        } else {
            // The values of a recorded event lie one behind the other.
            makeRoom(cursor.bounds(bounds));
            cursor.blockBuffer().get(cursor.parameterStart(0), bytes, 0, bounds[count]);
        }
        buffer.order(enter.byteOrder());
    }

    private void copyEach(EventView enter) {
        for (int index = 0; index < count; index++) {
            bounds[index + 1] = bounds[index] + enter.parameterLength(index);
        }
        makeRoom(bounds[count]);
        for (int index = 0; index < count; index++) {
            int length = enter.parameterLength(index);
            if (length > 0) {
                enter.parameterBuffer(index).get(enter.parameterStart(index), bytes, bounds[index], length);
            }
        }
    }

    private void makeRoom(int length) {
        if (bytes.length < length) {
            bytes = new byte[Math.max(length, 2 * bytes.length)];
            buffer = ByteBuffer.wrap(bytes);
        }
    }

    /** Remembers the code of an event, and that there was one. */
    void remember(int recordedCode) {
        code = recordedCode;
        count = 0;
    }

    /** The number that the event has. */
    long number() {
        return number;
    }

    int code() {
        return code;
    }

    ByteBuffer buffer() {
        return buffer;
    }

    /** A text parameter without its NUL, or {@code null} if it is absent. */
    @Nullable
    String text(int index) {
        int length = length(index);
        if (length == 0) {
            return null;
        }
        int end = start(index) + length - 1;
        return CaptureText.decode(buffer, start(index), buffer.get(end) == 0 ? length - 1 : length);
    }

    /** A parameter of eight bytes, or 0 if it is absent. */
    long integer(int index) {
        return length(index) == Long.BYTES ? buffer.getLong(start(index)) : 0;
    }

    int start(int index) {
        return bounds[index];
    }

    int length(int index) {
        return index < count ? bounds[index + 1] - bounds[index] : 0;
    }
}
