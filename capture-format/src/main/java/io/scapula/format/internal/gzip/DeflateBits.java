package io.scapula.format.internal.gzip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Deflate data (RFC 1951) read one symbol after the other from any bit on, as if one of its bits were another one. Unlike an
 * inflater it tells where each symbol begins, keeps no output, and can go back.
 */
final class DeflateBits {
    /** How far a distance goes back at most. */
    static final int WINDOW_BYTES = 1 << 15;

    /** The bytes behind the data that must be there, whatever they hold. */
    static final int PADDING_BYTES = 16;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int END_OF_BLOCK = 256;
    private static final int MOST_LITERALS = 286;
    private static final int MOST_DISTANCES = 30;
    private static final byte[] LENGTHS_ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    private static final short[] LENGTH_BASE = {
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258
    };
    private static final byte[] LENGTH_EXTRA = {
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
    };
    private static final short[] DISTANCE_BASE = {
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
        6145, 8193, 12289, 16385, 24577
    };
    private static final HuffmanCode FIXED_LITERALS = HuffmanCode.fixedLiterals();
    private static final HuffmanCode FIXED_DISTANCES = HuffmanCode.fixedDistances();

    private final byte[] data;
    /** Bit behind the last one. */
    private final long end;
    /** The bit that is taken for its opposite, -1 for none. */
    private long flipped = -1;

    private HuffmanCode literals = FIXED_LITERALS;
    private HuffmanCode distances = FIXED_DISTANCES;
    private boolean isStored;
    private long storedEnd;
    private boolean isLast;
    private final byte[] lengths = new byte[MOST_LITERALS + MOST_DISTANCES + 2];

    private long position;
    private int length;
    private int distance;
    private int literal;

    /**
     * Reads bytes.
     *
     * @param data the data, and at least {@value #PADDING_BYTES} bytes behind it
     * @param end  offset behind the data
     */
    DeflateBits(byte[] data, int end) {
        this.data = data;
        this.end = 8L * end;
    }

    /** From now on, takes a bit for its opposite; -1 for none. */
    void flip(long bit) {
        flipped = bit;
    }

    void moveTo(long bit) {
        position = bit;
    }

    /** Bit behind what was read last. */
    long position() {
        return position;
    }

    private long bits(long from) {
        long word = (long) LONG.get(data, (int) (from >>> 3)) >>> (from & 7);
        long distanceToFlip = flipped - from;
        return distanceToFlip >= 0 && distanceToFlip < Long.SIZE ? word ^ 1L << distanceToFlip : word;
    }

    private int take(int count) {
        int value = (int) bits(position) & (1 << count) - 1;
        position += count;
        return value;
    }

    /**
     * Reads the header of a block: what follows are its symbols.
     *
     * @return false if it makes no sense, or the data ends in it
     */
    boolean startBlock() {
        isLast = take(1) != 0;
        int kind = take(2);
        isStored = kind == 0;
        boolean makesSense = switch (kind) {
            case 0 -> startStored();
            case 1 -> {
                literals = FIXED_LITERALS;
                distances = FIXED_DISTANCES;
                yield true;
            }
            case 2 -> startDynamic();
            default -> false;
        };
        return makesSense && position <= end;
    }

    private boolean startStored() {
        position = position + 7 & ~7L;
        if (position + 32 > end) {
            return false;
        }
        int count = take(16);
        int complement = take(16);
        storedEnd = position + 8L * count;
        return count == (complement ^ 0xFFFF) && storedEnd <= end;
    }

    private boolean startDynamic() {
        int literalCount = take(5) + 257;
        int distanceCount = take(5) + 1;
        int lengthCount = take(4) + 4;
        if (literalCount > MOST_LITERALS || distanceCount > MOST_DISTANCES) {
            return false;
        }
        byte[] ofLengths = new byte[LENGTHS_ORDER.length];
        for (int index = 0; index < lengthCount; index++) {
            ofLengths[LENGTHS_ORDER[index]] = (byte) take(3);
        }
        HuffmanCode code = HuffmanCode.of(ofLengths, ofLengths.length);
        if (code == null || !readLengths(code, literalCount + distanceCount) || lengths[END_OF_BLOCK] == 0) {
            return false;
        }
        HuffmanCode newLiterals = HuffmanCode.of(lengths, literalCount);
        byte[] ofDistances = new byte[distanceCount];
        System.arraycopy(lengths, literalCount, ofDistances, 0, distanceCount);
        HuffmanCode newDistances = HuffmanCode.of(ofDistances, distanceCount);
        if (newLiterals == null || newDistances == null) {
            return false;
        }
        literals = newLiterals;
        distances = newDistances;
        return true;
    }

    private boolean readLengths(HuffmanCode code, int count) {
        int index = 0;
        while (index < count) {
            int found = code.find(bits(position));
            if (found == 0 || position >= end) {
                return false;
            }
            position += HuffmanCode.length(found);
            int symbol = HuffmanCode.symbol(found);
            int times = 1;
            byte value = (byte) symbol;
            if (symbol > HuffmanCode.LONGEST) {
                if (symbol == 16 && index == 0) {
                    return false;
                }
                value = symbol == 16 ? lengths[index - 1] : 0;
                times = symbol == 16 ? 3 + take(2) : symbol == 17 ? 3 + take(3) : 11 + take(7);
            }
            if (index + times > count) {
                return false;
            }
            for (int repeated = 0; repeated < times; repeated++) {
                lengths[index++] = value;
            }
        }
        return true;
    }

    /**
     * Reads a symbol of the block.
     *
     * @return false if it makes no sense, or the data ends in it
     */
    boolean next() {
        if (isStored) {
            return nextStored();
        }
        long bits = bits(position);
        int found = literals.find(bits);
        int used = HuffmanCode.length(found);
        int symbol = HuffmanCode.symbol(found);
        if (symbol < END_OF_BLOCK) {
            literal = symbol;
            length = 1;
            distance = 0;
        } else if (symbol == END_OF_BLOCK) {
            length = 0;
            distance = 0;
        } else {
            int lengthCode = symbol - END_OF_BLOCK - 1;
            if (lengthCode >= LENGTH_BASE.length) {
                return false;
            }
            int extra = LENGTH_EXTRA[lengthCode];
            length = LENGTH_BASE[lengthCode] + ((int) (bits >>> used) & (1 << extra) - 1);
            used += extra;
            int foundDistance = distances.find(bits >>> used);
            int distanceCode = HuffmanCode.symbol(foundDistance);
            if (foundDistance == 0 || distanceCode >= MOST_DISTANCES) {
                return false;
            }
            used += HuffmanCode.length(foundDistance);
            extra = Math.max(0, (distanceCode >> 1) - 1);
            distance = DISTANCE_BASE[distanceCode] + ((int) (bits >>> used) & (1 << extra) - 1);
            used += extra;
        }
        position += used;
        return found != 0 && position <= end;
    }

    private boolean nextStored() {
        distance = 0;
        length = position < storedEnd ? 1 : 0;
        if (length > 0) {
            literal = take(8);
        }
        return true;
    }

    /** Whether the block that was started last is the last one. */
    boolean isLastBlock() {
        return isLast;
    }

    /** Whether the last symbol ended the block. */
    boolean isEndOfBlock() {
        return length == 0;
    }

    /** How many bytes the last symbol gives. */
    int length() {
        return length;
    }

    /** How far back these are copied from; 0 of a literal. */
    int distance() {
        return distance;
    }

    /** The byte of a literal. */
    int literal() {
        return literal;
    }
}
