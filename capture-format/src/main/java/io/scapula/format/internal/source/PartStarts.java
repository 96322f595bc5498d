package io.scapula.format.internal.source;

import java.util.ArrayDeque;
import java.util.Iterator;

/** Where the parts of a compressed stream begin, as far as it was read; told to one thread while another reads. */
final class PartStarts {
    private record Start(long uncompressed, long stored) {}

    private final ArrayDeque<Start> starts = new ArrayDeque<>();

    synchronized void add(long uncompressed, long stored) {
        starts.add(new Start(uncompressed, stored));
    }

    /** Forgets parts that end before an uncompressed offset. */
    synchronized void forgetBefore(long offset) {
        while (starts.size() > 1) {
            Start first = starts.removeFirst();
            if (starts.getFirst().uncompressed > offset) {
                starts.addFirst(first);
                return;
            }
        }
    }

    /** Stored offset of the part that an uncompressed byte is in, -1 if it is not known. */
    synchronized long storedStart(long offset) {
        long found = -1;
        for (Start start : starts) {
            if (start.uncompressed > offset) {
                break;
            }
            found = start.stored;
        }
        return found;
    }

    /** Uncompressed offset at which the first part behind an uncompressed byte begins, -1 if there is none yet. */
    synchronized long nextStart(long offset) {
        for (Iterator<Start> all = starts.iterator(); all.hasNext(); ) {
            Start start = all.next();
            if (start.uncompressed > offset) {
                return start.uncompressed;
            }
        }
        return -1;
    }
}
