package io.scapula.format;

import io.scapula.format.block.BlockType;
import io.scapula.format.block.SectionHeader;
import io.scapula.format.internal.WarningLog;
import io.scapula.format.internal.source.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

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
    private static final int FRAME_BYTES = 12;
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

    BlockReader(ByteSource source, ReadOptions options, WarningLog warnings) {
        this.source = source;
        this.options = options;
        this.warnings = warnings;
        this.buffer = source.window();
    }

    /** Moves to the next block; false at the end of the capture or where its framing is lost. */
    boolean advance() throws IOException {
        int position = next;
        if (windowEnd - position < FRAME_BYTES) {
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
            if (!startSection(position)) {
                return false;
            }
            position = blockStart;
            least += SectionHeader.SIZE;
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
        buffer = source.window().order(order);
        windowOffset = source.windowOffset();
        windowEnd = source.windowEnd();
        next = (int) Math.min(offset - windowOffset, windowEnd);
        return available >= wanted;
    }

    /** A section header may change the byte order; its magic is checked before its length is believed. */
    private boolean startSection(int position) throws IOException {
        if (windowEnd - position < FRAME_BYTES + SectionHeader.SIZE
                && !refill(position, FRAME_BYTES + SectionHeader.SIZE)) {
            blockNumber--;
            return end(windowEnd - next);
        }
        blockStart = next;
        ByteOrder sectionOrder = SectionHeader.byteOrderAt(buffer, next + 8);
        if (sectionOrder == null) {
            return damage(
                    CaptureWarning.Kind.FRAMING_LOST,
                    "section header has no byte order magic; nothing after it can be read");
        }
        order = sectionOrder;
        buffer = buffer.order(order);
        return true;
    }

    private boolean end(int leftOver) throws IOException {
        if (ended) {
            return false;
        }
        blockNumber++;
        blockStart = next;
        String damaged = source.damage();
        if (damaged != null) {
            return damage(
                    damaged.endsWith("cut off")
                            ? CaptureWarning.Kind.TRUNCATED
                            : CaptureWarning.Kind.COMPRESSION_DAMAGED,
                    damaged + "; " + intact());
        }
        if (leftOver > 0) {
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

    private boolean truncated(int length) throws IOException {
        String damaged = source.damage();
        int available = windowEnd - next;
        String detail = "the block of " + length + " bytes ends after " + available + "; " + intact();
        if (damaged != null && !damaged.endsWith("cut off")) {
            return damage(CaptureWarning.Kind.COMPRESSION_DAMAGED, damaged + ", " + detail);
        }
        return damage(CaptureWarning.Kind.TRUNCATED, (damaged == null ? "" : damaged + ", ") + detail);
    }

    private boolean framingLost(int length, int least) throws IOException {
        long unsigned = Integer.toUnsignedLong(length);
        if (unsigned >= least) {
            boolean small = mostBytes(type) == LARGEST_SMALL_EVENT_BLOCK;
            String detail = "block type 0x" + Integer.toHexString(type) + " of " + unsigned + " bytes is larger than "
                    + (small ? "any event of its type" : "the limit of " + mostBytes(type)) + "; " + intact();
            return damage(
                    isKnown(type) && !small ? CaptureWarning.Kind.LIMIT_REACHED : CaptureWarning.Kind.FRAMING_LOST,
                    detail);
        }
        return damage(
                CaptureWarning.Kind.FRAMING_LOST,
                "block length " + unsigned + " is shorter than the " + least
                        + " bytes that a block of its type has at least; " + intact());
    }

    /** Goes on if the next block stands where the first length says: other readers never look at the second one. */
    private boolean lengthsDiffer(int length) throws IOException {
        int copy = buffer.getInt(bodyEnd);
        String detail =
                "block lengths " + Integer.toUnsignedLong(length) + " and " + Integer.toUnsignedLong(copy) + " differ";
        int offsetInBlock = next - blockStart;
        boolean plausible = nextBlockIsPlausible();
        next = blockStart + offsetInBlock;
        bodyEnd = next - 4;
        if (!plausible) {
            return damage(CaptureWarning.Kind.FRAMING_LOST, detail + " and no block follows; " + intact());
        }
        if (options.onDamage() == ReadOptions.OnDamage.FAIL) {
            return damage(CaptureWarning.Kind.LENGTH_MISMATCH, detail);
        }
        warnings.add(CaptureWarning.Kind.LENGTH_MISMATCH, "", location(), detail + ", but the next block is in place");
        return true;
    }

    private boolean nextBlockIsPlausible() throws IOException {
        int length = next - blockStart;
        int position = blockStart;
        if (windowEnd - next < FRAME_BYTES) {
            refill(position, length + FRAME_BYTES);
            blockStart = next;
            next = blockStart + length;
        }
        if (windowEnd == next) {
            return true;
        }
        if (windowEnd - next < FRAME_BYTES) {
            return false;
        }
        int nextLength = buffer.getInt(next + 4);
        return isKnown(buffer.getInt(next))
                && nextLength >= FRAME_BYTES
                && nextLength <= options.limits().maxBlockBytes();
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
