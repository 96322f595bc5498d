package io.scapula.damage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What bytes say of a block. */
final class Blocks {
    private Blocks() {}

    /** The first length of the block that begins at an offset. */
    static long length(byte[] capture, long offset) {
        return Integer.toUnsignedLong(
                ByteBuffer.wrap(capture).order(ByteOrder.LITTLE_ENDIAN).getInt((int) offset + 4));
    }
}
