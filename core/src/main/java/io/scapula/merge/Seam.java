package io.scapula.merge;

import java.nio.file.Path;

/**
 * Where an input begins behind or among others.
 *
 * @param before       the input that told the latest event until then
 * @param after        the input that begins
 * @param gapNanos     how long before its first event nothing is told; negative where they overlap
 * @param kind         how it was joined
 * @param endedUnseen  threads that ended without a record; hidden events say so
 * @param toldLater    threads that only the lists of the later input tell of; they stand in the first lists
 */
public record Seam(Path before, Path after, long gapNanos, Kind kind, int endedUnseen, int toldLater) {
    /** How an input is joined to those before it. */
    public enum Kind {
        /** What is known goes on. */
        JOINED,
        /** Its lists contradict what is known: it begins a section of its own. */
        CONTRADICTED,
        /** It tells of another machine. */
        OTHER_HOST
    }
}
