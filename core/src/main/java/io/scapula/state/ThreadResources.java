package io.scapula.state;

/**
 * Figures of one thread that nearly every event may move, and which are therefore no part of its
 * {@linkplain ThreadVersion versions}: as of the last event, sizes in kibibytes.
 *
 * @param vmsizeKb    virtual memory
 * @param vmrssKb     resident memory
 * @param vmswapKb    memory swapped out
 * @param majorFaults page faults that needed the disk
 * @param minorFaults page faults that did not
 */
public record ThreadResources(long vmsizeKb, long vmrssKb, long vmswapKb, long majorFaults, long minorFaults) {
    static final ThreadResources UNKNOWN = new ThreadResources(0, 0, 0, 0, 0);
}
