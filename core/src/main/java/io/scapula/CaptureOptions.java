package io.scapula;

import io.scapula.format.ReadOptions;
import io.scapula.state.StateLimits;

/**
 * How to open a capture.
 *
 * @param reading how its bytes are read
 * @param limits  how much state it may claim
 * @param memory  where its index is kept
 */
public record CaptureOptions(ReadOptions reading, StateLimits limits, IndexMemory memory) {
    /** Safe limits; damaged captures deliver what can be read. */
    public static final CaptureOptions DEFAULT = new CaptureOptions(ReadOptions.DEFAULT, StateLimits.DEFAULT);

    /** Options with the default {@link IndexMemory}. */
    public CaptureOptions(ReadOptions reading, StateLimits limits) {
        this(reading, limits, IndexMemory.DEFAULT);
    }
}
