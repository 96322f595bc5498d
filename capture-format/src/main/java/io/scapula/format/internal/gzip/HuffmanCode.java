package io.scapula.format.internal.gzip;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A canonical prefix code as in RFC 1951: looks up the symbol that the next bits, lowest first, stand for. */
final class HuffmanCode {
    static final int LONGEST = 15;
    private static final int LENGTH_BITS = 4;
    private static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;

    private final short[] entries;
    private final int mask;

    private HuffmanCode(short[] entries) {
        this.entries = entries;
        this.mask = entries.length - 1;
    }

    /**
     * A code by the lengths of its words.
     *
     * @param lengths length of each symbol's word, 0 of symbols that have none
     * @param count   how many symbols there are
     * @return {@code null} if no encoder gives such lengths
     */
    static @Nullable HuffmanCode of(byte[] lengths, int count) {
        int[] ofLength = new int[LONGEST + 1];
        for (int symbol = 0; symbol < count; symbol++) {
            ofLength[lengths[symbol]]++;
        }
        int longest = LONGEST;
        while (longest > 0 && ofLength[longest] == 0) {
            longest--;
        }
        int left = 1;
        for (int length = 1; length <= longest; length++) {
            left = (left << 1) - ofLength[length];
            if (left < 0) {
                return null;
            }
        }
        if (left > 0 && longest > 1) {
            return null;
        }
        return new HuffmanCode(entries(lengths, count, ofLength, longest));
    }

    private static short[] entries(byte[] lengths, int count, int[] ofLength, int longest) {
        int[] next = new int[LONGEST + 2];
        for (int length = 1; length <= longest; length++) {
            next[length + 1] = (next[length] + ofLength[length]) << 1;
        }
        short[] entries = new short[1 << longest];
        for (int symbol = 0; symbol < count; symbol++) {
            int length = lengths[symbol];
            if (length > 0) {
                int word = Integer.reverse(next[length]++) >>> (Integer.SIZE - length);
                for (int index = word; index < entries.length; index += 1 << length) {
                    entries[index] = (short) (symbol << LENGTH_BITS | length);
                }
            }
        }
        return entries;
    }

    /** The code of a block that brings none of its own, for literals and lengths. */
    static HuffmanCode fixedLiterals() {
        byte[] lengths = new byte[288];
        Arrays.fill(lengths, 0, 144, (byte) 8);
        Arrays.fill(lengths, 144, 256, (byte) 9);
        Arrays.fill(lengths, 256, 280, (byte) 7);
        Arrays.fill(lengths, 280, 288, (byte) 8);
        return complete(lengths);
    }

    /** The same for distances. */
    static HuffmanCode fixedDistances() {
        byte[] lengths = new byte[32];
        Arrays.fill(lengths, (byte) 5);
        return complete(lengths);
    }

    private static HuffmanCode complete(byte[] lengths) {
        HuffmanCode code = of(lengths, lengths.length);
        if (code == null) {
            throw new IllegalStateException("the fixed codes are complete");
        }
        return code;
    }

    /** The symbol and the length of its word for the next bits; 0 if no word begins so. */
    int find(long bits) {
        return entries[(int) bits & mask];
    }

    /** The symbol of what was found. */
    static int symbol(int found) {
        return found >> LENGTH_BITS;
    }

    /** How many bits stand for it. */
    static int length(int found) {
        return found & LENGTH_MASK;
    }
}
