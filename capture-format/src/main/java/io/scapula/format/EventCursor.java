package io.scapula.format;

import io.scapula.format.block.BlockType;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import io.scapula.format.internal.WarningLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Moves over the events of a capture as they were recorded, and allocates nothing on the way.
 *
 * <pre>
 * cpu              u16
 * dump flags       u32   in block types with flags
 * timestamp        u64   nanoseconds since the epoch
 * tid              s64
 * length           u32   of header, lengths and values
 * code             u16
 * parameter count  u32   not in version 1, where it follows from the lengths
 * lengths          u16 or u32 each, as the event code says
 * values           back to back
 * padding, options
 * </pre>
 *
 * <p>For one thread. What the cursor shows is valid until the next {@link #advance()}; {@link #toEvent()} copies it.
 * Closing the {@link CaptureReader} it came from ends it.
 */
public final class EventCursor extends EventView {
    /** More parameters than any event has; an event that claims more is malformed. */
    static final int MOST_PARAMETERS = 256;

    private static final int V1_HEADER_BYTES = 22;
    private static final int V2_HEADER_BYTES = 26;
    private static final int EVENT_V1 = BlockType.EVENT_V1.code();
    private static final int EVENT_V1_ALIAS = BlockType.EVENT_V1.alias();
    private static final int EVENT_V1_FLAGS = BlockType.EVENT_V1_FLAGS.code();
    private static final int EVENT_V2 = BlockType.EVENT_V2.code();
    private static final int EVENT_V2_FLAGS = BlockType.EVENT_V2_FLAGS.code();
    private static final int EVENT_V2_LARGE = BlockType.EVENT_V2_LARGE.code();
    private static final int EVENT_V2_LARGE_FLAGS = BlockType.EVENT_V2_LARGE_FLAGS.code();
    /** Version 1 events whose recorded length is 3 too large. */
    private static final int NOTIFICATION = 280;

    private static final int INFRASTRUCTURE = 286;

    private static final int NO_EVENT = 0;
    private static final int AN_EVENT = 1;
    /** An event without even a whole header; it is passed over. */
    private static final int CUT_EVENT = 2;

    /** Where events come from one after the other; {@code null} if the cursor is only ever {@linkplain #show placed}. */
    private final @Nullable BlockReader blocks;

    private final @Nullable MetadataReader metadata;
    private final WarningLog warnings;
    private final ReadStatistics.Counter counter;
    private final LossRecorder losses;
    private final EventTable table = EventTable.current();

    private ByteBuffer buffer;
    private int bodyStart;
    private int bodyEnd;
    private int blockType;
    private boolean malformed;
    private long byteOffset;
    private long lastNumber;
    private long number;
    private long timestampNanos;
    private long tid;
    private int cpu;
    private int dumpFlags;
    private int typeCode;
    private int optionsStart;
    private int parameterCount;
    private final int[] starts = new int[MOST_PARAMETERS + 1];

    EventCursor(
            BlockReader blocks,
            MetadataReader metadata,
            WarningLog warnings,
            ReadStatistics.Counter counter,
            LossRecorder losses) {
        this.blocks = blocks;
        this.metadata = metadata;
        this.warnings = warnings;
        this.counter = counter;
        this.losses = losses;
        this.buffer = blocks.buffer();
    }

    /** A cursor that stands nowhere until it is {@linkplain #show placed}. */
    EventCursor() {
        this.blocks = null;
        this.metadata = null;
        this.warnings = new WarningLog();
        this.counter = new ReadStatistics.Counter();
        this.losses = new LossRecorder();
        this.buffer = ByteBuffer.allocate(0);
    }

    /**
     * Shows an event that has been read before.
     *
     * @param bytes  holds its block, in the byte order of its section
     * @param start  where the block starts
     * @param offset what to call that place
     * @param number the number that the event had
     */
    void show(ByteBuffer bytes, int start, long offset, long number) {
        buffer = bytes;
        bodyStart = start + 8;
        bodyEnd = start + BlockCheck.lengthRead(bytes, start) - 4;
        byteOffset = offset;
        lastNumber = number - 1;
        try {
            read(bytes.getInt(start));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.number = number;
    }

    /**
     * Moves to the next event. Other blocks on the way go to the listener given to {@link CaptureReader#events}.
     *
     * @return false at the end of the capture, be it the true end or damage; the reader's warnings tell which
     * @throws MalformedCaptureException at damage, if the options ask for it
     * @throws IOException               if the file or pipe cannot be read
     */
    public boolean advance() throws IOException {
        BlockReader reader = blocks;
        MetadataReader others = metadata;
        if (reader == null || others == null) {
            throw new IllegalStateException("a cursor that is placed does not advance");
        }
        while (reader.advance()) {
            counter.blocks++;
            buffer = reader.buffer();
            bodyStart = reader.bodyStart();
            bodyEnd = reader.bodyEnd();
            int met = read(reader.type());
            if (met == AN_EVENT) {
                losses.see(this, reader.bytesRead());
                return true;
            }
            if (met == NO_EVENT) {
                others.read(reader, lastNumber);
            }
        }
        return false;
    }

    /** Reads the block if it holds an event; the most frequent types come first. */
    private int read(int type) throws IOException {
        boolean whole;
        blockType = type;
        malformed = false;
        if (type == EVENT_V2) {
            whole = readV2(false, false);
        } else if (type == EVENT_V1 || type == EVENT_V1_ALIAS) {
            whole = readV1(false);
        } else if (type == EVENT_V2_FLAGS) {
            whole = readV2(true, false);
        } else if (type == EVENT_V2_LARGE) {
            whole = readV2(false, true);
        } else if (type == EVENT_V2_LARGE_FLAGS) {
            whole = readV2(true, true);
        } else if (type == EVENT_V1_FLAGS) {
            whole = readV1(true);
        } else {
            return NO_EVENT;
        }
        return whole ? AN_EVENT : CUT_EVENT;
    }

    private boolean readV2(boolean withFlags, boolean large) throws IOException {
        int header = bodyStart + (withFlags ? 6 : 2);
        int available = bodyEnd - header;
        if (available < V2_HEADER_BYTES) {
            return headerCut(available, V2_HEADER_BYTES);
        }
        readHeader(header, withFlags);
        EventType type = number(typeCode);
        int length = buffer.getInt(header + 16);
        int count = buffer.getInt(header + 22);
        boolean wide = type == null ? large : type.lengthBytes() == 4;
        optionsStart = header + length;
        if (length < V2_HEADER_BYTES || length > available) {
            return malformed("length " + Integer.toUnsignedLong(length) + " does not fit its block", bodyEnd);
        }
        if (count < 0 || count > MOST_PARAMETERS || count * (wide ? 4 : 2) > length - V2_HEADER_BYTES) {
            return malformed(Integer.toUnsignedLong(count) + " parameters do not fit its length", header + length);
        }
        if (!readBounds(header + V2_HEADER_BYTES, count, wide, header + length)) {
            return malformed("the lengths of its parameters exceed its length", header + length);
        }
        countParameters(type);
        return true;
    }

    private boolean readV1(boolean withFlags) throws IOException {
        int header = bodyStart + (withFlags ? 6 : 2);
        int available = bodyEnd - header;
        if (available < V1_HEADER_BYTES) {
            return headerCut(available, V1_HEADER_BYTES);
        }
        readHeader(header, withFlags);
        EventType type = number(typeCode);
        int length = buffer.getInt(header + 16);
        optionsStart = header + length;
        if (length < V1_HEADER_BYTES || length > available) {
            return malformed("length " + Integer.toUnsignedLong(length) + " does not fit its block", bodyEnd);
        }
        if (type == null) {
            // How many parameters there are can't be told: lengths and values are kept as one.
            starts[0] = header + V1_HEADER_BYTES;
            starts[1] = header + length;
            parameterCount = 1;
            return true;
        }
        boolean longer = typeCode == NOTIFICATION || typeCode == INFRASTRUCTURE;
        int count = longer ? countOfV1(type, header, length - 3) : -1;
        if (count < 0) {
            count = countOfV1(type, header, length);
        }
        if (count < 0) {
            return malformed("no number of parameters fits its length", header + length);
        }
        // The lengths stand where the ends belong.
        starts[0] = header + V1_HEADER_BYTES + 2 * count;
        for (int index = 1; index <= count; index++) {
            starts[index] += starts[index - 1];
        }
        parameterCount = count;
        countParameters(type);
        return true;
    }

    /**
     * Version 1 does not record how many parameters there are: it is the number whose lengths add up. There is one at
     * most, since every further parameter adds at least its own length field. Leaves the lengths behind in {@link #starts}.
     */
    private int countOfV1(EventType type, int header, int length) {
        int oldest = type.oldestParameterCount();
        int most = oldest >= 0 ? oldest : table.parameterCount(type.code());
        int end = V1_HEADER_BYTES;
        int count = 0;
        while (end < length && count < most && V1_HEADER_BYTES + 2 * (count + 1) <= length) {
            int parameter = Short.toUnsignedInt(buffer.getShort(header + V1_HEADER_BYTES + 2 * count));
            end += 2 + parameter;
            starts[++count] = parameter;
        }
        return end == length ? count : -1;
    }

    private void readHeader(int header, boolean withFlags) {
        cpu = Short.toUnsignedInt(buffer.getShort(bodyStart));
        dumpFlags = withFlags ? buffer.getInt(header - 4) : 0;
        timestampNanos = buffer.getLong(header);
        tid = buffer.getLong(header + 8);
        typeCode = Short.toUnsignedInt(buffer.getShort(header + 20));
    }

    /** Counts the event if its code is known, as sysdig's numbering does. */
    private @Nullable EventType number(int code) {
        EventType type = table.find(code);
        if (type == null) {
            number = 0;
            counter.unknownEvents++;
            warnings.add(
                    CaptureWarning.Kind.UNKNOWN_EVENT,
                    code,
                    location(),
                    "event code " + code + " is newer than this version of Scapula; its events are kept raw");
        } else {
            number = ++lastNumber;
            counter.events(code);
        }
        return type;
    }

    private boolean readBounds(int lengths, int count, boolean wide, int end) {
        int start = lengths + count * (wide ? 4 : 2);
        starts[0] = start;
        for (int index = 0; index < count; index++) {
            int length = wide
                    ? buffer.getInt(lengths + 4 * index)
                    : Short.toUnsignedInt(buffer.getShort(lengths + 2 * index));
            if (length < 0 || length > end - start) {
                return false;
            }
            start += length;
            starts[index + 1] = start;
        }
        parameterCount = count;
        return true;
    }

    private void countParameters(@Nullable EventType type) {
        if (type != null) {
            int known = table.parameterCount(type.code());
            if (parameterCount < known) {
                counter.eventsWithFewerParameters++;
            } else if (parameterCount > known) {
                counter.eventsWithMoreParameters++;
            }
        }
    }

    private boolean headerCut(int available, int needed) throws IOException {
        String problem = "event of " + available + " bytes is shorter than its " + needed + "-byte header";
        if (blocks == null || !blocks.leavesPart(problem)) {
            damage(problem);
        }
        return false;
    }

    private boolean malformed(String what, int end) throws IOException {
        malformed = true;
        parameterCount = 0;
        starts[0] = end;
        optionsStart = bodyEnd;
        String problem = "event code " + typeCode + ": " + what;
        if (blocks != null && blocks.leavesPart(problem)) {
            uncount();
            return false;
        }
        damage(problem);
        if (metadata != null && metadata.hasStopped()) {
            uncount();
            return false;
        }
        return true;
    }

    /** The event is not delivered after all. */
    private void uncount() {
        if (number > 0) {
            lastNumber--;
            counter.uncountEvent(typeCode);
        } else {
            counter.unknownEvents--;
        }
    }

    private void damage(String message) throws IOException {
        // An event that is shown again was reported when it was read.
        if (metadata != null && blocks != null) {
            metadata.damage(CaptureWarning.Kind.MALFORMED_EVENT, message, blocks);
        }
    }

    /** Ends the cursor: the bytes it shows may not be there any longer. */
    void close() {
        if (blocks != null) {
            blocks.close();
        }
        buffer = ByteBuffer.allocate(0);
        parameterCount = 0;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public CaptureLocation location() {
        return blocks == null ? new CaptureLocation(0, byteOffset) : blocks.location();
    }

    /** Offset of the event's block in the uncompressed stream; what {@link #location()} holds, without allocating. */
    public long byteOffset() {
        return blocks == null ? byteOffset : blocks.byteOffset();
    }

    /** The buffer that holds the event's block. */
    ByteBuffer blockBuffer() {
        return buffer;
    }

    /** Where the event's block starts in its buffer. */
    int blockStart() {
        return bodyStart - 8;
    }

    /** Length of the event's block, its frame included. */
    int blockLength() {
        return bodyEnd + 4 - blockStart();
    }

    @Override
    public long timestampNanos() {
        return timestampNanos;
    }

    @Override
    public int cpu() {
        return cpu;
    }

    @Override
    public long tid() {
        return tid;
    }

    @Override
    public int typeCode() {
        return typeCode;
    }

    @Override
    public @Nullable EventType type() {
        return table.find(typeCode);
    }

    @Override
    public int dumpFlags() {
        return dumpFlags;
    }

    @Override
    public int parameterCount() {
        return parameterCount;
    }

    @Override
    public ByteOrder byteOrder() {
        return buffer.order();
    }

    @Override
    ByteBuffer parameterBuffer(int index) {
        return buffer;
    }

    @Override
    int parameterStart(int index) {
        return starts[index];
    }

    @Override
    public int parameterLength(int index) {
        return index < parameterCount ? starts[index + 1] - starts[index] : 0;
    }

    /**
     * Where each parameter begins and the last one ends, counted from the first.
     *
     * @param target takes one more than there are parameters; its first stays 0
     * @return where the last one ends
     */
    int bounds(int[] target) {
        int first = starts[0];
        for (int index = 1; index <= parameterCount; index++) {
            target[index] = starts[index] - first;
        }
        return target[parameterCount];
    }

    @Override
    EventCursor recorded() {
        return this;
    }

    @Override
    boolean isWide() {
        EventType type = type();
        return type == null ? isLargeBlock() : type.lengthBytes() == 4;
    }

    @Override
    boolean isOpaque() {
        return isVersionOne() && type() == null;
    }

    boolean isVersionOne() {
        return blockType == EVENT_V1 || blockType == EVENT_V1_ALIAS || blockType == EVENT_V1_FLAGS;
    }

    /** Whether the block's type says that it may be larger than events mostly are. */
    boolean isLargeBlock() {
        return blockType == EVENT_V2_LARGE || blockType == EVENT_V2_LARGE_FLAGS;
    }

    /** Whether the block's type says that it has dump flags. */
    boolean isFlaggedBlock() {
        return blockType == EVENT_V1_FLAGS || blockType == EVENT_V2_FLAGS || blockType == EVENT_V2_LARGE_FLAGS;
    }

    /** Whether the values end where the event does. */
    boolean isFilled() {
        return !malformed && starts[parameterCount] == optionsStart;
    }

    /** Bytes of zeros between the event and its options or the end of its block. */
    int paddingLength() {
        return -(optionsStart - bodyStart) & 3;
    }

    /** Where the event ends. */
    int eventEnd() {
        return optionsStart;
    }

    @Override
    ByteBuffer optionBuffer() {
        return buffer;
    }

    @Override
    int optionStart() {
        return bodyStart + (optionsStart - bodyStart + 3 & ~3);
    }

    @Override
    int optionLength() {
        int start = optionStart();
        return malformed || start < bodyStart || start > bodyEnd - 4 ? 0 : bodyEnd - start;
    }

    @Override
    public Event toEvent() {
        return new Event(this);
    }
}
