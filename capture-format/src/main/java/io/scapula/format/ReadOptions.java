package io.scapula.format;

/**
 * How to read a capture.
 *
 * @param limits   what the capture may ask for
 * @param onDamage what to do when the capture is damaged
 * @param mapping  how an uncompressed file is brought into memory
 */
public record ReadOptions(ReadLimits limits, OnDamage onDamage, Mapping mapping) {

    /** What to do about damage. */
    public enum OnDamage {
        /**
         * Deliver what can be read, also behind what cannot: the next sound block is searched for. What is lost is told by
         * {@link CaptureReader#losses()}, the damage by {@link CaptureReader#warnings()}.
         */
        KEEP_READABLE,
        /** Deliver what lies before the first damage, end there, and list it among the warnings. */
        STOP,
        /** Throw {@link MalformedCaptureException} at the first damage. */
        FAIL
    }

    /** Safe limits, keep what is readable, choose the mapping. */
    public static final ReadOptions DEFAULT =
            new ReadOptions(ReadLimits.DEFAULT, OnDamage.KEEP_READABLE, Mapping.AUTOMATIC);

    public ReadOptions withLimits(ReadLimits newLimits) {
        return new ReadOptions(newLimits, onDamage, mapping);
    }

    public ReadOptions withOnDamage(OnDamage newOnDamage) {
        return new ReadOptions(limits, newOnDamage, mapping);
    }

    public ReadOptions withMapping(Mapping newMapping) {
        return new ReadOptions(limits, onDamage, newMapping);
    }
}
