package io.scapula.format.internal.source;

import java.io.IOException;
import java.io.InputStream;

/** Decompresses a stream of parts that can be read each for itself; where one is damaged, reading can go on with a later one. */
abstract class ResumableInputStream extends InputStream {
    /**
     * Goes on behind the damage that the last read complained of.
     *
     * @return false if there is no later part
     */
    abstract boolean resume() throws IOException;

    private final PartStarts parts = new PartStarts();

    /** Where the parts that were read begin. */
    PartStarts parts() {
        return parts;
    }

    /** Whether the part that was read last has come to its end, and its checksum is right. */
    abstract boolean isAtEndOfSoundPart();

    /** Stored bytes before the place that was read last, or that reading goes on at. */
    abstract long storedPosition();

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public abstract int read(byte[] target, int offset, int length) throws IOException;
}
