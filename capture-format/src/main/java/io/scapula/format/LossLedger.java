package io.scapula.format;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a capture is known not to show, and from where on this makes its state a guess. However much is lost,
 * there are some thousand entries at most: those that are alike and close to one another are told as one.
 *
 * @param losses        in the order of the capture; those that are counted over all of it last
 * @param sectionStarts numbers of the last events before later sections, ascending; a section tells its state anew
 */
public record LossLedger(List<Loss> losses, List<Long> sectionStarts) {
    /** Nothing was lost. */
    public static final LossLedger NOTHING = new LossLedger(List.of(), List.of());

    public LossLedger {
        losses = List.copyOf(losses);
        sectionStarts = List.copyOf(sectionStarts);
    }

    /**
     * Whether an event comes after a loss in its section, so that the state of its process, its descriptors and whatever
     * else came about before it may be another than is told.
     */
    public boolean isGuessed(long eventNumber) {
        return reasonToGuess(eventNumber) != null;
    }

    /** The first loss that makes the state at an event a guess, {@code null} if none does. */
    public @Nullable Loss reasonToGuess(long eventNumber) {
        int found = Collections.binarySearch(sectionStarts, eventNumber);
        int before = (found < 0 ? -found - 1 : found) - 1;
        long section = before < 0 ? 0 : sectionStarts.get(before);
        for (Loss loss : losses) {
            if (loss.kind().affectsState() && loss.afterEvent() >= section && loss.afterEvent() < eventNumber) {
                return loss;
            }
        }
        return null;
    }

    /** Events that are missing as a whole, as far as that can be estimated. */
    public long estimatedEvents() {
        return losses.stream()
                .mapToLong(loss -> Math.max(0, loss.estimatedEvents()))
                .sum();
    }

    /** Bytes that are missing, as far as that is known. */
    public long lostBytes(Loss.Kind kind) {
        return losses.stream()
                .filter(loss -> loss.kind() == kind)
                .mapToLong(loss -> Math.max(0, loss.lostBytes()))
                .sum();
    }

    /** How often something of a kind was lost. */
    public long count(Loss.Kind kind) {
        return losses.stream()
                .filter(loss -> loss.kind() == kind)
                .mapToLong(Loss::count)
                .sum();
    }
}
