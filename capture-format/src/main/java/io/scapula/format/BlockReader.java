package io.scapula.format;

import io.scapula.format.block.BlockType;
import io.scapula.format.block.SectionHeader;
import io.scapula.format.internal.WarningLog;
import io.scapula.format.internal.source.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Frames blocks: finds each block's type and body and checks its lengths. What is done where that stops working is up to
 * {@link BlockRecovery}, so that the way through sound blocks stays short.
 *
 * <pre>
 * type             u32
 * total length     u32   at least 12, counts everything
 * body             total length - 12 bytes
 * total length     u32   again
 * </pre>
 */
final class BlockReader {
    private static final int FRAME_BYTES = BlockCheck.FRAME_BYTES;
    private static final int LONGEST_SECTION_HEADER = 1 << 16;
    /** An event of at most 64 KiB, its frame, and as much again for options. */
    static final int LARGEST_SMALL_EVENT_BLOCK = 1 << 17;

    private static final int EVENT_V1 = BlockType.EVENT_V1.code();
    private static final int EVENT_V1_ALIAS = BlockType.EVENT_V1.alias();
    private static final int EVENT_V1_FLAGS = BlockType.EVENT_V1_FLAGS.code();
    private static final int EVENT_V2 = BlockType.EVENT_V2.code();
    private static final int EVENT_V2_FLAGS = BlockType.EVENT_V2_FLAGS.code();
    private static final int SECTION_HEADER = BlockType.SECTION_HEADER.code();

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final ByteSource source;
    private final ReadOptions options;
    private final WarningLog warnings;
    private final BlockRecovery recovery;
    private ByteBuffer buffer;
    private long windowOffset;
    private int windowEnd;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    /** Index in the window of the next block. */
    private int next;

    private long blockNumber;
    private int blockStart;
    private int type;
    private int bodyEnd;
    private boolean ended;
    /** What is wrong in a damaged part that is to be left. */
    private @Nullable String partProblem;

    /**
     * Starts before the first block.
     *
     * @param losses told of what is lost
     * @param onGap  told where blocks were lost, before the next one is shown
     */
    BlockReader(ByteSource source, ReadOptions options, WarningLog warnings, LossRecorder losses, Runnable onGap) {
        this.source = source;
        this.options = options;
        this.warnings = warnings;
        this.buffer = source.window();
        this.recovery = new BlockRecovery(this, source, options, warnings, losses, onGap);
    }

    /** Starts at a block that was found behind a start that is broken. */
    void startAt(long offset, ByteOrder found, String problem) {
        order = found;
        leaveWindow(offset);
        recovery.startIsLost(offset, problem);
        blockNumber = 1;
    }

    /** Moves to the next block; false at the end of the capture or where its framing is lost. */
    boolean advance() throws IOException {
        int position = next;
        if (windowEnd - position < FRAME_BYTES) {
            String problem = partProblem;
            if (problem != null) {
                partProblem = null;
                return recovery.leavePart(problem);
            }
            if (ended || !refill(position, FRAME_BYTES)) {
                return end(windowEnd - next);
            }
            position = next;
        }
        blockNumber++;
        blockStart = position;
        type = buffer.getInt(position);
        int least = FRAME_BYTES;
        if (type == SECTION_HEADER) {
            least += SectionHeader.SIZE;
            if (windowEnd - position < least && !refill(position, least)) {
                blockNumber--;
                return end(windowEnd - next);
            }
            position = next;
            blockStart = position;
            if (!startsSection()) {
                return recovery.recover(CaptureWarning.Kind.FRAMING_LOST, "section header has no byte order magic");
            }
            position = blockStart;
        }
        int length = buffer.getInt(position + 4);
        if (length < least || length > mostBytes(type)) {
            return recovery.framingLost(length, least);
        }
        if (windowEnd - position < length) {
            boolean whole = refill(position, length);
            position = next;
            blockStart = position;
            if (!whole) {
                return recovery.truncated(length);
            }
        }
        next = position + length;
        bodyEnd = next - 4;
        return buffer.getInt(bodyEnd) == length || recovery.lengthsDiffer(length);
    }

    /** Slides or remaps the window so that it starts at the block; true if it then holds the wanted bytes. */
    private boolean refill(int position, int wanted) throws IOException {
        long offset = windowOffset + position;
        int available = source.require(offset, wanted);
        take(offset);
        return available >= wanted;
    }

    private void take(long offset) {
        buffer = source.window().order(order);
        windowOffset = source.windowOffset();
        windowEnd = source.windowEnd();
        next = (int) Math.min(offset - windowOffset, windowEnd);
    }

    /** A section header may change the byte order; its magic is checked before its length is believed. */
    private boolean startsSection() throws IOException {
        ByteOrder sectionOrder = SectionHeader.byteOrderAt(buffer, next + 8);
        if (sectionOrder == null) {
            sectionOrder = orderByLengths();
            if (sectionOrder == null) {
                return false;
            }
            warnings.add(
                    CaptureWarning.Kind.MALFORMED_LIST,
                    "magic",
                    location(),
                    "section header has no byte order magic; its lengths tell the order");
        }
        order = sectionOrder;
        buffer = buffer.order(order);
        return true;
    }

    /** The byte order in which a section header's lengths agree. */
    private @Nullable ByteOrder orderByLengths() throws IOException {
        if (!recovery.salvages()) {
            return null;
        }
        refill(next, LONGEST_SECTION_HEADER);
        blockStart = next;
        for (ByteOrder candidate : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            buffer.order(candidate);
            int length = buffer.getInt(next + 4);
            boolean agree = length >= FRAME_BYTES + SectionHeader.SIZE
                    && length <= Math.min(windowEnd - next, LONGEST_SECTION_HEADER)
                    && buffer.getInt(next + length - 4) == length;
            if (agree) {
                return candidate;
            }
        }
        buffer.order(order);
        return null;
    }

    private boolean end(int leftOver) throws IOException {
        if (ended) {
            return false;
        }
        blockNumber++;
        blockStart = next;
        if (leftOver > 0 || source.damage() != null) {
            return recovery.cutOff(leftOver);
        }
        blockNumber--;
        long trailing = source.trailingBytes();
        if (trailing != 0) {
            warnings.add(
                    CaptureWarning.Kind.TRAILING_BYTES,
                    "",
                    location(),
                    (trailing > 0 ? trailing + " bytes" : "bytes")
                            + " after the compressed stream belong to no capture");
        }
        ended = true;
        return false;
    }

    /**
     * Leaves the part of a compressed stream that is damaged, as an event shows that makes no sense.
     *
     * @return false if the part is not known to be damaged
     */
    boolean leavesPart(String problem) throws IOException {
        if (!recovery.isPartKnownBroken()) {
            return false;
        }
        partProblem = problem;
        windowEnd = next;
        return true;
    }

    /** Nothing is shown any longer, and reading stands at an offset that the window may be past. */
    void leaveWindow(long offset) {
        windowOffset = offset;
        windowEnd = 0;
        blockStart = 0;
        next = 0;
    }

    /** Goes on with the next block from an offset on. */
    boolean advanceFrom(long offset) throws IOException {
        take(offset);
        return advance();
    }

    /** Shows the block at an offset with that one of its two lengths that is believed; the window may have moved. */
    void show(long offset, int length) {
        take(offset);
        blockStart = next;
        type = buffer.getInt(blockStart);
        next = blockStart + length;
        bodyEnd = next - 4;
    }

    /** The block's length is not believed any longer: reading stands where the block begins. */
    void stepBack() {
        next = blockStart;
    }

    /** There is no next block. */
    void stop() {
        ended = true;
        windowEnd = next;
    }

    /** Events of the small block types stay below 64 KiB; believing more would only hide a broken length. */
    int mostBytes(int blockType) {
        boolean smallEvent = blockType == EVENT_V2
                || blockType == EVENT_V2_FLAGS
                || blockType == EVENT_V1
                || blockType == EVENT_V1_FLAGS
                || blockType == EVENT_V1_ALIAS;
        int most = options.limits().maxBlockBytes();
        return smallEvent ? Math.min(most, LARGEST_SMALL_EVENT_BLOCK) : most;
    }

    /** Lets go of the bytes, which may not be there any longer; there is no next block. */
    void close() {
        buffer = NOTHING;
        windowOffset += next;
        windowEnd = 0;
        next = 0;
        ended = true;
    }

    CaptureLocation location() {
        return new CaptureLocation(blockNumber, byteOffset());
    }

    long blockNumber() {
        return blockNumber;
    }

    /** Offset in the uncompressed stream up to which blocks were read. */
    long bytesRead() {
        return windowOffset + next;
    }

    /** Offset of the block in the uncompressed stream. */
    long byteOffset() {
        return windowOffset + blockStart;
    }

    int type() {
        return type;
    }

    ByteBuffer buffer() {
        return buffer;
    }

    ByteOrder order() {
        return order;
    }

    /** Index in the window of the block. */
    int blockStart() {
        return blockStart;
    }

    /** Index behind the window's last byte. */
    int windowEnd() {
        return windowEnd;
    }

    int bodyStart() {
        return blockStart + 8;
    }

    int bodyEnd() {
        return bodyEnd;
    }
}
