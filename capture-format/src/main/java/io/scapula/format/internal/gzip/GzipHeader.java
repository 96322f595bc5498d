package io.scapula.format.internal.gzip;

/** The header of a gzip member (RFC 1952) in an array. */
public final class GzipHeader {
    /** What every header has. */
    public static final int LEAST_BYTES = 10;

    private static final int RESERVED_FLAGS = 0xE0;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private GzipHeader() {}

    /** Whether a header may begin there, at which {@value #LEAST_BYTES} bytes are. */
    public static boolean isHeader(byte[] bytes, int start) {
        return (bytes[start] & 0xFF) == 0x1F
                && (bytes[start + 1] & 0xFF) == 0x8B
                && bytes[start + 2] == 8
                && (bytes[start + 3] & RESERVED_FLAGS) == 0;
    }

    /**
     * How long the header is with its optional fields.
     *
     * @param end offset behind the bytes that are at hand; a longer header is longer by what these tell
     * @return -1 if no header begins there
     */
    public static int bytes(byte[] bytes, int start, int end) {
        if (!isHeader(bytes, start)) {
            return -1;
        }
        int flags = bytes[start + 3];
        int at = start + LEAST_BYTES;
        if ((flags & EXTRA) != 0 && at + 2 <= end) {
            at += 2 + (bytes[at] & 0xFF) + ((bytes[at + 1] & 0xFF) << 8);
        }
        for (int flag = NAME; flag <= COMMENT; flag <<= 1) {
            if ((flags & flag) != 0) {
                while (at < end && bytes[at] != 0) {
                    at++;
                }
                at++;
            }
        }
        return at - start + ((flags & HEADER_CRC) == 0 ? 0 : 2);
    }
}
