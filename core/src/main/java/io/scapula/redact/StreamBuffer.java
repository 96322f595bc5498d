package io.scapula.redact;

import java.util.Arrays;

/** The end of what went through one descriptor in one direction, and which event brought which of it. */
final class StreamBuffer {
    byte[] bytes = new byte[256];
    int length;
    /** Findings that begin before were told already. */
    int settled;

    /** It is to be looked at when it has grown to this length. */
    int nextScan = 1 << 14;

    boolean insideKey;
    boolean holdsSecretFile;

    /** Where in the buffer the data of each event begins; negative if its beginning is gone already. */
    private int[] starts = new int[4];

    private long[] events = new long[4];
    private int parts;

    void append(byte[] data, int dataLength, long event) {
        if (length + dataLength > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + dataLength, bytes.length * 2));
        }
        if (parts == starts.length) {
            starts = Arrays.copyOf(starts, parts * 2);
            events = Arrays.copyOf(events, parts * 2);
        }
        System.arraycopy(data, 0, bytes, length, dataLength);
        starts[parts] = length;
        events[parts++] = event;
        length += dataLength;
    }

    int parts() {
        return parts;
    }

    /** About how many bytes of memory it takes. */
    int footprint() {
        return bytes.length + starts.length * 12;
    }

    long eventAt(int position) {
        int part = parts - 1;
        while (part > 0 && starts[part] > position) {
            part--;
        }
        return events[part];
    }

    /** Forgets the bytes before a position. */
    void dropBefore(int position) {
        int part = 0;
        while (part + 1 < parts && starts[part + 1] <= position) {
            part++;
        }
        parts -= part;
        System.arraycopy(starts, part, starts, 0, parts);
        System.arraycopy(events, part, events, 0, parts);
        for (int index = 0; index < parts; index++) {
            starts[index] -= position;
        }
        System.arraycopy(bytes, position, bytes, 0, length - position);
        length -= position;
        settled = Math.max(0, settled - position);
    }

    void clear() {
        length = 0;
        parts = 0;
        settled = 0;
    }

    /** Takes the part of a place that one event brought. */
    interface PartVisitor {
        /**
         * Takes a part.
         *
         * @param offset where in the event's data it begins
         * @param length of it
         * @param from   where in the place it begins
         */
        void part(long event, int offset, int length, int from) throws RedactionLimitException;
    }

    /** Tells which events brought a place. */
    void visitParts(int start, int end, PartVisitor visitor) throws RedactionLimitException {
        for (int part = 0; part < parts; part++) {
            int partEnd = part + 1 < parts ? starts[part + 1] : length;
            int from = Math.max(start, starts[part]);
            int to = Math.min(end, partEnd);
            if (from < to) {
                visitor.part(events[part], from - starts[part], to - from, from - start);
            }
        }
    }
}
