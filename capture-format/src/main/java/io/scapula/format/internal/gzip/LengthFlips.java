package io.scapula.format.internal.gzip;

import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Searches deflate data that makes no sense from some place on, or gives too few or too many bytes, for the one bit that
 * is wrong.
 *
 * <p>Behind a wrong bit, symbols begin at wrong places until they happen to fall into step with the right ones again. A bit
 * whose flip soon leads back to symbols that were read already doesn't change what goes wrong behind them: it is not the one
 * for which data stops making sense. Few bits are left, and each of these is tried out.
 */
final class LengthFlips {
    /** How many symbols before the one that makes no sense are looked at. */
    private static final int MOST_SYMBOLS_BEFORE = 1 << 18;
    /** Data that goes on so far behind the place at which it made no sense is worth a closer look. */
    private static final int SYMBOLS_BEHIND = 64;

    private static final int MOST_SYMBOLS_IN_STEP = 1 << 10;
    private static final int MOST_BLOCKS_BEFORE = 4;
    /** The longest header of a block: three counts, 19 lengths, and 316 words of at most 7 bits with 7 more. */
    private static final int MOST_HEADER_BITS = 17 + 19 * 3 + 316 * 14;

    private static final int SYMBOLS_BEHIND_HEADER = 1 << 11;

    private final DeflateTokens tokens;
    private final DeflateBits bits;
    private final LongPredicate verify;
    private int block = -1;
    private long symbolsLeft;

    /**
     * Prepares a search.
     *
     * @param verify      whether a bit is it, beyond all doubt
     * @param mostSymbols how many symbols may be read; when there are no more, nothing is found
     */
    LengthFlips(DeflateTokens tokens, LongPredicate verify, long mostSymbols) {
        this.tokens = tokens;
        this.bits = tokens.newBits();
        this.verify = verify;
        this.symbolsLeft = mostSymbols;
    }

    /** How many symbols may still be read. */
    long symbolsLeft() {
        return symbolsLeft;
    }

    private boolean next() {
        symbolsLeft--;
        return symbolsLeft >= 0 && bits.next();
    }

    /** The bit before the place at which data stops making sense; -1 if there is none. */
    long findBeforeNonsense() {
        int oldest = Math.max(0, tokens.count() - MOST_SYMBOLS_BEFORE);
        for (int token = tokens.count(); token >= oldest; token--) {
            boolean isInSymbols = token < tokens.count()
                    || tokens.blocks() > 0 && tokens.start(token) != tokens.header(tokens.blocks() - 1);
            long found = isInSymbols ? findIn(token) : -1;
            if (found >= 0) {
                return found;
            }
        }
        return findInHeaders();
    }

    private long findIn(int token) {
        int from = tokens.start(token);
        // Of the symbol that makes no sense, nobody knows how long it should be.
        int to = token == tokens.count() ? from + Long.SIZE - 16 : tokens.start(token + 1);
        int itsBlock = token == tokens.count() ? tokens.blocks() - 1 : tokens.blockOf(token);
        for (int bit = from; bit < to; bit++) {
            use(itsBlock);
            if (goesOnBehind(token, bit) && verify.test(bit)) {
                return bit;
            }
        }
        return -1;
    }

    private void use(int wantedBlock) {
        if (wantedBlock != block) {
            block = wantedBlock;
            tokens.enter(block, bits);
        }
    }

    /** Whether data makes sense behind the place where it does not, if a bit of a token is flipped. */
    private boolean goesOnBehind(int token, int bit) {
        int nonsense = tokens.start(tokens.count());
        bits.flip(bit);
        bits.moveTo(tokens.start(token));
        int old = token;
        int behind = 0;
        boolean inBlock = true;
        while (behind < SYMBOLS_BEHIND) {
            if (!next()) {
                return false;
            }
            if (bits.isEndOfBlock()) {
                if (bits.isLastBlock()) {
                    return bits.position() > nonsense;
                }
                // From here on it reads symbols of another block.
                block = -1;
                inBlock = false;
                if (!bits.startBlock()) {
                    return false;
                }
            }
            long position = bits.position();
            while (inBlock && old < tokens.count() && tokens.start(old) < position) {
                old++;
            }
            if (inBlock && position <= nonsense && tokens.start(old) == position) {
                return false;
            }
            behind += position > nonsense ? 1 : 0;
        }
        return true;
    }

    /** Where the header of a block is wrong, all of the block is. */
    private long findInHeaders() {
        for (int index = tokens.blocks() - 1; index >= Math.max(0, tokens.blocks() - MOST_BLOCKS_BEFORE); index--) {
            int header = tokens.header(index);
            bits.flip(-1);
            bits.moveTo(header);
            long end = bits.startBlock() ? bits.position() : header + MOST_HEADER_BITS;
            for (int bit = header; bit < end; bit++) {
                if (makesSense(header, bit) && verify.test(bit)) {
                    return bit;
                }
            }
        }
        block = -1;
        return -1;
    }

    private boolean makesSense(int header, int bit) {
        bits.flip(bit);
        bits.moveTo(header);
        if (!bits.startBlock()) {
            return false;
        }
        for (int symbols = 0; symbols < SYMBOLS_BEHIND_HEADER; symbols++) {
            if (!next()) {
                return false;
            }
            if (bits.isEndOfBlock()) {
                return bits.isLastBlock() || bits.startBlock();
            }
        }
        return true;
    }

    /**
     * The bit that makes data give a number of bytes more; -1 if there is none.
     *
     * @param frames     tell near which byte it is; {@code null} if nobody knows
     * @param difference how many bytes more, negative for fewer
     */
    long findByLength(@Nullable BrokenFrames frames, int difference) {
        int from = frames == null ? 0 : frames.from();
        int to = frames == null ? tokens.outputLength() : frames.to();
        int position = tokens.outputLength();
        for (int token = tokens.count() - 1; token >= 0 && position > from; token--) {
            position -= tokens.length(token);
            if (position < to) {
                int itsBlock = tokens.blockOf(token);
                for (int bit = tokens.start(token); bit < tokens.start(token + 1); bit++) {
                    use(itsBlock);
                    if (gives(token, bit, difference) && isSensible(frames, token, position) && verify.test(bit)) {
                        return bit;
                    }
                }
            }
        }
        return -1;
    }

    private boolean isSensible(@Nullable BrokenFrames frames, int token, int position) {
        if (frames == null) {
            return true;
        }
        bits.moveTo(tokens.start(token));
        // It may go on to other blocks.
        block = -1;
        return frames.makeSense(bits, position);
    }

    private boolean gives(int token, int bit, int wanted) {
        bits.flip(bit);
        bits.moveTo(tokens.start(token));
        int old = token;
        int difference = 0;
        for (int symbols = 0; symbols < MOST_SYMBOLS_IN_STEP; symbols++) {
            if (!next() || bits.isEndOfBlock()) {
                return false;
            }
            difference += bits.length();
            while (old < tokens.count() && tokens.start(old) < bits.position()) {
                difference -= tokens.length(old);
                old++;
            }
            if (tokens.start(old) == bits.position()) {
                return difference == wanted;
            }
        }
        return false;
    }
}
