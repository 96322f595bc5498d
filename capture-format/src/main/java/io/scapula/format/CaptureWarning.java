package io.scapula.format;

/**
 * Something in a capture that is not as it should be, and how often.
 *
 * @param kind     what it is
 * @param location where it was met first
 * @param count    how often it was met
 * @param message  what happened and what it means for the reader, in words; starts in lower case, no final stop
 */
public record CaptureWarning(Kind kind, CaptureLocation location, long count, String message) {

    /** What can be wrong. */
    public enum Kind {
        /** The capture ends within a block; everything before it was read. */
        TRUNCATED(true),
        /** A block's length makes no sense, so nothing after it can be found. */
        FRAMING_LOST(true),
        /** A block's two lengths differ, but the next block stands where the first one says. */
        LENGTH_MISMATCH(true),
        /** The compressed stream is damaged or cut; what could be decompressed was read. */
        COMPRESSION_DAMAGED(true),
        /** A process, descriptor, interface or user list is damaged; its entries before the damage were read. */
        MALFORMED_LIST(true),
        /** An event's lengths do not fit its block; its header was read, its parameters were not. */
        MALFORMED_EVENT(true),
        /** A later section is of a format version that this version does not know; it and what follows is left out. */
        UNSUPPORTED_SECTION(true),
        /** A {@link ReadLimits} value was reached; what lies beyond it was left out. */
        LIMIT_REACHED(true),
        /** A block of a type this version does not know; it was stepped over. */
        UNKNOWN_BLOCK(false),
        /** An event of a code this version does not know; it was kept raw. */
        UNKNOWN_EVENT(false),
        /** A process or descriptor list after the first event of its section; it was read all the same. */
        LATE_METADATA(false),
        /** A bit of the compressed stream is wrong; it was read as it should be, and the stream's checksum is right with it. */
        COMPRESSION_REPAIRED(false),
        /** Bytes after the end of the compressed stream; they were left alone, as other readers do. */
        TRAILING_BYTES(false);

        private final boolean damage;

        Kind(boolean damage) {
            this.damage = damage;
        }

        /** Whether something that the recorder wrote is missing from what was read. */
        public boolean isDamage() {
            return damage;
        }
    }

    @Override
    public String toString() {
        return location + ": " + message + (count > 1 ? " (" + count + " times)" : "");
    }
}
