package io.scapula.format;

/**
 * A place in a capture.
 *
 * @param block      number of the block, counted from 1 over the whole capture
 * @param byteOffset offset of the block's first byte in the uncompressed stream
 */
public record CaptureLocation(long block, long byteOffset) {
    @Override
    public String toString() {
        return "block " + block + " at byte " + byteOffset;
    }
}
