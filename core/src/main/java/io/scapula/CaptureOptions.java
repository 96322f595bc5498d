package io.scapula;

import io.scapula.format.ReadOptions;
import io.scapula.state.StateLimits;

/**
 * How to open a capture.
 *
 * @param reading how its bytes are read
 * @param limits  how much state it may claim
 * @param memory  where its index is kept
 * @param place   where a saved index is looked for
 */
public record CaptureOptions(ReadOptions reading, StateLimits limits, IndexMemory memory, IndexPlace place) {
    /** Safe limits; damaged captures deliver what can be read. */
    public static final CaptureOptions DEFAULT = new CaptureOptions(ReadOptions.DEFAULT, StateLimits.DEFAULT);

    /** Options with the default {@link IndexMemory}, and a saved index beside the capture. */
    public CaptureOptions(ReadOptions reading, StateLimits limits) {
        this(reading, limits, IndexMemory.DEFAULT, IndexPlace.BESIDE_CAPTURE);
    }

    /** The same, read in another way. */
    public CaptureOptions with(ReadOptions newReading) {
        return new CaptureOptions(newReading, limits, memory, place);
    }

    /** The same with another budget for the index. */
    public CaptureOptions with(IndexMemory indexMemory) {
        return new CaptureOptions(reading, limits, indexMemory, place);
    }

    /** The same with another place for the saved index. */
    public CaptureOptions with(IndexPlace indexPlace) {
        return new CaptureOptions(reading, limits, memory, indexPlace);
    }
}
