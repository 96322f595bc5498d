package io.scapula.format.event;

import java.util.BitSet;

/** A set of event codes that answers in one array access, for tests in a hot loop. */
public final class EventTypeSet {
    private final boolean[] codes;

    EventTypeSet(BitSet members) {
        codes = new boolean[members.length()];
        members.stream().forEach(code -> codes[code] = true);
    }

    /** Whether the code, as an event's {@code typeCode()} gives it, is in the set. */
    public boolean contains(int code) {
        return code < codes.length && codes[code];
    }

    public boolean isEmpty() {
        return codes.length == 0;
    }
}
