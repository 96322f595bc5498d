package io.scapula.merge;

import io.scapula.format.ReadOptions;
import io.scapula.state.StateLimits;

/**
 * How to merge.
 *
 * @param reading           how the inputs are read
 * @param limits            how much state they may claim
 * @param allowsOtherHosts  whether captures of different machines are put behind each other, as sections, instead of refused
 */
public record MergeOptions(ReadOptions reading, StateLimits limits, boolean allowsOtherHosts) {
    /** Safe limits; damaged captures deliver what can be read; one machine only. */
    public static final MergeOptions DEFAULT = new MergeOptions(ReadOptions.DEFAULT, StateLimits.DEFAULT, false);

    /** The same for captures of different machines. */
    public MergeOptions withOtherHosts() {
        return new MergeOptions(reading, limits, true);
    }
}
