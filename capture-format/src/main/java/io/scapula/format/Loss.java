package io.scapula.format;

/**
 * Something that a capture does not show: bytes that could not be read, events that the kernel dropped, buffers that were
 * cut when they were recorded.
 *
 * @param kind            what was lost
 * @param fromByte        where it begins in the uncompressed stream: the offset of the first block that is concerned
 * @param toByte          where reading went on, or the offset of the last block that is concerned
 * @param lostBytes       bytes that are missing, or {@link #UNKNOWN}; of a compressed stream, stored bytes
 * @param estimatedEvents events that are missing as a whole, from what events near it take; 0 if none are, or
 *                        {@link #UNKNOWN}
 * @param count           how often: losses that are alike or close to one another are told as one
 * @param afterEvent      number of the last event before it, 0 if none was
 * @param fromNanos       time of that event, nanoseconds since the epoch; of what is told as one, of the first loss;
 *                        {@link #UNKNOWN} before the first event
 * @param toNanos         time of the event that follows, of the last loss; {@link #UNKNOWN} if none does
 * @param cause           why, in words; starts in lower case, no final stop
 */
public record Loss(
        Kind kind,
        long fromByte,
        long toByte,
        long lostBytes,
        long estimatedEvents,
        long count,
        long afterEvent,
        long fromNanos,
        long toNanos,
        String cause) {
    /** In place of a number that cannot be told. */
    public static final long UNKNOWN = -1;

    /** What can be lost. */
    public enum Kind {
        /** Blocks between the last sound one and the next; whatever they held is not known. */
        BLOCKS(true),
        /** An event's parameters: its lengths contradict each other. */
        PARAMETERS(true),
        /** Entries of a process, descriptor, interface or user list. */
        LIST_ENTRIES(true),
        /** What a compressed stream held where it is damaged. */
        COMPRESSED(true),
        /** The end of the capture, from within a block on; nothing comes after it. */
        END(false),
        /** What lies beyond a {@link ReadLimits} value, or in a section of an unknown format version. */
        NOT_READ(true),
        /** What the kernel dropped because the recorder could not keep up; told by the recorder. */
        DROPPED(true),
        /** Blocks of a type that this version does not know. */
        UNKNOWN_BLOCKS(false),
        /** Events of a code that this version does not know; they are there, and not understood. */
        UNKNOWN_EVENTS(false),
        /** The rest of buffers: of what was read or written, the recorder kept the first bytes. */
        CUT_BUFFERS(false);

        private final boolean affectsState;

        Kind(boolean affectsState) {
            this.affectsState = affectsState;
        }

        /** Whether processes or descriptors may have changed unseen, so that their state is a guess from then on. */
        public boolean affectsState() {
            return affectsState;
        }
    }

    /** Both as one: the later one follows in the capture. */
    Loss with(Loss later) {
        return new Loss(
                kind,
                fromByte,
                Math.max(toByte, later.toByte),
                sum(lostBytes, later.lostBytes),
                sum(estimatedEvents, later.estimatedEvents),
                count + later.count,
                afterEvent,
                fromNanos == UNKNOWN ? later.fromNanos : fromNanos,
                later.toNanos == UNKNOWN ? toNanos : later.toNanos,
                cause);
    }

    Loss until(long nanos) {
        return new Loss(kind, fromByte, toByte, lostBytes, estimatedEvents, count, afterEvent, fromNanos, nanos, cause);
    }

    private static long sum(long one, long other) {
        return one == UNKNOWN || other == UNKNOWN ? UNKNOWN : one + other;
    }
}
