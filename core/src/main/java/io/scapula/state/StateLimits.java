package io.scapula.state;

/**
 * How much state a capture may claim. What lies beyond is left out and reported as a warning.
 *
 * @param maxThreads             threads alive at the same time
 * @param maxHistoryRecords      processes, programs and failed starts together that a history keeps
 * @param maxFdSlots             room for open descriptors, in places of the processes' tables
 * @param maxContainers          containers
 * @param maxContainerTextLength characters of one container description
 */
public record StateLimits(
        int maxThreads, int maxHistoryRecords, int maxFdSlots, int maxContainers, int maxContainerTextLength) {
    /** 524288 threads, 4194304 records, 16777216 places for descriptors, 65536 containers, 8 MiB of description. */
    public static final StateLimits DEFAULT = new StateLimits(1 << 19, 1 << 22, 1 << 24, 1 << 16, 8 << 20);

    public StateLimits {
        if (maxThreads < 1
                || maxHistoryRecords < 1
                || maxFdSlots < 1
                || maxContainers < 1
                || maxContainerTextLength < 1) {
            throw new IllegalArgumentException("every limit must be positive");
        }
    }
}
