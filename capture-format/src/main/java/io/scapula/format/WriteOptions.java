package io.scapula.format;

/**
 * How to write a capture.
 *
 * @param profile     for which readers
 * @param compression how it is compressed
 * @param level       how hard the compression tries, within its {@link OutputCompression#lowestLevel()} and
 *                    {@link OutputCompression#highestLevel()}
 */
public record WriteOptions(WriteProfile profile, OutputCompression compression, int level) {
    /** The current format, not compressed. */
    public static final WriteOptions DEFAULT = new WriteOptions(WriteProfile.CURRENT, OutputCompression.NONE, 0);

    public WriteOptions {
        if (level < compression.lowestLevel() || level > compression.highestLevel()) {
            throw new IllegalArgumentException(
                    compression == OutputCompression.NONE
                            ? "level " + level + " makes no sense without a compression"
                            : "level " + level + " is not one of " + compression + ": expected "
                                    + compression.lowestLevel() + " to " + compression.highestLevel());
        }
    }

    public WriteOptions withProfile(WriteProfile newProfile) {
        return new WriteOptions(newProfile, compression, level);
    }

    /** Changes the compression; its level becomes the usual one. */
    public WriteOptions withCompression(OutputCompression newCompression) {
        return new WriteOptions(profile, newCompression, newCompression.usualLevel());
    }

    /**
     * Changes the level.
     *
     * @throws IllegalArgumentException if the compression has no such level
     */
    public WriteOptions withLevel(int newLevel) {
        return new WriteOptions(profile, compression, newLevel);
    }
}
