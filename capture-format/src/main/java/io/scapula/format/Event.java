package io.scapula.format;

import io.scapula.format.event.EventType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** An event that may be kept: an immutable copy, safe to hold and to hand to another thread. */
public final class Event extends EventView {
    private static final ByteBuffer NO_OPTIONS = ByteBuffer.allocate(0);

    private final long number;
    private final CaptureLocation location;
    private final long timestampNanos;
    private final int cpu;
    private final long tid;
    private final int typeCode;
    private final @Nullable EventType type;
    private final int dumpFlags;
    private final ByteBuffer values;
    /** Start of each parameter in {@code values}, and the end of the last. */
    private final int[] bounds;

    private final boolean wide;
    private final boolean opaque;
    /** Usually empty. */
    private final ByteBuffer options;

    Event(EventView view) {
        number = view.number();
        location = view.location();
        timestampNanos = view.timestampNanos();
        cpu = view.cpu();
        tid = view.tid();
        typeCode = view.typeCode();
        type = view.type();
        dumpFlags = view.dumpFlags();
        bounds = new int[view.parameterCount() + 1];
        for (int index = 0; index < view.parameterCount(); index++) {
            bounds[index + 1] = bounds[index] + view.parameterLength(index);
        }
        byte[] bytes = new byte[bounds[view.parameterCount()]];
        for (int index = 0; index < view.parameterCount(); index++) {
            if (view.parameterLength(index) > 0) {
                view.parameterBuffer(index)
                        .get(view.parameterStart(index), bytes, bounds[index], view.parameterLength(index));
            }
        }
        values = ByteBuffer.wrap(bytes).order(view.byteOrder());
        wide = view.isWide();
        opaque = view.isOpaque();
        options = optionsOf(view);
    }

    private static ByteBuffer optionsOf(EventView view) {
        int length = view.optionLength();
        if (length == 0) {
            return NO_OPTIONS;
        }
        byte[] bytes = new byte[length];
        view.optionBuffer().get(view.optionStart(), bytes, 0, length);
        return ByteBuffer.wrap(bytes).order(view.byteOrder());
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
    public long number() {
        return number;
    }

    @Override
    public CaptureLocation location() {
        return location;
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
        return bounds.length - 1;
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
        return index < bounds.length - 1 ? bounds[index + 1] - bounds[index] : 0;
    }

    @Override
    public Event toEvent() {
        return this;
    }

    /** Number, time, cpu, thread, direction and name; parameters are left to {@link #value(int)}. */
    @Override
    public String toString() {
        EventType known = type;
        return number + " " + timestampNanos + " " + cpu + " " + tid + " "
                + (known == null ? "? code " + typeCode : known.direction().symbol() + " " + known.name());
    }
}
