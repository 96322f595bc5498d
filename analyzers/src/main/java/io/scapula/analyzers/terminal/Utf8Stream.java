package io.scapula.analyzers.terminal;

import java.util.function.IntConsumer;

/** Bytes as characters, one byte after the other. What is no UTF-8 becomes U+FFFD, as terminals show it. */
final class Utf8Stream {
    private static final int REPLACEMENT = 0xFFFD;
    private static final int[] SMALLEST = {0, 0x80, 0x800, 0x10000};

    private int value;
    private int missing;
    private int length;

    /** Takes a byte, and hands over the characters that it completes. */
    void take(int unsignedByte, IntConsumer characters) {
        if (missing > 0) {
            if ((unsignedByte & 0xC0) == 0x80) {
                value = value << 6 | unsignedByte & 0x3F;
                if (--missing == 0) {
                    characters.accept(checked());
                }
                return;
            }
            missing = 0;
            characters.accept(REPLACEMENT);
        }
        begin(unsignedByte, characters);
    }

    private void begin(int unsignedByte, IntConsumer characters) {
        if (unsignedByte < 0x80) {
            characters.accept(unsignedByte);
        } else if (unsignedByte >= 0xC2 && unsignedByte < 0xE0) {
            expect(1, unsignedByte & 0x1F);
        } else if (unsignedByte >= 0xE0 && unsignedByte < 0xF0) {
            expect(2, unsignedByte & 0x0F);
        } else if (unsignedByte >= 0xF0 && unsignedByte < 0xF5) {
            expect(3, unsignedByte & 0x07);
        } else {
            characters.accept(REPLACEMENT);
        }
    }

    private void expect(int more, int bits) {
        missing = more;
        length = more;
        value = bits;
    }

    private int checked() {
        boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
        return value < SMALLEST[length] || value > Character.MAX_CODE_POINT || surrogate ? REPLACEMENT : value;
    }

    /** Drops a character that is not complete: bytes are missing here. */
    void reset() {
        missing = 0;
    }
}
