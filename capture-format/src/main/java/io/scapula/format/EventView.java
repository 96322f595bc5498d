package io.scapula.format;

import io.scapula.format.block.BlockOption;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import io.scapula.format.event.ParameterDecoder;
import io.scapula.format.event.ParameterSpec;
import io.scapula.format.event.ParameterValue;
import io.scapula.format.internal.NulSeparated;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event: its header, and its parameters by index. What is known of the index stands in {@link #type()}.
 *
 * <p>Files may hold fewer or more parameters than the schema. A parameter that is missing or empty is <em>absent</em>,
 * which is not zero: ask {@link #has(int)} first, or use a method that takes what to return instead.
 *
 * @see EventCursor the view that moves over a capture without allocating
 * @see Event the view that may be kept
 */
public abstract sealed class EventView permits Event, EventCursor, EventDraft, StoredEvent, UnifiedEvent {

    private static final EventTable TABLE = EventTable.current();

    EventView() {}

    /**
     * The event's number as {@code evt.num} counts: from 1 over the whole capture, every event with a known code, shown
     * or not. An event with an unknown code has number 0.
     */
    public abstract long number();

    /** Place of the event's block. */
    public abstract CaptureLocation location();

    /** Nanoseconds since the epoch. Not always growing from event to event. */
    public abstract long timestampNanos();

    /** The processor that recorded it. */
    public abstract int cpu();

    /** The thread it belongs to, or -1 for events that belong to none. */
    public abstract long tid();

    /** The event code; {@link #type()} is its meaning. */
    public abstract int typeCode();

    /** The event code as recorded, where the current schema has another one. */
    public int recordedTypeCode() {
        return typeCode();
    }

    /** The row of the event table, or {@code null} for a code this version does not know. */
    public abstract @Nullable EventType type();

    /** Flags of the event's block, table {@code dump_flags}; 0 for blocks without. */
    public abstract int dumpFlags();

    /** How many parameters there are; absent ones in between count. */
    public abstract int parameterCount();

    /** The buffer that holds the bytes of the parameter; read-only by contract. */
    abstract ByteBuffer parameterBuffer(int index);

    abstract int parameterStart(int index);

    /** Length in bytes of a parameter; 0 if it is absent. */
    public abstract int parameterLength(int index);

    /** The event as it lies in a block, or {@code null} if this is not the view of a block. */
    @Nullable
    EventCursor recorded() {
        return null;
    }

    /** Whether the lengths of its parameters are written with four bytes. */
    boolean isWide() {
        EventType type = type();
        return type != null && type.lengthBytes() == 4;
    }

    /** Whether there is no telling where its parameters begin: an unknown code in a block of version 1. */
    boolean isOpaque() {
        return false;
    }

    /** Holds the options of the event's block, in {@link #byteOrder()}; read-only by contract. */
    abstract ByteBuffer optionBuffer();

    abstract int optionStart();

    /** Bytes of options, mostly 0. */
    abstract int optionLength();

    /** Comments that Wireshark, editcap or Stratoshark attached to the event; usually none. */
    public final List<BlockOption> options() {
        int length = optionLength();
        return length == 0 ? List.of() : BlockOption.decode(optionBuffer(), optionStart(), optionStart() + length);
    }

    /** Whether the event is only meant to update state and not to be shown. */
    public final boolean isStateOnly() {
        return (dumpFlags() & 1) != 0;
    }

    /** Whether the parameter is there, not empty, and, for a type of fixed width, of that width. */
    public final boolean has(int index) {
        int length = parameterLength(index);
        if (length == 0) {
            return false;
        }
        int width = TABLE.width(typeCode(), index);
        return width == 0 || width == length;
    }

    /**
     * An integer parameter, sign- or zero-extended as its type says.
     *
     * @param absent what to return if the parameter is absent, or has a size that no integer has
     */
    public final long integer(int index, long absent) {
        int length = parameterLength(index);
        if (Integer.bitCount(length) != 1 || length > Long.BYTES) {
            return absent;
        }
        int code = typeCode();
        int width = TABLE.width(code, index);
        if (width != 0 && width != length) {
            return absent;
        }
        return ParameterDecoder.integer(
                parameterBuffer(index), parameterStart(index), length, TABLE.isSigned(code, index));
    }

    /**
     * The bytes of a parameter as an integer, whatever the schema says of them; for who has looked at the schema already.
     *
     * @return 0 if the parameter has a size that no integer has
     */
    public final long rawInteger(int index, boolean signed) {
        int length = parameterLength(index);
        return length == 0
                ? 0
                : ParameterDecoder.integer(parameterBuffer(index), parameterStart(index), length, signed);
    }

    /**
     * A text parameter, or bytes taken as text, without the NUL at its end.
     *
     * @return {@code null} if the parameter is absent or holds {@code (NULL)}
     */
    public final @Nullable String text(int index) {
        int length = parameterLength(index);
        if (length == 0) {
            return null;
        }
        ByteBuffer buffer = parameterBuffer(index);
        int start = parameterStart(index);
        String text = CaptureText.decode(buffer, start, buffer.get(start + length - 1) == 0 ? length - 1 : length);
        return text.equals("(NULL)") ? null : text;
    }

    /** The elements of a NUL-separated parameter such as {@code args}; none if it is absent. */
    public final List<String> texts(int index) {
        int length = parameterLength(index);
        return length == 0
                ? List.of()
                : NulSeparated.split(CaptureText.decode(parameterBuffer(index), parameterStart(index), length));
    }

    /** A copy of the bytes of a parameter; empty if it is absent. */
    public final byte[] bytes(int index) {
        byte[] bytes = new byte[parameterLength(index)];
        if (bytes.length > 0) {
            parameterBuffer(index).get(parameterStart(index), bytes, 0, bytes.length);
        }
        return bytes;
    }

    /**
     * Copies the bytes of a parameter to the start of an array, without allocating.
     *
     * @param target holds at least {@link #parameterLength(int)} bytes
     */
    public final void copyBytes(int index, byte[] target) {
        int length = parameterLength(index);
        if (length > 0) {
            parameterBuffer(index).get(parameterStart(index), target, 0, length);
        }
    }

    /** The parameter, decoded as its type says; an index beyond the schema decodes as raw bytes. */
    public final ParameterValue value(int index) {
        int length = parameterLength(index);
        if (length == 0) {
            return new ParameterValue.Absent();
        }
        EventType type = type();
        if (type == null || index >= type.parameters().size()) {
            return new ParameterValue.Raw(bytes(index));
        }
        ParameterSpec spec = type.parameters().get(index);
        return ParameterDecoder.decode(spec, parameterBuffer(index), parameterStart(index), length);
    }

    /** Byte order of the section the event is in. */
    public abstract ByteOrder byteOrder();

    /** An immutable copy that stays valid when the view moves on. */
    public abstract Event toEvent();
}
