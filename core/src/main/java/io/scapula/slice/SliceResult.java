package io.scapula.slice;

import io.scapula.format.CaptureWarning;
import java.util.List;

/**
 * What a slice holds, and what it doesn't.
 *
 * @param kept         events that are shown
 * @param hidden       events that readers count and don't show: there for the state alone, or made up by the recorder
 * @param dropped      events that were left out
 * @param threads      threads in its process lists
 * @param bareThreads  those of them of which it tells numbers only, because nothing else of their container, or of the
 *                     host, is in the slice
 * @param seenThreads  threads that it doesn't tell of before their first event, because their id was another's before
 * @param warnings     what was wrong with the capture
 * @param limitReached whether the capture held more threads, descriptors or containers than the limits allow
 */
public record SliceResult(
        long kept,
        long hidden,
        long dropped,
        long threads,
        long bareThreads,
        long seenThreads,
        List<CaptureWarning> warnings,
        boolean limitReached) {
    public SliceResult {
        warnings = List.copyOf(warnings);
    }

    /** Whether something of the capture could not be read. */
    public boolean isDamaged() {
        return limitReached
                || warnings.stream().anyMatch(warning -> warning.kind().isDamage());
    }
}
