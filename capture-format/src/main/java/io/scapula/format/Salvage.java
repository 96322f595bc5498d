package io.scapula.format;

import io.scapula.format.block.BlockType;
import io.scapula.format.block.SectionHeader;
import io.scapula.format.internal.source.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a capture goes on behind a block that is broken.
 *
 * <p>A block tells its length twice. If one of the two is right, the second stands where the distance from the block's
 * start is what it says, and another block begins behind it: nothing but the broken block is lost then, and maybe not even
 * that. Otherwise, the next bytes are looked for that are a sound block from end to end and are followed by another. A
 * buffer may hold blocks too, where someone copied a capture while another was recorded: those inside of a block whose end
 * is told by its second length are no blocks.
 *
 * <p>Every byte is looked at a fixed number of times, whatever the capture says.
 */
final class Salvage {
    private static final int LOOK_AHEAD_BYTES = 1 << 16;
    /** How far from its start the end of a broken block is searched for by its second length. */
    private static final int LONGEST_EVENT = 1 << 17;
    /** Looking for that end behind a block that was found already costs a multiple of what was passed over at most. */
    private static final int MOST_LOOK_AHEAD_FACTOR = 8;

    private static final long FIRST_LOOK_AHEAD = 1 << 20;
    /** How far into a file its first block is searched for, if it does not start like a capture. */
    private static final long LATEST_START = 64 << 20;
    /** The same for the rarer byte order: what was searched stays in memory for the other. */
    private static final long LATEST_BIG_ENDIAN_START = 1 << 16;

    private final ByteSource source;
    private final BlockCheck check;
    private final long mostSearched;
    private long lookAheadBudget = FIRST_LOOK_AHEAD;

    private ByteBuffer buffer;
    private long windowOffset;
    private int windowEnd;
    private boolean sourceEnded;
    /** What is before it need not stay in the window. */
    private long anchor;
    /** Whether it stays where it is; it follows the search otherwise. */
    private boolean pinned;

    private boolean staysPinned;

    private long foundAt;
    private boolean exact;
    private boolean repaired;

    Salvage(ByteSource source, BlockCheck check, long mostSearched) {
        this.source = source;
        this.check = check;
        this.mostSearched = mostSearched;
        this.buffer = source.window();
    }

    /** Where the next block begins, or what is sound ends. */
    long foundAt() {
        return foundAt;
    }

    /** Whether the last search came to the end of what there is. */
    boolean isAtEnd() {
        return sourceEnded;
    }

    /** Whether nothing but the broken block lies before it. */
    boolean isExact() {
        return exact;
    }

    /** Whether the broken block is whole but for its first length: it ends where the next one begins. */
    boolean isRepaired() {
        return repaired;
    }

    /**
     * Searches behind a broken block.
     *
     * @param start      where it begins; the window holds it
     * @param order      byte order of the section
     * @param onlyEvents whether nothing but events and a further section can follow
     * @return whether there is anything to go on with; the window starts at the broken block or behind it
     */
    boolean findBehind(long start, ByteOrder order, boolean onlyEvents) throws IOException {
        begin(start, order);
        if (isWholeByEvent(start)) {
            return true;
        }
        return search(start, start + 4, onlyEvents);
    }

    /** Searches for the first block from an offset on, which may be one itself. */
    boolean findFrom(long start, ByteOrder order, boolean onlyEvents) throws IOException {
        begin(start, order);
        return search(-1, start, onlyEvents);
    }

    /**
     * Searches for the first block of a capture that does not start like one.
     *
     * @param from from where on; the window begins there or before
     * @return the search, which tells the place; {@code null} if there is no block
     */
    static @Nullable Salvage findStart(ByteSource source, ReadLimits limits, long from) throws IOException {
        Salvage big = new Salvage(source, new BlockCheck(limits), LATEST_BIG_ENDIAN_START);
        big.begin(from, ByteOrder.BIG_ENDIAN);
        big.pinned = true;
        big.staysPinned = true;
        if (big.search(-1, from, false)) {
            return big;
        }
        Salvage little = new Salvage(source, new BlockCheck(limits), LATEST_START);
        little.begin(from, ByteOrder.LITTLE_ENDIAN);
        return little.search(-1, from, false) ? little : null;
    }

    ByteOrder order() {
        return buffer.order();
    }

    private void begin(long start, ByteOrder order) {
        foundAt = -1;
        exact = false;
        repaired = false;
        sourceEnded = false;
        anchor = start;
        pinned = true;
        take(order);
    }

    private void take(ByteOrder order) {
        buffer = source.window().order(order);
        windowOffset = source.windowOffset();
        windowEnd = source.windowEnd();
    }

    /**
     * Makes bytes available, and more than are wanted: the window is moved seldom, however often a few more are asked for.
     *
     * @return the index of the offset; fewer bytes than wanted follow it at the end of the capture only
     */
    private int at(long offset, int wanted) throws IOException {
        if (windowEnd - (offset - windowOffset) < wanted && !sourceEnded) {
            anchor = pinned ? anchor : offset;
            int needed = (int) (offset - anchor) + wanted;
            int asked = (int) Math.min(2L * needed + LOOK_AHEAD_BYTES, Integer.MAX_VALUE - 16);
            int available = source.require(anchor, asked);
            sourceEnded = available < asked;
            take(buffer.order());
        }
        return (int) (offset - windowOffset);
    }

    /** An event tells its own length: that is a third one. */
    private boolean isWholeByEvent(long start) throws IOException {
        int index = at(start, BlockCheck.HEADER_BYTES + BlockCheck.FRAME_BYTES);
        int length = BlockCheck.lengthByEvent(buffer, index, windowEnd);
        if (length == 0) {
            return false;
        }
        index = at(start, length);
        if (windowEnd - index < length || !check.isSound(buffer, index, length) || !goesOn(start, length, false)) {
            return false;
        }
        foundAt = start + length;
        exact = true;
        repaired = true;
        return true;
    }

    /**
     * Looks at every offset.
     *
     * @param broken where the broken block begins, -1 if there is none
     */
    private boolean search(long broken, long from, boolean onlyEvents) throws IOException {
        long most = from + mostSearched;
        int longest = longest(broken);
        long offset = from;
        while (offset < most) {
            // What the broken block holds is kept as long as it may turn out to be whole.
            pinned = staysPinned || (broken >= 0 && offset - broken <= longest);
            int index = at(offset, BlockCheck.HEADER_BYTES);
            if (windowEnd - index < BlockCheck.FRAME_BYTES) {
                break;
            }
            boolean ends = pinned && broken >= 0;
            index = firstOfInterest(index, ends ? Math.min(most, broken + longest) : most, ends ? broken : -1);
            offset = windowOffset + index;
            if (pinned
                    && broken >= 0
                    && windowEnd - index >= BlockCheck.FRAME_BYTES
                    && endsBlock(index, (int) (broken - windowOffset))) {
                return endOfBroken(broken, offset);
            }
            if (windowEnd - index >= BlockCheck.FRAME_BYTES
                    && BlockCheck.mayBeType(buffer.getInt(index))
                    && isBlock(offset, onlyEvents)) {
                return behind(broken, offset, longest);
            }
            offset++;
        }
        return isLastBlock(broken);
    }

    /** The next index in the window at which something may begin, or from which on too few bytes are at hand. */
    private int firstOfInterest(int from, long latest, long broken) {
        int end = windowEnd - (sourceEnded ? BlockCheck.FRAME_BYTES : BlockCheck.HEADER_BYTES);
        int stop = (int) Math.min(end, latest - windowOffset);
        int brokenIndex = broken < 0 ? Integer.MIN_VALUE : (int) (broken - windowOffset);
        int index = from;
        while (index <= stop) {
            boolean mayBegin = BlockCheck.mayBeType(buffer.getInt(index));
            boolean mayEnd = brokenIndex != Integer.MIN_VALUE
                    && index - brokenIndex >= BlockCheck.FRAME_BYTES
                    && buffer.getInt(index - 4) == index - brokenIndex;
            if (mayBegin || mayEnd) {
                return index;
            }
            index++;
        }
        return index;
    }

    private int longest(long broken) throws IOException {
        if (broken < 0) {
            return 0;
        }
        pinned = true;
        int index = at(broken, BlockCheck.FRAME_BYTES);
        BlockType type = windowEnd - index < BlockCheck.FRAME_BYTES ? null : BlockType.find(buffer.getInt(index));
        boolean isList = type != null && type.kind() != BlockType.Kind.EVENT && type.kind() != BlockType.Kind.SECTION;
        return isList ? BlockCheck.LONGEST_SEARCHED : LONGEST_EVENT;
    }

    /** Whether the four bytes before tell the distance from the start of the broken block, and a block may follow. */
    private boolean endsBlock(int index, int brokenIndex) {
        int distance = index - brokenIndex;
        return (distance & 3) == 0
                && distance >= BlockCheck.FRAME_BYTES
                && buffer.getInt(index - 4) == distance
                && check.length(buffer, index, windowEnd, false) > 0;
    }

    private boolean endOfBroken(long broken, long end) throws IOException {
        int index = at(broken, (int) (end - broken));
        foundAt = end;
        exact = true;
        repaired = check.isSound(buffer, index, (int) (end - broken));
        return true;
    }

    /** A block was found; unless it lies inside of the broken one. */
    private boolean behind(long broken, long candidate, int longest) throws IOException {
        if (broken >= 0 && pinned) {
            long ahead = Math.min(broken + longest - candidate, lookAheadBudget);
            lookAheadBudget -= Math.max(0, ahead);
            for (long end = candidate + (broken - candidate & 3); end <= candidate + ahead; end += 4) {
                int index = at(end, BlockCheck.HEADER_BYTES);
                if (windowEnd - index < BlockCheck.FRAME_BYTES) {
                    break;
                }
                if (endsBlock(index, (int) (broken - windowOffset))) {
                    lookAheadBudget += MOST_LOOK_AHEAD_FACTOR * (end - broken);
                    return endOfBroken(broken, end);
                }
            }
            lookAheadBudget += MOST_LOOK_AHEAD_FACTOR * (candidate - broken);
        }
        foundAt = candidate;
        return true;
    }

    /** The last block of a capture has none behind it. */
    private boolean isLastBlock(long broken) throws IOException {
        if (broken < 0 || !sourceEnded || !pinned) {
            return false;
        }
        int index = (int) (broken - windowOffset);
        int length = windowEnd - index;
        if (length < BlockCheck.FRAME_BYTES || (length & 3) != 0 || buffer.getInt(windowEnd - 4) != length) {
            return false;
        }
        // Where a list is cut off, any number may stand.
        if (!BlockCheck.isEvent(buffer, index) || !check.isSound(buffer, index, length)) {
            return false;
        }
        foundAt = windowOffset + windowEnd;
        exact = true;
        repaired = true;
        return true;
    }

    /** Whether there is a sound block, and another behind it or the end. */
    private boolean isBlock(long offset, boolean onlyEvents) throws IOException {
        int index = at(offset, BlockCheck.HEADER_BYTES);
        int length = check.length(buffer, index, windowEnd, onlyEvents);
        if (length == 0) {
            return false;
        }
        index = at(offset, length);
        return windowEnd - index >= length
                && check.isSound(buffer, index, length)
                && goesOn(offset, length, onlyEvents);
    }

    /** Whether a block may begin where the one of this length ends. */
    boolean goesOnBehind(long start, int length, ByteOrder order, boolean onlyEvents) throws IOException {
        begin(start, order);
        return goesOn(start, length, onlyEvents);
    }

    private boolean goesOn(long offset, int length, boolean onlyEvents) throws IOException {
        int index = at(offset, length + BlockCheck.HEADER_BYTES);
        ByteOrder order = buffer.order();
        boolean section = buffer.getInt(index) == BlockType.SECTION_HEADER.code();
        ByteOrder following = section ? SectionHeader.byteOrderAt(buffer, index + 8) : order;
        buffer.order(following == null ? order : following);
        try {
            int next = index + length;
            if (windowEnd - next < BlockCheck.FRAME_BYTES) {
                return true;
            }
            int nextLength = check.length(buffer, next, windowEnd, onlyEvents && !section);
            if (nextLength == 0) {
                return false;
            }
            if (nextLength <= LONGEST_EVENT) {
                index = at(offset, length + nextLength);
                next = index + length;
                boolean isWhole = windowEnd - next >= nextLength;
                int copy = isWhole ? buffer.getInt(next + nextLength - 4) : nextLength;
                if (copy != nextLength && Integer.reverseBytes(copy) != nextLength) {
                    return false;
                }
            }
            return BlockCheck.follow(buffer, index, next, windowEnd);
        } finally {
            buffer.order(order);
        }
    }
}
