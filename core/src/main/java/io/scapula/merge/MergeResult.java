package io.scapula.merge;

import io.scapula.format.CaptureWarning;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a merge went.
 *
 * @param inputs          in the order in which they were recorded
 * @param seams           where each input but the first begins
 * @param events          events that were read, those that were left out among them
 * @param sameEvents      events that several inputs hold, left out but once
 * @param retoldNotices   descriptions of containers and users at the start of an input that told nothing new, left out
 * @param addedEvents     hidden events that were added: ends that were not recorded, and descriptions told again in a new
 *                        section
 * @param lateBlocks      blocks that followed the first event of their section and were left out
 * @param limitReached    whether the inputs hold more state than the limits allow
 */
public record MergeResult(
        List<Input> inputs,
        List<Seam> seams,
        long events,
        long sameEvents,
        long retoldNotices,
        long addedEvents,
        long lateBlocks,
        boolean limitReached) {
    /**
     * One input.
     *
     * @param capture  the file
     * @param isEmpty  whether it holds no event, so that nothing of it is in the result
     * @param problem  why nothing of it can be read, {@code null} if something can
     * @param warnings what was wrong with what was read of it
     */
    public record Input(
            Path capture, boolean isEmpty, @Nullable String problem, List<CaptureWarning> warnings) {
        public Input {
            warnings = List.copyOf(warnings);
        }

        /** Whether something that its recorder wrote could not be read. */
        public boolean isDamaged() {
            return problem != null
                    || warnings.stream().anyMatch(warning -> warning.kind().isDamage());
        }
    }

    public MergeResult {
        inputs = List.copyOf(inputs);
        seams = List.copyOf(seams);
    }

    /** Whether something that was recorded is missing. */
    public boolean isDamaged() {
        return lateBlocks > 0 || limitReached || inputs.stream().anyMatch(Input::isDamaged);
    }
}
