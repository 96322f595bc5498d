package io.scapula.format.internal.gzip;

import java.util.Arrays;

/**
 * The blocks of a capture whose compressed data lacks some bytes, or has too many: where their lengths stop making sense, and
 * whether they make sense there with another bit.
 */
final class BrokenFrames {
    private static final int FRAME_BYTES = 12;
    /** How far before the block that makes no sense the wrong bit can be: copies from a wrong place may look right. */
    private static final int MOST_BYTES_BEFORE = 1 << 15;

    private static final int BYTES_BEHIND = 1 << 8;
    private static final int LONGEST_COPY = 258;
    private static final int SOUND = -1;
    private static final int NONSENSE = -2;
    /** Bytes that are made to try bits out. */
    private static final long MOST_MADE_BYTES = 1L << 28;

    private final DeflateTokens tokens;
    private int[] blocks = new int[64];
    private int count;
    private int end;
    private byte[] made = new byte[1 << 12];
    private long madeBytes;

    private BrokenFrames(DeflateTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * Goes through the blocks of data that begins with one.
     *
     * @param longest what longer length is not believed of the block that makes no sense
     */
    static BrokenFrames of(DeflateTokens tokens, int longest) {
        BrokenFrames frames = new BrokenFrames(tokens);
        byte[] capture = tokens.output();
        int left = tokens.outputLength();
        int block = 0;
        int length = FRAME_BYTES;
        while (left >= FRAME_BYTES && length > 0) {
            frames.add(block);
            length = length(capture, block, tokens.outputLength());
            block += length;
            left -= length;
        }
        int claimed = tokens.outputLength() - frames.broken() < FRAME_BYTES
                ? 0
                : LittleEndian.word(capture, frames.broken() + 4);
        long end = frames.broken()
                + (long) (claimed > longest ? FRAME_BYTES : Math.max(FRAME_BYTES, claimed))
                + FRAME_BYTES;
        frames.end = (int) Math.min(end, tokens.outputLength());
        return frames;
    }

    private void add(int block) {
        if (count == blocks.length) {
            blocks = Arrays.copyOf(blocks, 2 * count);
        }
        blocks[count++] = block;
    }

    /** How long the block is, if both its lengths say so; else 0. */
    private static int length(byte[] capture, int block, int end) {
        if (end - block < FRAME_BYTES) {
            return 0;
        }
        int length = LittleEndian.word(capture, block + 4);
        boolean isWhole = length >= FRAME_BYTES
                && length <= end - block
                && LittleEndian.word(capture, block + length - 4) == length;
        return isWhole ? length : 0;
    }

    /** Where the first block begins that makes no sense. */
    private int broken() {
        return count == 0 ? 0 : blocks[count - 1];
    }

    /** First byte that may be wrong. */
    int from() {
        return Math.max(0, broken() - MOST_BYTES_BEFORE);
    }

    /** Behind the last byte that may be the first wrong one. */
    int to() {
        return end;
    }

    /**
     * Whether blocks make sense beyond the broken one if a bit is another one.
     *
     * @param bits     reads symbols from the one on that changes, its bit flipped
     * @param position of the symbol's first byte
     */
    boolean makeSense(DeflateBits bits, int position) {
        int found = Arrays.binarySearch(blocks, 0, count, position);
        int first = blocks[found >= 0 ? found : Math.max(0, -found - 2)];
        int wanted = end + BYTES_BEHIND;
        int made = position;
        while (madeBytes < MOST_MADE_BYTES) {
            int before = made;
            made = make(bits, position, made, wanted);
            madeBytes += Math.max(0, made - before);
            int needed = made < 0 ? NONSENSE : needed(first, position, made);
            if (needed < 0 || made < wanted) {
                return needed == SOUND;
            }
            wanted = needed;
        }
        return false;
    }

    /** Makes bytes up to a wanted position, or the end of the data; negative if that makes no sense. */
    private int make(DeflateBits bits, int position, int from, int wanted) {
        byte[] output = tokens.output();
        int length = from - position;
        while (position + length < wanted) {
            if (!bits.next()) {
                return NONSENSE;
            }
            if (bits.isEndOfBlock()) {
                if (bits.isLastBlock()) {
                    return position + length;
                }
                if (!bits.startBlock()) {
                    return NONSENSE;
                }
            }
            if (bits.distance() > position + length) {
                return NONSENSE;
            }
            if (made.length - length < LONGEST_COPY) {
                made = Arrays.copyOf(made, 2 * made.length);
            }
            if (bits.distance() == 0 && bits.length() > 0) {
                made[length++] = (byte) bits.literal();
            } else {
                for (int left = bits.length(); left > 0; left--, length++) {
                    int source = length - bits.distance();
                    made[length] = source >= 0 ? made[source] : output[position + source];
                }
            }
        }
        return position + length;
    }

    /**
     * Goes through blocks that begin in what was there before and go on in what was made.
     *
     * @return the position up to which bytes are needed to tell, or {@link #SOUND}, or {@link #NONSENSE}
     */
    private int needed(int first, int position, int end) {
        int block = first;
        while (end - block >= FRAME_BYTES) {
            int claimed = word(block + 4, position);
            if (claimed < FRAME_BYTES || claimed > tokens.outputLength()) {
                return NONSENSE;
            }
            if (claimed > end - block) {
                return block > broken() ? SOUND : block + claimed;
            }
            if (word(block + claimed - 4, position) != claimed) {
                return NONSENSE;
            }
            block += claimed;
        }
        return block > broken() ? SOUND : block + FRAME_BYTES;
    }

    private int word(int at, int position) {
        int word = 0;
        for (int index = 3; index >= 0; index--) {
            int byteAt = at + index;
            byte value = byteAt < position ? tokens.output()[byteAt] : made[byteAt - position];
            word = word << 8 | (value & 0xFF);
        }
        return word;
    }
}
