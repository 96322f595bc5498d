package io.scapula.format.internal.gzip;

/** Numbers in arrays, lowest byte first. */
final class LittleEndian {
    private LittleEndian() {}

    /** Four bytes. */
    static int word(byte[] bytes, int at) {
        return Byte.toUnsignedInt(bytes[at])
                | Byte.toUnsignedInt(bytes[at + 1]) << 8
                | Byte.toUnsignedInt(bytes[at + 2]) << 16
                | Byte.toUnsignedInt(bytes[at + 3]) << 24;
    }
}
