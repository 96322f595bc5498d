package io.scapula.analyzers.terminal;

import java.util.Arrays;

/**
 * A control sequence: {@code ESC [}, a mark of private use, parameters, intermediates, and the character that says what
 * it is for. Valid during the call that it is handed to.
 */
public final class ControlSequence {
    /** Parameters beyond these are dropped; no sequence in use has as many. */
    static final int MOST_PARAMETERS = 32;
    /** Larger values say nothing more: no screen is as large. */
    static final int LARGEST_VALUE = 65_535;

    private static final int NONE = -1;

    private final int[] values = new int[MOST_PARAMETERS];
    private int count;
    private int mark;
    private int intermediate;
    private int last;

    ControlSequence() {}

    void begin() {
        count = 0;
        mark = 0;
        intermediate = 0;
        last = 0;
    }

    void mark(int character) {
        mark = character;
    }

    void intermediate(int character) {
        intermediate = character;
    }

    void last(int character) {
        last = character;
    }

    void digit(int digit) {
        if (count == 0) {
            separator();
        }
        if (count <= MOST_PARAMETERS) {
            int value = Math.max(0, values[count - 1]);
            values[count - 1] = Math.min(LARGEST_VALUE, value * 10 + digit);
        }
    }

    /** Another parameter begins. */
    void separator() {
        if (count < MOST_PARAMETERS) {
            values[count++] = NONE;
        }
    }

    /** {@code ?}, {@code >}, {@code =} or {@code <}, or 0 for sequences of the standard. */
    public int mark() {
        return mark;
    }

    /** The character before the last, 0 if there is none. */
    public int intermediate() {
        return intermediate;
    }

    /** The character that says what it is for. */
    public int last() {
        return last;
    }

    /** How many parameters there are. */
    public int count() {
        return count;
    }

    /** A parameter; the default if it is missing. */
    public int value(int index, int missing) {
        return index < count && values[index] != NONE ? values[index] : missing;
    }

    /** A number of cells or lines: at least 1. */
    int amount() {
        return Math.max(1, value(0, 1));
    }

    /** The whole sequence, as it would be sent. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("\u001b[");
        if (mark != 0) {
            text.append((char) mark);
        }
        int[] all = Arrays.copyOf(values, count);
        for (int index = 0; index < all.length; index++) {
            text.append(index == 0 ? "" : ";").append(all[index] == NONE ? "" : Integer.toString(all[index]));
        }
        if (intermediate != 0) {
            text.append((char) intermediate);
        }
        return text.append((char) last).toString();
    }
}
