package io.scapula.format.internal.gzip;

import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/**
 * Searches deflate data that can be read to its end, and gives as many bytes as it should, for the one bit whose flip makes
 * their CRC-32 right.
 *
 * <p>Such a bit changes a symbol into another one of the same length: a literal into another literal, or the distance of a
 * copy. Every byte that was copied from there is wrong with it. A CRC is linear, so what a byte adds to it is known, and what
 * a byte and all copies of it add is the sum. Going through the symbols from the last to the first, these sums are gathered,
 * and each bit costs as much as comparing the few bytes that it changes.
 */
final class SameLengthFlips {
    private static final int POLYNOMIAL = 0xEDB88320;
    /** Flipping a bit may shift where the next symbols begin; if they do not fall into step again soon, lengths change. */
    private static final int MOST_SYMBOLS = 4;

    /** Of more symbols, only bits are looked at that change no more than one of them: others take too long. */
    private static final int MOST_TOKENS = 2_500_000;

    private static final long AMBIGUOUS = -2;
    private static final int SUMS = 2 * DeflateBits.WINDOW_BYTES;
    private static final int LONGEST_COPY = 258;
    private static final int HALF_VALUES = 16;

    private final DeflateTokens tokens;
    private final DeflateBits bits;
    private final int wanted;
    private final LongUnaryOperator tryOut;
    /** How many symbols a bit may change. */
    private final int mostSymbols;
    /** What each byte's copies among the tokens that were passed add to the CRC. */
    private final int[] sums = new int[SUMS];
    /** What the lowest bits of a register become after a byte. */
    private final int[] steps = new int[256];
    /** Bits, by the token at which symbols are in step again. */
    private final int[][] pending = new int[MOST_SYMBOLS + 1][64];

    private final int[] pendingCounts = new int[MOST_SYMBOLS + 1];
    private final byte[] changed = new byte[MOST_SYMBOLS * LONGEST_COPY];
    /** What the bits of the bytes before a position add, by half a byte, the byte right before it first. */
    private final int[] halves = new int[MOST_SYMBOLS * LONGEST_COPY * 2 * HALF_VALUES];

    private int halvesMade;
    private int halvesWeight;
    private int block = -1;
    private long foundBit = -1;
    private long foundContent;

    private SameLengthFlips(DeflateTokens tokens, int difference, LongUnaryOperator tryOut, int mostSymbols) {
        this.tokens = tokens;
        this.bits = tokens.newBits();
        this.wanted = difference;
        this.tryOut = tryOut;
        this.mostSymbols = mostSymbols;
        for (int value = 0; value < steps.length; value++) {
            int register = value;
            for (int bit = 0; bit < 8; bit++) {
                register = step(register);
            }
            steps[value] = register;
        }
    }

    private static int step(int register) {
        return register >>> 1 ^ ((register & 1) == 0 ? 0 : POLYNOMIAL);
    }

    private int byteStep(int register) {
        return register >>> 8 ^ steps[register & 0xFF];
    }

    /**
     * Searches for the bit.
     *
     * @param difference of the CRC that the bytes have and the one they should have
     * @param tryOut     gives a number for the content that data has if a bit is flipped, -1 if its checksum is wrong
     * @return -1 if there is none, or there are several that give different content
     */
    static long find(DeflateTokens tokens, int difference, LongUnaryOperator tryOut) {
        long found = new SameLengthFlips(tokens, difference, tryOut, 1).find();
        return found == -1 && tokens.count() <= MOST_TOKENS
                ? new SameLengthFlips(tokens, difference, tryOut, MOST_SYMBOLS).find()
                : found;
    }

    private long find() {
        int position = tokens.outputLength();
        // What the highest bit of the byte before the position adds to the CRC.
        int weight = byteStep(0x80);
        int unseen = tokens.count();
        for (int token = tokens.count(); token > 0; token--) {
            while (unseen > Math.max(0, token - mostSymbols)) {
                unseen--;
                collect(unseen);
            }
            if (!isStillUnique(token, position, weight)) {
                return AMBIGUOUS;
            }
            int distance = tokens.distance(token - 1);
            for (int left = tokens.length(token - 1); left > 0; left--) {
                position--;
                int sum = weight ^ sums[position & SUMS - 1];
                sums[position & SUMS - 1] = 0;
                weight = byteStep(weight);
                if (distance > 0) {
                    sums[position - distance & SUMS - 1] ^= sum;
                }
            }
        }
        return foundBit;
    }

    private void use(int wantedBlock) {
        if (wantedBlock != block) {
            block = wantedBlock;
            tokens.enter(block, bits);
        }
    }

    /** Keeps the bits of a token that change no lengths. */
    private void collect(int token) {
        use(tokens.blockOf(token));
        for (int bit = tokens.start(token); bit < tokens.start(token + 1); bit++) {
            int inStep = inStep(token, bit);
            if (inStep > 0 && (inStep > token + 1) == (mostSymbols > 1)) {
                int list = inStep % pending.length;
                int size = pendingCounts[list]++;
                if (size == pending[list].length) {
                    pending[list] = Arrays.copyOf(pending[list], 2 * size);
                }
                pending[list][size] = bit;
            }
        }
    }

    /** The token from which on flipping a bit of another one has no effect on lengths; -1 if there is none near. */
    private int inStep(int token, int bit) {
        bits.flip(bit);
        bits.moveTo(tokens.start(token));
        int old = token;
        int lengthDifference = 0;
        for (int symbols = 0; symbols < mostSymbols; symbols++) {
            if (!bits.next() || bits.isEndOfBlock()) {
                return -1;
            }
            lengthDifference += bits.length();
            while (tokens.start(old) < bits.position() && old < token + mostSymbols && old < tokens.count()) {
                lengthDifference -= tokens.length(old);
                old++;
            }
            if (tokens.start(old) == bits.position()) {
                return lengthDifference == 0 ? old : -1;
            }
        }
        return -1;
    }

    /** Tries out the bits whose symbols end at a token; false if more than one can be the wrong one. */
    private boolean isStillUnique(int token, int position, int weight) {
        int list = token % pending.length;
        int size = pendingCounts[list];
        pendingCounts[list] = 0;
        halvesMade = 0;
        halvesWeight = weight;
        for (int index = 0; index < size; index++) {
            int bit = pending[list][index];
            long content = difference(bit, token, position) == wanted ? tryOut.applyAsLong(bit) : -1;
            if (content >= 0 && foundBit >= 0 && content != foundContent) {
                return false;
            }
            if (content >= 0) {
                foundBit = bit;
                foundContent = content;
            }
        }
        return true;
    }

    /** How flipping a bit changes the CRC: in its bytes, up to a position, and in all copies of them. */
    private int difference(int bit, int inStep, int position) {
        int token = inStep;
        int start = position;
        while (tokens.start(token) > bit) {
            token--;
            start -= tokens.length(token);
        }
        use(tokens.blockOf(token));
        bits.flip(bit);
        bits.moveTo(tokens.start(token));
        byte[] output = tokens.output();
        int made = 0;
        while (made < position - start) {
            bits.next();
            int distance = bits.distance();
            if (distance > start + made) {
                return 0;
            }
            if (distance == 0) {
                changed[made++] = (byte) bits.literal();
            } else {
                for (int left = bits.length(); left > 0; left--, made++) {
                    int source = made - distance;
                    changed[made] = source >= 0 ? changed[source] : output[start + source];
                }
            }
        }
        makeHalves(position, made);
        int difference = 0;
        for (int back = 0; back < made; back++) {
            int changedBits = (changed[made - 1 - back] ^ output[position - 1 - back]) & 0xFF;
            int at = back * 2 * HALF_VALUES;
            difference ^= halves[at + (changedBits & HALF_VALUES - 1)] ^ halves[at + HALF_VALUES + (changedBits >> 4)];
        }
        return difference;
    }

    private void makeHalves(int position, int wantedBytes) {
        for (; halvesMade < wantedBytes; halvesMade++) {
            int weightOfBit = halvesWeight ^ sums[position - 1 - halvesMade & SUMS - 1];
            for (int half = 1; half >= 0; half--) {
                int at = (2 * halvesMade + half) * HALF_VALUES;
                for (int highest = HALF_VALUES / 2; highest > 0; highest >>= 1) {
                    halves[at + highest] = weightOfBit;
                    weightOfBit = step(weightOfBit);
                }
                for (int value = 3; value < HALF_VALUES; value++) {
                    int rest = value & value - 1;
                    if (rest != 0) {
                        halves[at + value] = halves[at + rest] ^ halves[at + (value ^ rest)];
                    }
                }
            }
            halvesWeight = byteStep(halvesWeight);
        }
    }
}
