package io.scapula.format;

import io.scapula.format.block.BlockType;
import io.scapula.format.event.EventType;
import io.scapula.format.event.ParameterSpec;
import io.scapula.format.internal.sink.BlockOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes events as blocks of version 2. A block that needs no change is copied as it is; nothing is allocated for an event.
 *
 * @see EventCursor the layout
 */
final class EventEncoder {
    /** Type and length, and then at most 64 KiB: what readers accept of a block that is not a large one. */
    static final int MOST_SMALL_BLOCK_BYTES = 65536 + 8;

    private static final int HEADER_BYTES = 26;
    private static final int FRAME_BYTES = 12;
    /** Set in memory only, to choose the type of the block. */
    private static final int LARGE_FLAG = 4;

    /** What recorders wrote for a text that the caller did not give. */
    private static final byte[] NO_TEXT = "(NULL)\0".getBytes(StandardCharsets.US_ASCII);

    private final BlockOutput output;
    private final WriteProfile profile;
    private final WriteStatistics.Counter counter;
    private final EventDraft turned = new EventDraft();
    private final int[] lengths = new int[EventCursor.MOST_PARAMETERS];

    EventEncoder(BlockOutput output, WriteProfile profile, WriteStatistics.Counter counter) {
        this.output = output;
        this.profile = profile;
        this.counter = counter;
    }

    void write(EventView event, int dumpFlags) throws IOException {
        if (!profile.hasEventCode(event.typeCode()) || event.isOpaque()) {
            counter.eventsLeftOut++;
            return;
        }
        int flags = dumpFlags & ~LARGE_FLAG;
        EventCursor recorded = event.recorded();
        if (recorded != null && flags == recorded.dumpFlags() && isTidy(recorded) && !needsFilling(event)) {
            copy(recorded);
        } else if (event.byteOrder() == ByteOrder.BIG_ENDIAN) {
            turned.copy(event);
            encode(turned, flags);
        } else {
            encode(event, flags);
        }
        counter.events++;
    }

    long parametersUnturned() {
        return turned.parametersUnturned();
    }

    private void copy(EventCursor event) throws IOException {
        int length = event.blockLength();
        ByteBuffer block = output.begin(length);
        int start = output.position();
        int source = event.blockStart();
        block.put(start, event.blockBuffer(), source, length);
        for (int index = 0; index < event.paddingLength(); index++) {
            block.put(start + event.eventEnd() - source + index, (byte) 0);
        }
        block.putInt(start + length - 4, length);
        output.end(length);
    }

    /** Whether there are absent parameters which the profile's readers would read beyond. */
    private boolean needsFilling(EventView event) {
        if (!profile.fillsAbsentParameters()) {
            return false;
        }
        for (int index = 0; index < event.parameterCount(); index++) {
            if (event.parameterLength(index) == 0 && filledLength(event, index) > 0) {
                return true;
            }
        }
        return false;
    }

    private int filledLength(EventView event, int index) {
        EventType type = event.type();
        if (!profile.fillsAbsentParameters()
                || type == null
                || index >= type.parameters().size()) {
            return 0;
        }
        ParameterSpec parameter = type.parameters().get(index);
        if (parameter.type().isText()) {
            return isWorkingDirectory(parameter) ? 1 : NO_TEXT.length;
        }
        return switch (parameter.type()) {
            case FDLIST -> Short.BYTES;
            case DYN -> 1 + parameter.variants().get(0).type().width();
            default -> parameter.type().width();
        };
    }

    /** Recorders never told it of new threads and programs, and left it empty. */
    private static boolean isWorkingDirectory(ParameterSpec parameter) {
        return parameter.name().equals("cwd");
    }

    private void encode(EventView event, int flags) throws IOException {
        boolean wide = event.isWide();
        int count = event.parameterCount();
        long eventBytes = HEADER_BYTES + (long) count * (wide ? 4 : 2);
        for (int index = 0; index < count; index++) {
            int length = event.parameterLength(index);
            lengths[index] = length == 0 ? filledLength(event, index) : length;
            eventBytes += lengths[index];
        }
        int front = flags == 0 ? 2 : 6;
        int options = event.optionLength();
        long blockBytes = blockBytes(front, eventBytes, options);
        if (!wide && blockBytes > MOST_SMALL_BLOCK_BYTES) {
            counter.eventsCut++;
            options = 0;
            eventBytes -= cut(count, blockBytes(front, eventBytes, 0) - MOST_SMALL_BLOCK_BYTES);
            blockBytes = blockBytes(front, eventBytes, 0);
        }
        if (blockBytes > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("an event of " + eventBytes + " bytes fits no block");
        }
        ByteBuffer block = output.begin((int) blockBytes);
        int start = output.position();
        int end = start + (int) blockBytes - 4;
        block.putInt(start, type(wide, flags != 0).code());
        block.putInt(start + 4, (int) blockBytes);
        block.putShort(start + 8, (short) event.cpu());
        if (flags != 0) {
            block.putInt(start + 10, flags);
        }
        int position = start + 8 + front;
        putHeader(event, block, position, (int) eventBytes, count);
        position = putParameters(event, block, position + HEADER_BYTES, count, wide);
        while ((position - start & 3) != 0) {
            block.put(position++, (byte) 0);
        }
        if (options > 0) {
            block.put(position, event.optionBuffer(), event.optionStart(), options);
            position += options;
        }
        while (position < end) {
            block.put(position++, (byte) 0);
        }
        block.putInt(end, (int) blockBytes);
        output.end((int) blockBytes);
    }

    private static long blockBytes(int front, long eventBytes, int options) {
        return FRAME_BYTES + (front + eventBytes + 3 & ~3L) + (options + 3 & ~3);
    }

    private static BlockType type(boolean wide, boolean flagged) {
        if (wide) {
            return flagged ? BlockType.EVENT_V2_LARGE_FLAGS : BlockType.EVENT_V2_LARGE;
        }
        return flagged ? BlockType.EVENT_V2_FLAGS : BlockType.EVENT_V2;
    }

    /** Shortens the longest parameters by this many bytes together, or a few more; gives how many it were. */
    private int cut(int count, long excess) {
        int cut = 0;
        while (cut < excess) {
            int longest = 0;
            for (int index = 1; index < count; index++) {
                longest = lengths[index] > lengths[longest] ? index : longest;
            }
            int bytes = (int) Math.min(excess - cut, lengths[longest]);
            lengths[longest] -= bytes;
            cut += bytes;
        }
        return cut;
    }

    private static void putHeader(EventView event, ByteBuffer block, int position, int eventBytes, int count) {
        block.putLong(position, event.timestampNanos());
        block.putLong(position + 8, event.tid());
        block.putInt(position + 16, eventBytes);
        block.putShort(position + 20, (short) event.typeCode());
        block.putInt(position + 22, count);
    }

    private int putParameters(EventView event, ByteBuffer block, int lengthsStart, int count, boolean wide) {
        int position = lengthsStart + count * (wide ? 4 : 2);
        for (int index = 0; index < count; index++) {
            int length = lengths[index];
            if (wide) {
                block.putInt(lengthsStart + 4 * index, length);
            } else {
                block.putShort(lengthsStart + 2 * index, (short) length);
            }
            int recorded = event.parameterLength(index);
            if (recorded == 0) {
                fill(event, index, block, position, length);
            } else {
                block.put(position, event.parameterBuffer(index), event.parameterStart(index), length);
                if (length < recorded && endsWithNul(event, index) && length > 0) {
                    block.put(position + length - 1, (byte) 0);
                }
            }
            position += length;
        }
        return position;
    }

    private static boolean endsWithNul(EventView event, int index) {
        int last = event.parameterStart(index) + event.parameterLength(index) - 1;
        return event.parameterBuffer(index).get(last) == 0;
    }

    /** The value that says the least: no text, no id, no descriptor, no time, or else zero. */
    private static void fill(EventView event, int index, ByteBuffer block, int position, int length) {
        EventType type = event.type();
        if (length == 0 || type == null) {
            return;
        }
        ParameterSpec parameter = type.parameters().get(index);
        if (parameter.type().isText() && !isWorkingDirectory(parameter)) {
            block.put(position, NO_TEXT, 0, length);
            return;
        }
        byte value = switch (parameter.type()) {
            case UID, GID, PID, PID32, FD, FD32, RELTIME -> (byte) 0xFF;
            default -> 0;
        };
        for (int at = 0; at < length; at++) {
            block.put(position + at, value);
        }
    }

    /** Whether a block is just as it would be written: version 2, of the type it should be, and nothing in between. */
    private static boolean isTidy(EventCursor event) {
        int length = event.blockLength();
        boolean large = event.isLargeBlock();
        return (length & 3) == 0
                && event.byteOrder().equals(ByteOrder.LITTLE_ENDIAN)
                && !event.isVersionOne()
                && event.isFlaggedBlock() == (event.dumpFlags() != 0)
                && large == event.isWide()
                && event.isFilled()
                && (large || length <= MOST_SMALL_BLOCK_BYTES);
    }
}
