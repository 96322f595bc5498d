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
 * Frames blocks: finds each block's type and body, checks its lengths, and names the place where that stops working.
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
    private static final int LARGEST_SMALL_EVENT_BLOCK = 1 << 17;

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
    private final LossRecorder losses;
    private final Runnable onGap;
    private final BlockCheck check;
    private final Salvage salvage;
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
        this.losses = losses;
        this.onGap = onGap;
        this.buffer = source.window();
        this.check = new BlockCheck(options.limits());
        this.salvage = new Salvage(source, check, options.limits().maxSearchedBytes());
    }

    /** Starts at a block that was found behind a start that is broken. */
    void startAt(long offset, ByteOrder found, String problem) {
        order = found;
        leaveWindow(offset);
        warnings.add(
                CaptureWarning.Kind.FRAMING_LOST,
                "",
                new CaptureLocation(1, 0),
                problem + "; the first " + offset
                        + " bytes are lost, and what they tell of machine and format with them");
        losses.lost(Loss.Kind.BLOCKS, 0, offset, offset, 0, problem);
        blockNumber = 1;
    }

    /** Moves to the next block; false at the end of the capture or where its framing is lost. */
    boolean advance() throws IOException {
        int position = next;
        if (windowEnd - position < FRAME_BYTES) {
            String problem = partProblem;
            if (problem != null) {
                partProblem = null;
                return leavePart(problem);
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
                return recover(CaptureWarning.Kind.FRAMING_LOST, "section header has no byte order magic");
            }
            position = blockStart;
        }
        int length = buffer.getInt(position + 4);
        if (length < least || length > mostBytes(type)) {
            return framingLost(length, least);
        }
        if (windowEnd - position < length) {
            boolean whole = refill(position, length);
            position = next;
            blockStart = position;
            if (!whole) {
                return truncated(length);
            }
        }
        next = position + length;
        bodyEnd = next - 4;
        return buffer.getInt(bodyEnd) == length || lengthsDiffer(length);
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
        if (options.onDamage() != ReadOptions.OnDamage.KEEP_READABLE) {
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
        String damaged = source.damage();
        if (damaged != null) {
            return sourceBroken(damaged, "");
        }
        if (leftOver > 0) {
            losses.lost(Loss.Kind.END, byteOffset(), byteOffset() + leftOver, leftOver, 1, "the capture is cut off");
            return damage(
                    CaptureWarning.Kind.TRUNCATED,
                    "the capture ends " + leftOver + " bytes into a block header; " + intact());
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

    /** The block goes on beyond what there is: either it is cut off, or its length is wrong. */
    private boolean truncated(int length) throws IOException {
        String detail = "the block of " + length + " bytes ends after " + (windowEnd - next);
        boolean isCutOff = BlockCheck.lengthByEvent(buffer, next, windowEnd) == length;
        long start = byteOffset();
        long end = windowOffset + windowEnd;
        if (!isCutOff && salvages() && source.isSound(start) && findBehind()) {
            return goOn(CaptureWarning.Kind.FRAMING_LOST, detail);
        }
        leaveWindow(start);
        String damaged = source.damage();
        if (damaged != null) {
            return sourceBroken(damaged, ", " + detail);
        }
        losses.lost(Loss.Kind.END, start, end, end - start, losses.isAmongEvents() ? 1 : 0, "the capture is cut off");
        return damage(CaptureWarning.Kind.TRUNCATED, detail + "; " + intact());
    }

    /** The bytes end where the compressed stream is broken, or a limit is reached; maybe there are more behind that. */
    private boolean sourceBroken(String damaged, String detail) throws IOException {
        long start = byteOffset();
        long gap = source.windowOffset() + source.windowEnd();
        long stored = source.storedBytesUsed();
        boolean found = false;
        while (!found && salvages() && source.resume()) {
            losses.expect(check);
            found = salvage.findFrom(source.windowOffset() + source.windowEnd(), order, losses.isAmongEvents());
        }
        if (!found) {
            leaveWindow(start);
            return sourceEnds(damaged, detail, gap, Math.max(0, source.storedBytes() - stored));
        }
        long lost = Math.max(0, source.storedBytesUsed() - stored);
        losses.lost(Loss.Kind.COMPRESSED, start, salvage.foundAt(), lost, eventsIn(lost, stored, gap), damaged);
        warnings.add(
                CaptureWarning.Kind.COMPRESSION_DAMAGED,
                "",
                location(),
                damaged + detail + "; " + intact() + ", and reading went on behind it");
        onGap.run();
        take(salvage.foundAt());
        return advance();
    }

    private boolean sourceEnds(String damaged, String detail, long gap, long storedLeft) throws IOException {
        long start = byteOffset();
        String message = damaged + detail + "; " + intact();
        if (source.isLimitReached()) {
            losses.lost(Loss.Kind.NOT_READ, start, gap, Loss.UNKNOWN, Loss.UNKNOWN, damaged);
            return damage(CaptureWarning.Kind.LIMIT_REACHED, message);
        }
        if (damaged.endsWith("cut off")) {
            losses.lost(Loss.Kind.END, start, gap, gap - start, losses.isAmongEvents() ? 1 : 0, damaged);
            return damage(CaptureWarning.Kind.TRUNCATED, message);
        }
        long events = eventsIn(storedLeft, source.storedBytesUsed(), gap);
        losses.lost(Loss.Kind.COMPRESSED, start, gap, storedLeft, events, damaged);
        return damage(CaptureWarning.Kind.COMPRESSION_DAMAGED, message);
    }

    /** About how many events stored bytes hold that are compressed as well as those before them. */
    private long eventsIn(long storedLost, long stored, long uncompressed) {
        return stored == 0 ? 0 : losses.estimate((long) ((double) storedLost * uncompressed / stored));
    }

    private boolean framingLost(int length, int least) throws IOException {
        long unsigned = Integer.toUnsignedLong(length);
        if (unsigned >= least) {
            boolean small = mostBytes(type) == LARGEST_SMALL_EVENT_BLOCK;
            String problem = "block type 0x" + Integer.toHexString(type) + " of " + unsigned + " bytes is larger than "
                    + (small ? "any event of its type" : "the limit of " + mostBytes(type));
            return recover(
                    isKnown(type) && !small ? CaptureWarning.Kind.LIMIT_REACHED : CaptureWarning.Kind.FRAMING_LOST,
                    problem);
        }
        return recover(
                CaptureWarning.Kind.FRAMING_LOST,
                "block length " + unsigned + " is shorter than the " + least
                        + " bytes that a block of its type has at least");
    }

    /** Goes on if the next block stands where the first length says: other readers never look at the second one. */
    private boolean lengthsDiffer(int length) throws IOException {
        int copy = buffer.getInt(bodyEnd);
        String detail =
                "block lengths " + Integer.toUnsignedLong(length) + " and " + Integer.toUnsignedLong(copy) + " differ";
        long start = byteOffset();
        if (salvages() && (isFirstLengthWrong(length, copy) || !source.isSound(start))) {
            return recover(CaptureWarning.Kind.FRAMING_LOST, detail);
        }
        boolean plausible = salvage.goesOnBehind(start, length, order, false);
        take(start);
        blockStart = next;
        next = blockStart + length;
        bodyEnd = next - 4;
        if (!plausible) {
            return recover(CaptureWarning.Kind.FRAMING_LOST, detail + " and no block follows");
        }
        if (!salvages()) {
            return damage(CaptureWarning.Kind.LENGTH_MISMATCH, detail);
        }
        warnings.add(CaptureWarning.Kind.LENGTH_MISMATCH, "", location(), detail + ", but the next block is in place");
        return true;
    }

    /** Whether the first length leads over other blocks: an event has another one, or the second tells of a later block. */
    private boolean isFirstLengthWrong(int length, int copy) {
        int byEvent = BlockCheck.lengthByEvent(buffer, blockStart, windowEnd);
        if (byEvent != 0) {
            return byEvent != length
                    && byEvent <= windowEnd - blockStart
                    && buffer.getInt(blockStart + byEvent - 4) == byEvent;
        }
        int later = bodyEnd + 4 - copy;
        return copy >= FRAME_BYTES
                && copy < length
                && isKnown(buffer.getInt(later))
                && buffer.getInt(later + 4) == copy;
    }

    /** Searches for what comes behind the block; the window may move. */
    private boolean findBehind() throws IOException {
        losses.expect(check);
        return salvage.findBehind(byteOffset(), order, losses.isAmongEvents());
    }

    private boolean salvages() {
        return options.onDamage() == ReadOptions.OnDamage.KEEP_READABLE;
    }

    /** Goes on behind a block that is broken, if the options say so and anything is found. */
    private boolean recover(CaptureWarning.Kind kind, String problem) throws IOException {
        next = blockStart;
        if (!salvages()) {
            return damage(kind, problem + "; " + intact());
        }
        long broken = byteOffset();
        if (!source.isSound(broken)) {
            return leavePart(problem);
        }
        if (findBehind()) {
            return goOn(kind, problem);
        }
        long end = source.windowOffset() + source.windowEnd();
        leaveWindow(broken);
        String damaged = source.damage();
        if (damaged != null) {
            warnings.add(kind, "", location(), problem);
            losses.lost(Loss.Kind.BLOCKS, broken, end, end - broken, losses.estimate(end - broken), problem);
            return sourceBroken(damaged, "");
        }
        if (!salvage.isAtEnd()) {
            losses.lost(Loss.Kind.NOT_READ, broken, end, Loss.UNKNOWN, Loss.UNKNOWN, problem);
            return damage(
                    CaptureWarning.Kind.LIMIT_REACHED,
                    problem + "; no block was found in the " + options.limits().maxSearchedBytes()
                            + " bytes behind it, and the limits allow to search no more; " + intact());
        }
        boolean isLimit = kind == CaptureWarning.Kind.LIMIT_REACHED;
        losses.lost(
                isLimit ? Loss.Kind.NOT_READ : Loss.Kind.BLOCKS,
                broken,
                end,
                end - broken,
                losses.estimate(end - broken),
                problem);
        return damage(kind, problem + "; " + intact());
    }

    /**
     * Goes on with the next part of the compressed stream. This one is damaged, as blocks show that make no sense; more
     * that looks like blocks may follow, but whatever it holds may be wrong.
     */
    private boolean leavePart(String problem) throws IOException {
        long start = byteOffset();
        String damaged = "the " + source.compression() + " stream is damaged (" + problem + ")";
        long next = source.nextPart(start);
        boolean found = false;
        while (next >= 0 && !found) {
            losses.expect(check);
            found = salvage.findFrom(next, order, losses.isAmongEvents());
            if (!found) {
                next = source.resume() ? source.windowOffset() + source.windowEnd() : -1;
            }
        }
        long end = found ? salvage.foundAt() : source.windowOffset() + source.windowEnd();
        String ended = source.damage();
        if (!found && source.isLimitReached() && ended != null) {
            leaveWindow(start);
            return sourceEnds(ended, "", end, 0);
        }
        losses.lost(Loss.Kind.COMPRESSED, start, end, Loss.UNKNOWN, losses.estimate(end - start), damaged);
        leaveWindow(start);
        if (!found) {
            return damage(CaptureWarning.Kind.COMPRESSION_DAMAGED, damaged + "; " + intact());
        }
        warnings.add(
                CaptureWarning.Kind.COMPRESSION_DAMAGED,
                "",
                location(),
                damaged + "; reading went on with the part behind it");
        onGap.run();
        take(end);
        return advance();
    }

    /**
     * Leaves the part of a compressed stream that is damaged, as an event shows that makes no sense.
     *
     * @return false if the part is not known to be damaged
     */
    boolean leavesPart(String problem) throws IOException {
        if (!salvages() || !source.isKnownBroken(byteOffset())) {
            return false;
        }
        partProblem = problem;
        windowEnd = next;
        return true;
    }

    /** Nothing is shown any longer, and reading stands at an offset that the window may be past. */
    private void leaveWindow(long offset) {
        windowOffset = offset;
        windowEnd = 0;
        blockStart = 0;
        next = 0;
    }

    /** Goes on with what was found. */
    private boolean goOn(CaptureWarning.Kind kind, String problem) throws IOException {
        long broken = byteOffset();
        long found = salvage.foundAt();
        if (salvage.isRepaired() && found - broken <= mostBytes(type)) {
            warnings.add(
                    CaptureWarning.Kind.LENGTH_MISMATCH,
                    "",
                    location(),
                    problem + ", but the block ends where its second length says");
            take(broken);
            blockStart = next;
            type = buffer.getInt(blockStart);
            next = blockStart + (int) (found - broken);
            bodyEnd = next - 4;
            return true;
        }
        long lost = found - broken;
        losses.lost(
                Loss.Kind.BLOCKS,
                broken,
                found,
                lost,
                salvage.isExact() ? (losses.isAmongEvents() ? 1 : 0) : losses.estimate(lost),
                problem);
        warnings.add(
                kind, "", location(), problem + "; " + lost + " bytes are lost, and reading went on at byte " + found);
        if (!salvage.isExact()) {
            onGap.run();
        }
        take(found);
        return advance();
    }

    private boolean damage(CaptureWarning.Kind kind, String message) throws IOException {
        ended = true;
        windowEnd = next;
        if (options.onDamage() == ReadOptions.OnDamage.FAIL) {
            throw new MalformedCaptureException(location() + ": " + message, location());
        }
        warnings.add(kind, "", location(), message);
        return false;
    }

    private String intact() {
        return blockNumber == 1 ? "nothing before it" : "the " + (blockNumber - 1) + " blocks before it are intact";
    }

    /** Events of the small block types stay below 64 KiB; believing more would only hide a broken length. */
    private int mostBytes(int blockType) {
        boolean smallEvent = blockType == EVENT_V2
                || blockType == EVENT_V2_FLAGS
                || blockType == EVENT_V1
                || blockType == EVENT_V1_FLAGS
                || blockType == EVENT_V1_ALIAS;
        int most = options.limits().maxBlockBytes();
        return smallEvent ? Math.min(most, LARGEST_SMALL_EVENT_BLOCK) : most;
    }

    private static boolean isKnown(int type) {
        return BlockType.find(type) != null;
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

    int bodyStart() {
        return blockStart + 8;
    }

    int bodyEnd() {
        return bodyEnd;
    }
}
