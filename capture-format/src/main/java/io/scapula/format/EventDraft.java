package io.scapula.format;

import io.scapula.format.block.BlockOption;
import io.scapula.format.event.ByteTurner;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event that can be changed before it is written: a copy of a recorded one, or one made from nothing. Always
 * little-endian. Made once and reused for one event after the other, it allocates only while it grows.
 *
 * <pre>{@code
 * EventDraft draft = new EventDraft();
 * draft.copy(event);
 * Arrays.fill(draft.array(), draft.start(1), draft.start(1) + draft.length(1), (byte) 'x');
 * writer.event(draft);
 * }</pre>
 *
 * <p>For one thread.
 */
public final class EventDraft extends EventView {
    private static final EventTable TABLE = EventTable.current();
    private static final ByteBuffer NO_OPTIONS = ByteBuffer.allocate(0);
    private static final CaptureLocation NOWHERE = new CaptureLocation(0, 0);
    private static final int FIRST_BYTES = 1 << 10;

    private long number;
    private @Nullable EventView copied;
    private long timestampNanos;
    private int cpu;
    private long tid;
    private int typeCode;
    private @Nullable EventType type;
    private int dumpFlags;
    private boolean wide;
    private boolean opaque;
    private byte[] values = new byte[FIRST_BYTES];
    private ByteBuffer buffer = wrapped(values);
    private final int[] bounds = new int[EventCursor.MOST_PARAMETERS + 1];
    private int count;
    private ByteBuffer options = NO_OPTIONS;
    private long parametersUnturned;

    /** An event of code 0 without parameters. */
    public EventDraft() {
        start(0, 0, 0, -1, 0);
    }

    /** Becomes a copy of the event: header, parameters and options. */
    public void copy(EventView event) {
        copyHeader(event);
        boolean turned = event.byteOrder() == ByteOrder.BIG_ENDIAN;
        for (int index = 0; index < event.parameterCount(); index++) {
            add(event, index);
        }
        if (event.optionLength() == 0) {
            options = NO_OPTIONS;
        } else if (turned) {
            options = BlockOption.encode(event.options());
        } else {
            byte[] bytes = new byte[event.optionLength()];
            event.optionBuffer().get(event.optionStart(), bytes, 0, bytes.length);
            options = wrapped(bytes);
        }
    }

    /** Becomes an event with the header of this one and neither parameters nor options yet. */
    public void copyHeader(EventView event) {
        start(event.cpu(), event.dumpFlags(), event.timestampNanos(), event.tid(), event.typeCode());
        number = event.number();
        copied = event;
        type = event.type();
        wide = event.isWide();
        opaque = event.isOpaque();
    }

    /**
     * Becomes an event without parameters.
     *
     * @param eventCpu   the processor, 0 to 65535
     * @param flags      table {@code dump_flags}
     * @param timeNanos  nanoseconds since the epoch
     * @param threadId   the thread, or -1
     * @param eventCode  row of the event table, or one that this version does not know
     */
    public void start(int eventCpu, int flags, long timeNanos, long threadId, int eventCode) {
        number = 0;
        copied = null;
        cpu = eventCpu;
        dumpFlags = flags;
        timestampNanos = timeNanos;
        tid = threadId;
        setTypeCode(eventCode);
        opaque = false;
        count = 0;
        options = NO_OPTIONS;
    }

    /** Makes it an event of another code; its parameters stay. */
    public void setTypeCode(int eventCode) {
        typeCode = eventCode;
        type = TABLE.find(eventCode);
        wide = type != null && type.lengthBytes() == 4;
    }

    public void setTimestampNanos(long nanos) {
        timestampNanos = nanos;
    }

    public void setDumpFlags(int flags) {
        dumpFlags = flags;
    }

    /** Leaves off the comments. */
    public void clearOptions() {
        options = NO_OPTIONS;
    }

    /** Appends a parameter; an empty one is absent. */
    public void add(byte[] value) {
        int start = append(value.length);
        System.arraycopy(value, 0, values, start, value.length);
    }

    /** Appends an integer parameter of 1, 2, 4 or 8 bytes. */
    public void addInteger(long value, int bytes) {
        int start = append(bytes);
        for (int index = 0; index < bytes; index++) {
            values[start + index] = (byte) (value >>> 8 * index);
        }
    }

    /** Appends a text with the NUL that belongs behind it. */
    public void addText(String text) {
        byte[] bytes = CaptureText.encode(text);
        int start = append(bytes.length + 1);
        System.arraycopy(bytes, 0, values, start, bytes.length);
        values[start + bytes.length] = 0;
    }

    /** Appends a parameter of another event, turned to little-endian if it is not. */
    public void add(EventView event, int index) {
        int length = event.parameterLength(index);
        int start = append(length);
        if (length == 0) {
            return;
        }
        event.parameterBuffer(index).get(event.parameterStart(index), values, start, length);
        if (event.byteOrder() == ByteOrder.BIG_ENDIAN && !ByteTurner.turn(event.type(), index, values, start, length)) {
            parametersUnturned++;
        }
    }

    /** Replaces a parameter by bytes of any length. */
    public void set(int index, byte[] value) {
        Objects.checkIndex(index, count);
        int grown = value.length - length(index);
        int end = bounds[count];
        ensure(end + Math.max(0, grown));
        System.arraycopy(values, bounds[index + 1], values, bounds[index + 1] + grown, end - bounds[index + 1]);
        System.arraycopy(value, 0, values, bounds[index], value.length);
        for (int next = index + 1; next <= count; next++) {
            bounds[next] += grown;
        }
    }

    /** Leaves off the parameters from this index on. */
    public void truncate(int parameters) {
        count = Math.min(count, parameters);
    }

    private int append(int length) {
        if (count == EventCursor.MOST_PARAMETERS) {
            throw new IllegalStateException("an event has at most " + EventCursor.MOST_PARAMETERS + " parameters");
        }
        int start = bounds[count];
        ensure(Math.addExact(start, length));
        bounds[++count] = start + length;
        return start;
    }

    private void ensure(int bytes) {
        if (bytes > values.length) {
            values = Arrays.copyOf(values, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(bytes, values.length * 2L)));
            buffer = wrapped(values);
        }
    }

    private static ByteBuffer wrapped(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The array that holds all parameters, to be changed in place; valid until one is added or set. */
    public byte[] array() {
        return values;
    }

    /** Where in the {@link #array()} a parameter begins. */
    public int start(int index) {
        return bounds[Objects.checkIndex(index, count)];
    }

    /** Length in bytes of a parameter; 0 if it is absent. */
    public int length(int index) {
        return parameterLength(index);
    }

    /** How many parameters of big-endian events could not be turned since the draft was made: their type is not known. */
    long parametersUnturned() {
        return parametersUnturned;
    }

    /** That of the event it is a copy of. */
    @Override
    public long number() {
        return number;
    }

    /** That of the event it is a copy of, as long as that is shown; else block 0. */
    @Override
    public CaptureLocation location() {
        EventView original = copied;
        return original == null ? NOWHERE : original.location();
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
        return type;
    }

    @Override
    public int dumpFlags() {
        return dumpFlags;
    }

    @Override
    public int parameterCount() {
        return count;
    }

    @Override
    public ByteOrder byteOrder() {
        return ByteOrder.LITTLE_ENDIAN;
    }

    @Override
    ByteBuffer parameterBuffer(int index) {
        return buffer;
    }

    @Override
    int parameterStart(int index) {
        return bounds[index];
    }

    @Override
    public int parameterLength(int index) {
        return index < count ? bounds[index + 1] - bounds[index] : 0;
    }

    @Override
    boolean isWide() {
        return wide;
    }

    @Override
    boolean isOpaque() {
        return opaque;
    }

    @Override
    ByteBuffer optionBuffer() {
        return options;
    }

    @Override
    int optionStart() {
        return 0;
    }

    @Override
    int optionLength() {
        return options.capacity();
    }

    @Override
    public Event toEvent() {
        return new Event(this);
    }
}
