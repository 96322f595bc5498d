package io.scapula.fuzz;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The bytes of a fuzzer as a series of choices: what they leave open is zero. Small choices take one byte each, so that a
 * change of one byte of the input is a change of one choice.
 */
final class Choices {
    private final ByteBuffer bytes;

    Choices(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    /** Whether choices are left that are not zero for want of bytes. */
    boolean hasMore() {
        return bytes.hasRemaining();
    }

    /** A number from 0 on, less than the bound, which is at most 65536. */
    int below(int bound) {
        int chosen = bound <= 256 ? octet() : octet() << 8 | octet();
        return chosen % bound;
    }

    boolean oneIn(int many) {
        return below(many) == many - 1;
    }

    /** Small numbers, the ends of what integers hold, and any number. */
    long number() {
        int kind = octet();
        if (kind < 128) {
            return kind & 7;
        }
        return switch (kind & 7) {
            case 0 -> -1;
            case 1 -> Long.MIN_VALUE;
            case 2 -> Long.MAX_VALUE;
            case 3 -> Integer.MAX_VALUE;
            case 4 -> -100;
            case 5 -> octet();
            case 6 -> (long) octet() << 8 | octet();
            default -> ByteBuffer.wrap(bytes(Long.BYTES)).getLong();
        };
    }

    /** Exactly so many bytes. */
    byte[] bytes(int count) {
        byte[] chosen = new byte[count];
        bytes.get(chosen, 0, Math.min(count, bytes.remaining()));
        return chosen;
    }

    /** All bytes that are left. */
    byte[] rest() {
        return bytes(bytes.remaining());
    }

    /** A text of at most 255 bytes, one of the usual ones more often than not. */
    String text(List<String> usual) {
        int kind = octet();
        return kind < 192 ? usual.get(kind % usual.size()) : new String(bytes(below(256)), StandardCharsets.ISO_8859_1);
    }

    <T> T of(List<T> values) {
        return values.get(below(values.size()));
    }

    private int octet() {
        return bytes.hasRemaining() ? Byte.toUnsignedInt(bytes.get()) : 0;
    }
}
