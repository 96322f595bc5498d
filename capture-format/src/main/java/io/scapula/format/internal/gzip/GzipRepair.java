package io.scapula.format.internal.gzip;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Finds the wrong bit in gzip members whose checksum is wrong. What is found is proven: with the bit flipped, checksum and
 * size of the member are right.
 */
final class GzipRepair {
    private static final int MOST_OUTPUT_BYTES = 64 << 20;
    private static final int LONGEST_EVENT = 1 << 17;
    private static final int TRAILER_BYTES = 8;
    /** Bytes that are inflated to check members and to try bits out: of what honest captures give, several times as much. */
    private static final long MOST_INFLATED_BYTES = 1L << 29;

    /**
     * A bit that is wrong.
     *
     * @param storedOffset the byte it is in
     * @param mask         the bit
     */
    record WrongBit(int storedOffset, int mask) {}

    private final byte[] file;
    private final int fileLength;
    private final List<WrongBit> found = new ArrayList<>();
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    /** Tells contents apart whose CRC-32 is the same. */
    private final CRC32C content = new CRC32C();

    private final byte[] sink = new byte[1 << 16];
    private long inflated;
    /** How many symbols may still be read to try bits out. */
    private long symbolsLeft = 1L << 26;

    private GzipRepair(byte[] file, int fileLength) {
        this.file = file;
        this.fileLength = fileLength;
    }

    /**
     * The wrong bits of a file, at most one in each member; none behind a member that has more than one.
     *
     * @param file   the file, and at least {@value DeflateBits#PADDING_BYTES} bytes behind it; the bits are put right
     * @param length how long the file is
     */
    static List<WrongBit> wrongBits(byte[] file, int length) {
        GzipRepair repair = new GzipRepair(file, length);
        try {
            int member = 0;
            while (member >= 0 && member < length) {
                member = repair.repaired(member);
            }
        } finally {
            repair.inflater.end();
        }
        return repair.found;
    }

    /** Where the member ends, once it is right; -1 if it can't be put right. */
    private int repaired(int member) {
        int data = data(member);
        if (data < 0) {
            return -1;
        }
        int end = soundEnd(data);
        if (end >= 0) {
            return end;
        }
        DeflateTokens tokens =
                inflated > MOST_INFLATED_BYTES ? null : DeflateTokens.read(file, data, fileLength, MOST_OUTPUT_BYTES);
        if (tokens == null || tokens.isCutOff()) {
            return -1;
        }
        long bit = tokens.isWhole() ? inWhole(tokens, data, member == 0) : -1;
        if (bit < 0) {
            LengthFlips flips = new LengthFlips(tokens, candidate -> isIt(candidate, data), symbolsLeft);
            bit = flips.findBeforeNonsense();
            symbolsLeft = flips.symbolsLeft();
        }
        if (bit < 0) {
            return -1;
        }
        flip(bit);
        found.add(new WrongBit((int) (bit >>> 3), 1 << (bit & 7)));
        return soundEnd(data);
    }

    private void flip(long bit) {
        file[(int) (bit >>> 3)] ^= (byte) (1 << (bit & 7));
    }

    private boolean isIt(long bit, int data) {
        flip(bit);
        boolean right = soundEnd(data) >= 0;
        flip(bit);
        return right;
    }

    private long inWhole(DeflateTokens tokens, int data, boolean isFirst) {
        int trailer = (tokens.start(tokens.count()) + 7) >>> 3;
        if (fileLength - trailer < TRAILER_BYTES) {
            return -1;
        }
        crc.reset();
        crc.update(tokens.output(), 0, tokens.outputLength());
        int crcDifference = LittleEndian.word(file, trailer) ^ (int) crc.getValue();
        int lengthDifference = LittleEndian.word(file, trailer + 4) - tokens.outputLength();
        int lengthBits = LittleEndian.word(file, trailer + 4) ^ tokens.outputLength();
        if (Integer.bitCount(crcDifference) + Integer.bitCount(lengthBits) == 1) {
            return 8L * trailer
                    + (crcDifference != 0
                            ? Integer.numberOfTrailingZeros(crcDifference)
                            : Integer.SIZE + Integer.numberOfTrailingZeros(lengthBits));
        }
        if (lengthDifference == 0) {
            return SameLengthFlips.find(tokens, crcDifference, bit -> isIt(bit, data) ? content.getValue() : -1);
        }
        LengthFlips flips = new LengthFlips(tokens, candidate -> isIt(candidate, data), symbolsLeft);
        BrokenFrames frames = isFirst ? BrokenFrames.of(tokens, LONGEST_EVENT) : null;
        long bit = flips.findByLength(frames, lengthDifference);
        if (bit < 0 && isFirst) {
            bit = flips.findByLength(BrokenFrames.of(tokens, MOST_OUTPUT_BYTES), lengthDifference);
        }
        symbolsLeft = flips.symbolsLeft();
        return bit;
    }

    /** Where the data of a member begins; -1 if no member does there. */
    private int data(int member) {
        int header = fileLength - member < GzipHeader.LEAST_BYTES ? -1 : GzipHeader.bytes(file, member, fileLength);
        return header < 0 || header > fileLength - member ? -1 : member + header;
    }

    /** Where the member whose data begins there ends, if it is what was compressed; else -1. */
    private int soundEnd(int data) {
        inflater.reset();
        inflater.setInput(file, data, fileLength - data);
        crc.reset();
        content.reset();
        try {
            int count = inflater.inflate(sink);
            while (count > 0 && inflated <= MOST_INFLATED_BYTES) {
                inflated += count;
                crc.update(sink, 0, count);
                content.update(sink, 0, count);
                count = inflater.inflate(sink);
            }
        } catch (DataFormatException e) {
            return -1;
        }
        int trailer = fileLength - inflater.getRemaining();
        boolean isSound = inflater.finished()
                && fileLength - trailer >= TRAILER_BYTES
                && LittleEndian.word(file, trailer) == (int) crc.getValue()
                && LittleEndian.word(file, trailer + 4) == (int) inflater.getBytesWritten();
        return isSound ? trailer + TRAILER_BYTES : -1;
    }
}
