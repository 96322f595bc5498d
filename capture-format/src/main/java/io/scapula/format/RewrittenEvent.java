package io.scapula.format;

import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import io.scapula.format.event.OldSchemaRule;
import io.scapula.format.event.ParameterSpec;
import io.scapula.format.event.ParameterType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event made from a recorded one for sysdig 0.29.3: the header that was recorded, under a code and with parameters that it
 * knows, none of which it reads past the end of. Reused for one event after the other.
 */
final class RewrittenEvent extends EventView {
    private static final EventTable TABLE = EventTable.current();
    private static final int MOST_PARAMETER_BYTES = 0xFFFF;
    private static final int DESCRIPTOR_BYTES = Long.BYTES;
    private static final int DESCRIPTOR_ENTRY_BYTES = DESCRIPTOR_BYTES + Short.BYTES;
    /** What recorders of that time wrote for a text that the caller did not give. */
    private static final byte[] NO_TEXT = "(NULL)\0".getBytes(StandardCharsets.US_ASCII);

    private @Nullable EventView recorded;
    private EventType type = TABLE.get(0);
    private byte[] bytes = new byte[256];
    private ByteBuffer values = ByteBuffer.wrap(bytes);
    private int[] bounds = new int[33];
    private int count;

    /** Starts an event of the type without parameters. */
    void begin(EventView from, EventType shown) {
        recorded = from;
        type = shown;
        count = 0;
        values.order(from.byteOrder());
    }

    /** Appends what the source tells of the recorded event. */
    void append(OldSchemaRule.Source source) {
        EventView from = recorded();
        switch (source.kind()) {
            case RECORDED -> appendRecorded(source.index());
            case NUMBER -> appendNumber(source.index());
            case PROGRAM -> {
                boolean isTold = from.has(source.index());
                appendRecorded(isTold ? source.index() : source.others().get(0));
            }
            case DESCRIPTORS -> {
                appendRecorded(source.index());
                clearEvents();
            }
            case START -> {
                long end = from.integer(source.index(), 0);
                long moved = Math.max(from.integer(source.others().get(0), 0), 0);
                appendNumber(end == 0 ? 0 : end - moved);
            }
            case BPF -> appendBpfResult(from, source);
        }
    }

    /** Appends a parameter of the recorded event in the width that the type has here; what is absent, as what is neutral. */
    void appendRecorded(int index) {
        EventView from = recorded();
        int length = from.parameterLength(index);
        int width = TABLE.width(type.code(), count);
        ParameterType wanted = parameterType();
        if (length == 0) {
            appendNeutral(wanted, width);
        } else if (wanted == ParameterType.SYSCALLID) {
            appendNumber(from.integer(index, 0));
        } else if (width == 0 || width == length) {
            appendBytes(from, index, length);
            if (wanted.isText() && bytes[bounds[count] - 1] != 0) {
                terminate();
            }
        } else {
            appendNumber(from.rawInteger(index, TABLE.isSigned(from.typeCode(), index)));
        }
    }

    /** Appends a number in the width of the next parameter. */
    void appendNumber(long number) {
        int width = TABLE.width(type.code(), count);
        boolean unknownCall =
                parameterType() == ParameterType.SYSCALLID && (number < 0 || number > OldSchemaRule.LAST_SYSCALL);
        int start = reserve(width);
        put(start, width, unknownCall ? 0 : number);
        close(width);
    }

    private void put(int start, int width, long number) {
        switch (width) {
            case 1 -> values.put(start, (byte) number);
            case 2 -> values.putShort(start, (short) number);
            case 4 -> values.putInt(start, (int) number);
            case 8 -> values.putLong(start, number);
            default ->
                throw new IllegalStateException(
                        "parameter " + count + " of event code " + type.code() + " is no number");
        }
    }

    private void appendNeutral(ParameterType wanted, int width) {
        if (wanted.isText()) {
            // The working directory was never told; recorders left it empty.
            byte[] text = isWorkingDirectory() ? new byte[1] : NO_TEXT;
            System.arraycopy(text, 0, bytes, reserve(text.length), text.length);
            close(text.length);
        } else if (wanted == ParameterType.FDLIST) {
            appendZeros(Short.BYTES);
        } else if (wanted == ParameterType.DYN) {
            appendZeros(
                    1 + type.parameters().get(count).variants().get(0).type().width());
        } else {
            boolean isNone = switch (wanted) {
                case UID, GID, FD, PID, FD32, PID32, RELTIME -> true;
                default -> false;
            };
            int start = reserve(width);
            Arrays.fill(bytes, start, start + width, isNone ? (byte) -1 : 0);
            close(width);
        }
    }

    private boolean isWorkingDirectory() {
        return type.parameters().get(count).name().equals("cwd");
    }

    private void appendZeros(int length) {
        int start = reserve(length);
        Arrays.fill(bytes, start, start + length, (byte) 0);
        close(length);
    }

    /** The events of a list are those that came; which ones the caller waited for was not recorded. */
    private void clearEvents() {
        int start = bounds[count - 1] + Short.BYTES;
        for (int entry = start; entry + DESCRIPTOR_ENTRY_BYTES <= bounds[count]; entry += DESCRIPTOR_ENTRY_BYTES) {
            values.putShort(entry + DESCRIPTOR_BYTES, (short) 0);
        }
    }

    /** Commands that make something return its descriptor, variant 0; all others a result, variant 1. */
    private void appendBpfResult(EventView from, OldSchemaRule.Source source) {
        long command = from.integer(source.others().get(0), -1);
        boolean isDescriptor = command == 0 || command == 5;
        int start = reserve(1 + Long.BYTES);
        bytes[start] = (byte) (isDescriptor ? 0 : 1);
        values.putLong(start + 1, from.integer(source.index(), -1));
        close(1 + Long.BYTES);
    }

    private void appendBytes(EventView from, int index, int length) {
        int start = reserve(length);
        from.parameterBuffer(index).get(from.parameterStart(index), bytes, start, length);
        close(length);
    }

    private void terminate() {
        int length = bounds[count] - bounds[count - 1];
        if (length == MOST_PARAMETER_BYTES) {
            bytes[bounds[count] - 1] = 0;
            return;
        }
        count--;
        int start = reserve(length + 1);
        bytes[start + length] = 0;
        close(length + 1);
    }

    private int reserve(int length) {
        int start = bounds[count];
        if (bytes.length - start < length) {
            ByteOrder order = values.order();
            bytes = Arrays.copyOf(bytes, Math.max(start + length, 2 * bytes.length));
            values = ByteBuffer.wrap(bytes).order(order);
        }
        if (count + 1 == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
        }
        return start;
    }

    private void close(int length) {
        bounds[count + 1] = bounds[count] + length;
        count++;
    }

    /** The type of the next parameter. */
    private ParameterType parameterType() {
        List<ParameterSpec> parameters = type.parameters();
        return count < parameters.size() ? parameters.get(count).type() : ParameterType.BYTEBUF;
    }

    private EventView recorded() {
        EventView view = recorded;
        if (view == null) {
            throw new IllegalStateException("no event was begun");
        }
        return view;
    }

    @Override
    public long number() {
        return recorded().number();
    }

    @Override
    public CaptureLocation location() {
        return recorded().location();
    }

    @Override
    public long timestampNanos() {
        return recorded().timestampNanos();
    }

    @Override
    public int cpu() {
        return recorded().cpu();
    }

    @Override
    public long tid() {
        return recorded().tid();
    }

    @Override
    public int typeCode() {
        return type.code();
    }

    @Override
    public int recordedTypeCode() {
        return recorded().recordedTypeCode();
    }

    @Override
    public @Nullable EventType type() {
        return type;
    }

    @Override
    public int dumpFlags() {
        return recorded().dumpFlags();
    }

    @Override
    public int parameterCount() {
        return count;
    }

    @Override
    public ByteOrder byteOrder() {
        return values.order();
    }

    @Override
    ByteBuffer parameterBuffer(int index) {
        return values;
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
    public Event toEvent() {
        return new Event(this);
    }
}
