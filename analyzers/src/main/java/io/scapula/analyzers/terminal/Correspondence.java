package io.scapula.analyzers.terminal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well what was sent at one place agrees with what arrived at another.
 *
 * @param share      part of the calls that sent something whose bytes arrived soon after, 0 to 1
 * @param delayNanos how long they took on average
 */
record Correspondence(double share, long delayNanos) {
    /** Less than this is no agreement. */
    private static final double ENOUGH = 0.6;
    /** Fewer bytes than these agree by chance. */
    private static final int FEWEST_BYTES = 3;

    private static final long LATEST_NANOS = 2_000_000_000L;
    private static final int COMPARED_BYTES = 16;
    /** Calls that are looked at; what agrees for so long agrees. */
    private static final int MOST_CALLS = 5_000;
    /** After so many, what hardly agrees is given up. */
    private static final int CALLS_TO_GIVE_UP = 256;

    boolean isCloserThan(Correspondence other) {
        return share > other.share || share >= other.share && delayNanos < other.delayNanos;
    }

    /** Compares in order; {@code null} if they don't agree. */
    static @Nullable Correspondence of(List<TerminalData> sent, ReceivedBytes received) {
        ReceivedBytes.Search search = received.new Search();
        byte[] beginning = new byte[COMPARED_BYTES];
        int found = 0;
        int compared = 0;
        long bytes = 0;
        long delays = 0;
        for (TerminalData data : sent.subList(0, Math.min(MOST_CALLS, sent.size()))) {
            int length = ReceivedBytes.copyWithoutLineEnds(data.bytes(), beginning, 0, COMPARED_BYTES);
            if (length == 0) {
                continue;
            }
            compared++;
            long arrived = search.find(beginning, length, data.timeNanos(), data.timeNanos() + LATEST_NANOS);
            if (arrived >= 0) {
                found++;
                bytes += length;
                delays += arrived - data.timeNanos();
            } else if (compared >= CALLS_TO_GIVE_UP && found < ENOUGH / 2 * compared) {
                return null;
            }
        }
        if (bytes < FEWEST_BYTES || found < ENOUGH * compared) {
            return null;
        }
        return new Correspondence((double) found / compared, delays / found);
    }
}
