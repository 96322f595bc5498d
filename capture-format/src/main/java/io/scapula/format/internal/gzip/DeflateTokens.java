package io.scapula.format.internal.gzip;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Deflate data symbol by symbol, up to its end or the first symbol that makes no sense, and what it gives. */
final class DeflateTokens {
    private static final int FIRST_TOKENS = 1 << 12;
    private static final int LONGEST_COPY = 258;

    private final byte[] data;
    private final int dataEnd;
    private final int mostOutput;
    private int[] starts = new int[FIRST_TOKENS];
    private int[] lengths = new int[FIRST_TOKENS];
    private int count;
    private int[] blockHeaders = new int[16];
    private int[] blockTokens = new int[16];
    private int blocks;
    private byte[] output = new byte[FIRST_TOKENS];
    private int outputLength;
    private int end;
    private boolean isWhole;

    private DeflateTokens(byte[] data, int dataEnd, int mostOutput) {
        this.data = data;
        this.dataEnd = dataEnd;
        this.mostOutput = mostOutput;
    }

    /**
     * Reads data.
     *
     * @param data       the data, padded for {@link DeflateBits}
     * @param from       offset at which it begins
     * @param dataEnd    offset behind it, and what follows it
     * @param mostOutput most bytes that it may give
     * @return {@code null} if it gives more
     */
    static @Nullable DeflateTokens read(byte[] data, int from, int dataEnd, int mostOutput) {
        DeflateTokens tokens = new DeflateTokens(data, dataEnd, mostOutput);
        DeflateBits bits = tokens.newBits();
        bits.moveTo(8L * from);
        tokens.isWhole = tokens.readBlocks(bits);
        return tokens.outputLength > mostOutput ? null : tokens;
    }

    /** Makes a reader read the symbols of a block, with no bit flipped. */
    void enter(int block, DeflateBits bits) {
        bits.flip(-1);
        bits.moveTo(header(block));
        bits.startBlock();
    }

    /** A reader of the same data. */
    DeflateBits newBits() {
        return new DeflateBits(data, dataEnd);
    }

    private boolean readBlocks(DeflateBits bits) {
        boolean last = false;
        while (!last) {
            end = (int) bits.position();
            addBlock();
            if (!bits.startBlock()) {
                return false;
            }
            last = bits.isLastBlock();
            do {
                end = (int) bits.position();
                if (!bits.next() || bits.distance() > outputLength || outputLength > mostOutput) {
                    return false;
                }
                addToken(bits);
            } while (!bits.isEndOfBlock());
        }
        end = (int) bits.position();
        return true;
    }

    private void addBlock() {
        if (blocks == blockHeaders.length) {
            blockHeaders = Arrays.copyOf(blockHeaders, 2 * blocks);
            blockTokens = Arrays.copyOf(blockTokens, 2 * blocks);
        }
        blockHeaders[blocks] = end;
        blockTokens[blocks++] = count;
    }

    private void addToken(DeflateBits token) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
        }
        int length = token.length();
        int distance = token.distance();
        starts[count] = end;
        lengths[count++] = length << 16 | distance;
        if (output.length - outputLength < length) {
            output = Arrays.copyOf(output, Math.min(2 * output.length, mostOutput + LONGEST_COPY + 1));
        }
        if (distance == 0 && length > 0) {
            output[outputLength++] = (byte) token.literal();
        } else {
            for (int copied = 0; copied < length; copied++, outputLength++) {
                output[outputLength] = output[outputLength - distance];
            }
        }
    }

    /** Whether it was read to the end of its last block. */
    boolean isWhole() {
        return isWhole;
    }

    /** Whether what makes no sense is that the data ends. */
    boolean isCutOff() {
        return !isWhole && end >= 8L * dataEnd - HuffmanCode.LONGEST;
    }

    int count() {
        return count;
    }

    /** Bit at which a token begins; of the one behind the last, where reading ended. */
    int start(int token) {
        return token == count ? end : starts[token];
    }

    /** How many bytes a token gives; 0 of the end of a block. */
    int length(int token) {
        return lengths[token] >>> 16;
    }

    /** How far back these are copied from; 0 of a literal. */
    int distance(int token) {
        return lengths[token] & 0xFFFF;
    }

    int blocks() {
        return blocks;
    }

    /** Bit at which the header of a block begins. */
    int header(int block) {
        return blockHeaders[block];
    }

    /** First token of a block. */
    int firstToken(int block) {
        return block == blocks ? count : blockTokens[block];
    }

    /** The block that a token is in. */
    int blockOf(int token) {
        int found = Arrays.binarySearch(blockTokens, 0, blocks, token);
        return found >= 0 ? found : -found - 2;
    }

    /** What the tokens give, and room behind it. */
    byte[] output() {
        return output;
    }

    int outputLength() {
        return outputLength;
    }
}
