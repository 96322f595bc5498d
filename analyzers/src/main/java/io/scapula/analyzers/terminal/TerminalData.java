package io.scapula.analyzers.terminal;

/**
 * Bytes that went over a terminal in one call.
 *
 * @param timeNanos   when, nanoseconds since the epoch
 * @param eventNumber number of the event
 * @param pid         process that read or wrote
 * @param program     its name
 * @param bytes       what was recorded of them
 * @param length      how many there were; more than {@code bytes} if the recorder or a limit cut them
 */
public record TerminalData(long timeNanos, long eventNumber, long pid, String program, byte[] bytes, long length) {
    /** How many bytes were not recorded. */
    public long missing() {
        return length - bytes.length;
    }
}
