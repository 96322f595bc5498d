package io.scapula.format;

import io.scapula.format.block.BlockType;
import io.scapula.format.block.SectionHeader;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Tells blocks from bytes that only look like some. Where blocks follow each other, their lengths are enough; where
 * nobody knows whether a block begins, everything that a recorder never gets wrong is looked at: both lengths, an event's
 * code, the sum of its lengths, the size of its numbers, its time and its thread.
 */
final class BlockCheck {
    static final int FRAME_BYTES = 12;
    /** What must be at hand to tell how long a block is, and whether it can be one at all. */
    static final int HEADER_BYTES = FRAME_BYTES + SectionHeader.SIZE;
    /** Longer blocks are not searched for: each could make a search look that far ahead. */
    static final int LONGEST_SEARCHED = 32 << 20;

    private static final int LONGEST_SMALL_EVENT = 1 << 17;
    private static final int V1_HEADER_BYTES = 22;
    private static final int V2_HEADER_BYTES = 26;
    private static final int MOST_PARAMETERS = 64;
    private static final int MOST_OPTIONS = 32;
    private static final long MOST_THREAD_ID = 1L << 22;

    private static final long NANOS_PER_HOUR = 3_600_000_000_000L;
    private static final long NANOS_PER_DAY = 24 * NANOS_PER_HOUR;
    private static final long NANOS_PER_YEAR = 366 * NANOS_PER_DAY;
    private static final long YEAR_2005_NANOS = 1_104_537_600_000_000_000L;

    private final EventTable table = EventTable.current();
    private final int mostBytes;
    private long firstNanos;
    private long lastNanos;

    BlockCheck(ReadLimits limits) {
        mostBytes = Math.min(limits.maxBlockBytes(), LONGEST_SEARCHED);
    }

    /**
     * Tells when the events around were recorded.
     *
     * @param first time of the first event of the section that has a plausible one, 0 for none
     * @param last  time of the last event, 0 for none
     */
    void expect(long first, long last) {
        firstNanos = first;
        lastNanos = last;
    }

    /** Whether an event's time can be one at all. */
    static boolean isTime(long nanos) {
        return nanos > YEAR_2005_NANOS;
    }

    /**
     * How long the block is that begins there, as its header says, if the header makes sense; 0 if it does not.
     *
     * @param buffer     holds {@value #HEADER_BYTES} bytes from there on, fewer at the end of the capture
     * @param onlyEvents whether nothing but events and a further section can be there
     */
    int length(ByteBuffer buffer, int position, int end, boolean onlyEvents) {
        if (end - position < FRAME_BYTES) {
            return 0;
        }
        int code = buffer.getInt(position);
        if (!mayBeType(code)) {
            return 0;
        }
        BlockType type = BlockType.find(code);
        if (type == null) {
            return 0;
        }
        int length = buffer.getInt(position + 4);
        int least = FRAME_BYTES;
        int most = mostBytes;
        switch (type.kind()) {
            case SECTION -> {
                ByteOrder order =
                        end - position < HEADER_BYTES ? null : SectionHeader.byteOrderAt(buffer, position + 8);
                if (order == null) {
                    return 0;
                }
                length = order.equals(buffer.order()) ? length : Integer.reverseBytes(length);
                least = HEADER_BYTES;
            }
            case EVENT -> {
                least += 2 + V1_HEADER_BYTES;
                boolean isLarge = type == BlockType.EVENT_V2_LARGE || type == BlockType.EVENT_V2_LARGE_FLAGS;
                most = isLarge ? mostBytes : Math.min(mostBytes, LONGEST_SMALL_EVENT);
            }
            case MACHINE, PROCESSES, DESCRIPTORS, INTERFACES, USERS -> {
                if (onlyEvents) {
                    return 0;
                }
            }
        }
        return length >= least && length <= most && length % 4 == 0 ? length : 0;
    }

    /** Tells most integers from block types without looking them up. */
    static boolean mayBeType(int code) {
        return code >= 0x201 && code <= 0x222
                || (code & 0x8000FFFF) == 0x8000ABCD
                || code == BlockType.SECTION_HEADER.code();
    }

    /** Whether the block, all of which is in the buffer, is one from end to end. */
    boolean isSound(ByteBuffer buffer, int position, int length) {
        BlockType type = BlockType.find(buffer.getInt(position));
        if (type == null) {
            return false;
        }
        int copy = buffer.getInt(position + length - 4);
        return switch (type.kind()) {
            case SECTION -> length >= HEADER_BYTES && (copy == length || Integer.reverseBytes(copy) == length);
            case EVENT ->
                copy == length && eventFits(buffer, position, type, length) && isOfItsTime(buffer, position, type);
            case MACHINE, PROCESSES, DESCRIPTORS, INTERFACES, USERS -> copy == length;
        };
    }

    /** Whether the block that begins there holds an event, going by its type. */
    static boolean isEvent(ByteBuffer buffer, int position) {
        BlockType type = BlockType.find(buffer.getInt(position));
        return type != null && type.kind() == BlockType.Kind.EVENT;
    }

    /** How long an event's block is by the event's own length, if it has no options; 0 if that makes no sense. */
    static int lengthByEvent(ByteBuffer buffer, int position, int end) {
        BlockType type = end - position < FRAME_BYTES ? null : BlockType.find(buffer.getInt(position));
        if (type == null || type.kind() != BlockType.Kind.EVENT) {
            return 0;
        }
        int header = header(position, type);
        int least = headerBytes(type);
        if (end - header < least) {
            return 0;
        }
        int length = buffer.getInt(header + 16);
        if (length < least || length > LONGEST_SEARCHED) {
            return 0;
        }
        int body = header + length - (position + 8);
        return (body + 3 & ~3) + FRAME_BYTES;
    }

    /** A block whose first length is wrong was read as long as its event and its second length say. */
    static int lengthRead(ByteBuffer bytes, int start) {
        int length = bytes.getInt(start + 4);
        int byEvent = lengthByEvent(bytes, start, bytes.limit());
        boolean isWrong = byEvent != length
                && byEvent > 0
                && byEvent <= bytes.limit() - start
                && bytes.getInt(start + byEvent - 4) == byEvent;
        return isWrong ? byEvent : length;
    }

    private static int header(int position, BlockType type) {
        return switch (type) {
            case EVENT_V1_FLAGS, EVENT_V2_FLAGS, EVENT_V2_LARGE_FLAGS -> position + 14;
            default -> position + 10;
        };
    }

    private static int headerBytes(BlockType type) {
        return type.version() == 1 ? V1_HEADER_BYTES : V2_HEADER_BYTES;
    }

    /** Whether the event's lengths fit each other, its block and what is known of its code. */
    private boolean eventFits(ByteBuffer buffer, int position, BlockType type, int blockLength) {
        int header = header(position, type);
        int bodyEnd = position + blockLength - 4;
        int headerBytes = headerBytes(type);
        if (bodyEnd - header < headerBytes) {
            return false;
        }
        int length = buffer.getInt(header + 16);
        if (length < headerBytes || length > bodyEnd - header) {
            return false;
        }
        int code = Short.toUnsignedInt(buffer.getShort(header + 20));
        EventType known = table.find(code);
        boolean fits = known != null
                && (type.version() == 1
                        ? fitsV1(buffer, header, length, known)
                        : fitsV2(buffer, header, length, known));
        return fits && isPadding(buffer, position + 8, header + length, bodyEnd);
    }

    private boolean fitsV2(ByteBuffer buffer, int header, int length, EventType type) {
        int count = buffer.getInt(header + 22);
        int width = type.lengthBytes();
        if (count < 0 || count > MOST_PARAMETERS || V2_HEADER_BYTES + count * width > length) {
            return false;
        }
        long sum = V2_HEADER_BYTES + (long) count * width;
        for (int index = 0; index < count; index++) {
            int at = header + V2_HEADER_BYTES + index * width;
            int parameter = width == 4 ? buffer.getInt(at) : Short.toUnsignedInt(buffer.getShort(at));
            int exact = table.width(type.code(), index);
            if (parameter < 0 || (exact != 0 && parameter != 0 && parameter != exact)) {
                return false;
            }
            sum += parameter;
        }
        return sum == length;
    }

    private static boolean fitsV1(ByteBuffer buffer, int header, int length, EventType type) {
        int most = type.oldestParameterCount() >= 0
                ? type.oldestParameterCount()
                : type.parameters().size();
        int end = V1_HEADER_BYTES;
        for (int index = 0; index < most && end < length && V1_HEADER_BYTES + 2 * (index + 1) <= length; index++) {
            end += 2 + Short.toUnsignedInt(buffer.getShort(header + V1_HEADER_BYTES + 2 * index));
        }
        // The recorded length of two kinds of events is 3 too large.
        return end == length || end == length - 3;
    }

    /** What follows an event is padding, or options that end with the block. */
    private static boolean isPadding(ByteBuffer buffer, int body, int eventEnd, int bodyEnd) {
        int padded = body + (eventEnd - body + 3 & ~3);
        if (padded > bodyEnd) {
            return false;
        }
        for (int at = eventEnd; at < padded; at++) {
            if (buffer.get(at) != 0) {
                return false;
            }
        }
        int option = padded;
        for (int count = 0; count < MOST_OPTIONS && bodyEnd - option >= 4; count++) {
            int code = Short.toUnsignedInt(buffer.getShort(option));
            int length = Short.toUnsignedInt(buffer.getShort(option + 2));
            option += 4 + (length + 3 & ~3);
            if (code == 0) {
                return length == 0 && option == bodyEnd;
            }
        }
        return option == bodyEnd;
    }

    private boolean isOfItsTime(ByteBuffer buffer, int position, BlockType type) {
        int header = header(position, type);
        long nanos = buffer.getLong(header);
        long tid = buffer.getLong(header + 8);
        // Some sandboxes keep their own number in the upper half.
        boolean isThread = tid >= -1 && (tid & 0xFFFFFFFFL) <= MOST_THREAD_ID || tid == -1;
        boolean isNear = (firstNanos == 0 && lastNanos == 0) || isNear(nanos, firstNanos) || isNear(nanos, lastNanos);
        return isThread && isTime(nanos) && isNear;
    }

    private static boolean isNear(long nanos, long known) {
        return isTime(known) && nanos >= known - NANOS_PER_HOUR && nanos <= known + NANOS_PER_YEAR;
    }

    /** Whether two events, one right after the other, can have been recorded so; a block that is no event always can. */
    static boolean follow(ByteBuffer buffer, int position, int next, int end) {
        BlockType type = BlockType.find(buffer.getInt(position));
        BlockType nextType = BlockType.find(buffer.getInt(next));
        if (type == null || nextType == null) {
            return false;
        }
        if (type.kind() != BlockType.Kind.EVENT || nextType.kind() != BlockType.Kind.EVENT) {
            return true;
        }
        int nextHeader = header(next, nextType);
        if (end - nextHeader < V1_HEADER_BYTES) {
            return true;
        }
        long nanos = buffer.getLong(header(position, type));
        long nextNanos = buffer.getLong(nextHeader);
        return !isTime(nextNanos) || Math.abs(nextNanos - nanos) <= NANOS_PER_DAY;
    }
}
