package io.scapula.redact;

import java.util.Arrays;

/**
 * Parts of secrets in the buffers that processes read and wrote, by event, for what a buffer shows is not enough to tell
 * them: secrets that were cut into several buffers, and those that only a pattern shows.
 */
final class Pieces {
    /** About 300 MB. */
    private static final int MOST = 1 << 23;

    private static final int FIELDS = 5;

    private long[] events = new long[64];
    private int[] fields = new int[64 * FIELDS];
    private int count;
    private int next;

    /**
     * Adds a part.
     *
     * @param event  position of the event among all
     * @param offset where in the buffer the part begins
     * @param length of the part in bytes
     * @param source index of a {@linkplain SearchedForm form}, or -1 minus the index of a {@linkplain Secret secret}
     * @param from   where the part begins in the secret
     * @param whole  length of the whole secret
     */
    void add(long event, int offset, int length, int source, int from, int whole) throws RedactionLimitException {
        if (count == MOST) {
            throw new RedactionLimitException("more than " + MOST + " buffers hold parts of secrets");
        }
        if (count == events.length) {
            events = Arrays.copyOf(events, count * 2);
            fields = Arrays.copyOf(fields, count * 2 * FIELDS);
        }
        int base = count * FIELDS;
        fields[base] = offset;
        fields[base + 1] = length;
        fields[base + 2] = source;
        fields[base + 3] = from;
        fields[base + 4] = whole;
        events[count++] = event;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Sorts by event, and of the parts of one event the one of the longest secret last, for it decides. */
    void sort() {
        Integer[] order = new Integer[count];
        Arrays.setAll(order, index -> index);
        Arrays.sort(order, (one, other) -> {
            int byEvent = Long.compare(events[one], events[other]);
            return byEvent != 0 ? byEvent : Integer.compare(fields[one * FIELDS + 4], fields[other * FIELDS + 4]);
        });
        long[] sortedEvents = new long[count];
        int[] sortedFields = new int[count * FIELDS];
        for (int index = 0; index < count; index++) {
            sortedEvents[index] = events[order[index]];
            System.arraycopy(fields, order[index] * FIELDS, sortedFields, index * FIELDS, FIELDS);
        }
        events = sortedEvents;
        fields = sortedFields;
        rewind();
    }

    /** Starts anew with the first event. */
    void rewind() {
        next = 0;
    }

    /** What is done with a part. */
    interface Visitor {
        void replace(int offset, int length, int source, int from, int whole);
    }

    /** Visits the parts in an event's buffer; events are asked for in their order. */
    void visit(long event, Visitor visitor) {
        while (next < count && events[next] < event) {
            next++;
        }
        for (int index = next; index < count && events[index] == event; index++) {
            int base = index * FIELDS;
            visitor.replace(fields[base], fields[base + 1], fields[base + 2], fields[base + 3], fields[base + 4]);
        }
    }
}
