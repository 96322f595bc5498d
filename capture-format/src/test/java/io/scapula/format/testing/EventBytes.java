package io.scapula.format.testing;

import io.scapula.format.block.BlockType;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import io.scapula.format.event.ParameterType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One event and its block: version 2 without flags unless said otherwise. */
public final class EventBytes {
    private final int code;
    private long timestampNanos = 1_700_000_000_123_456_789L;
    private long tid = 1;
    private int cpu;
    private long dumpFlags;
    private boolean withFlags;
    private boolean large;
    private int version = 2;
    private boolean wide;
    private long lengthError;
    private @Nullable Long claimedCount;
    private final List<Consumer<Bytes>> parameters = new ArrayList<>();
    private BlockOptionBytes[] options = {};

    private EventBytes(int code) {
        this.code = code;
        EventType type = EventTable.current().find(code);
        this.wide = type != null && type.lengthBytes() == 4;
        this.large = wide;
    }

    public static EventBytes of(int code) {
        return new EventBytes(code);
    }

    /** By the recorders' constant without its {@code PPME_}, such as {@code SYSCALL_READ_X}. */
    public static EventBytes of(String constant) {
        EventType type = EventTable.current().findByConstant("PPME_" + constant);
        return of(Objects.requireNonNull(type, constant).code());
    }

    public EventBytes at(long nanos) {
        timestampNanos = nanos;
        return this;
    }

    public EventBytes thread(long value) {
        tid = value;
        return this;
    }

    public EventBytes cpu(int value) {
        cpu = value;
        return this;
    }

    /** The block is of the kind with flags. */
    public EventBytes dumpFlags(long flags) {
        withFlags = true;
        dumpFlags = flags;
        return this;
    }

    /** The block is of version 1, which has no parameter count. */
    public EventBytes version1() {
        version = 1;
        return this;
    }

    /** The block is of the large kind, or not; by itself, events with 4-byte lengths have large blocks. */
    public EventBytes large(boolean isLarge) {
        large = isLarge;
        return this;
    }

    /** Parameter lengths have 4 bytes, or 2; by itself, what the event table says. */
    public EventBytes wideLengths(boolean isWide) {
        wide = isWide;
        return this;
    }

    /**
     * Parameters from the first on: a number takes the width that the schema gives the parameter, a text gets a NUL,
     * bytes are taken as they are, and {@code null} is a parameter of length 0.
     */
    public EventBytes values(@Nullable Object... values) {
        for (Object value : values) {
            int index = parameters.size();
            if (value == null) {
                parameter(out -> {});
            } else if (value instanceof Number number) {
                parameter(out -> writeInteger(out, widthOf(index), number.longValue()));
            } else if (value instanceof String text) {
                parameter(out -> out.text(text));
            } else {
                parameter(out -> out.raw((byte[]) value));
            }
        }
        return this;
    }

    /** One more parameter. */
    public EventBytes parameter(Consumer<Bytes> bytes) {
        parameters.add(bytes);
        return this;
    }

    /** The event's length is off by this much. */
    public EventBytes lengthError(long error) {
        lengthError = error;
        return this;
    }

    /** The event claims this many parameters, whatever it has. */
    public EventBytes claimedCount(long count) {
        claimedCount = count;
        return this;
    }

    public EventBytes options(BlockOptionBytes... values) {
        options = values;
        return this;
    }

    /** Bytes of the event, header included. */
    public int length() {
        Bytes event = Bytes.in(java.nio.ByteOrder.LITTLE_ENDIAN);
        writeEvent(event);
        return event.size();
    }

    BlockType blockType() {
        if (version == 1) {
            return withFlags ? BlockType.EVENT_V1_FLAGS : BlockType.EVENT_V1;
        }
        if (large) {
            return withFlags ? BlockType.EVENT_V2_LARGE_FLAGS : BlockType.EVENT_V2_LARGE;
        }
        return withFlags ? BlockType.EVENT_V2_FLAGS : BlockType.EVENT_V2;
    }

    void writeTo(Bytes body) {
        body.u16(cpu);
        if (withFlags) {
            body.u32(dumpFlags);
        }
        writeEvent(body);
        if (options.length > 0) {
            body.pad();
            BlockOptionBytes.write(body, options);
        }
    }

    private void writeEvent(Bytes body) {
        Bytes lengths = Bytes.in(body.order());
        Bytes values = Bytes.in(body.order());
        for (Consumer<Bytes> parameter : parameters) {
            int start = values.size();
            parameter.accept(values);
            int length = values.size() - start;
            if (wide) {
                lengths.u32(length);
            } else {
                lengths.u16(length);
            }
        }
        int header = version == 1 ? 22 : 26;
        body.u64(timestampNanos)
                .u64(tid)
                .u32(header + lengths.size() + values.size() + lengthError)
                .u16(code);
        if (version > 1) {
            body.u32(claimedCount == null ? parameters.size() : claimedCount);
        }
        body.raw(lengths.toByteArray()).raw(values.toByteArray());
    }

    private int widthOf(int index) {
        EventType type = EventTable.current().get(code);
        ParameterType parameter = type.parameters().get(index).type();
        if (parameter.width() == 0) {
            throw new IllegalArgumentException(type.constant() + " parameter " + index + " is no number");
        }
        return parameter.width();
    }

    private static void writeInteger(Bytes out, int width, long value) {
        switch (width) {
            case 1 -> out.u8((int) value);
            case 2 -> out.u16((int) value);
            case 4 -> out.u32(value);
            case 8 -> out.u64(value);
            default -> throw new IllegalArgumentException("no integer has " + width + " bytes");
        }
    }
}
