package io.scapula.format;

import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import io.scapula.format.event.ParameterSpec;
import io.scapula.format.event.ParameterType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A recorded event seen through a {@link Conversion}; reused for one event after the other. */
final class UnifiedEvent extends EventView {
    private static final EventTable TABLE = EventTable.current();
    private static final ByteBuffer ZEROS = ByteBuffer.allocate(16);
    private static final ByteBuffer ONES = ByteBuffer.wrap(filled(16));

    private @Nullable EventView recorded;
    private @Nullable EventType type;
    private @Nullable PendingEnter enter;
    private Conversion.Source[] sources = {};
    private int shownCode;
    private boolean bigEndian;
    private ByteBuffer containerText = ZEROS;

    void set(EventView event, EventType shownType, Conversion conversion, @Nullable PendingEnter pending) {
        recorded = event;
        type = shownType;
        shownCode = shownType.code();
        sources = conversion.sources();
        enter = pending;
        bigEndian = event.byteOrder() == ByteOrder.BIG_ENDIAN;
        if (conversion.textual()) {
            containerText = ByteBuffer.wrap(containerText(event)).order(event.byteOrder());
        }
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0xFF);
        return bytes;
    }

    /** The oldest container events have four parameters instead of a JSON text; no string is escaped in the text. */
    private static byte[] containerText(EventView event) {
        String text = "{\"id\":\"" + orEmpty(event.text(0)) + "\",\"type\":" + event.integer(1, 0) + ",\"name\":\""
                + orEmpty(event.text(2)) + "\",\"image\":\"" + orEmpty(event.text(3)) + "\"}\0";
        return CaptureText.encode(text);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private EventView source() {
        EventView view = recorded;
        if (view == null) {
            throw new IllegalStateException("there is no event before the first advance()");
        }
        return view;
    }

    @Override
    public long number() {
        return source().number();
    }

    @Override
    public CaptureLocation location() {
        return source().location();
    }

    @Override
    public long timestampNanos() {
        return source().timestampNanos();
    }

    @Override
    public int cpu() {
        return source().cpu();
    }

    @Override
    public long tid() {
        return source().tid();
    }

    @Override
    public int typeCode() {
        EventType shown = type;
        return shown == null ? source().typeCode() : shown.code();
    }

    @Override
    public int recordedTypeCode() {
        return source().typeCode();
    }

    @Override
    public @Nullable EventType type() {
        return type;
    }

    @Override
    public int dumpFlags() {
        return source().dumpFlags();
    }

    @Override
    public int parameterCount() {
        return sources.length;
    }

    /** That of the recorded event; a parameter made up here may be in a buffer of another order, where it matters not. */
    @Override
    public ByteOrder byteOrder() {
        return source().byteOrder();
    }

    @Override
    ByteBuffer parameterBuffer(int index) {
        if (index >= sources.length) {
            return source().parameterBuffer(index);
        }
        Conversion.Source source = sources[index];
        PendingEnter pending = enter;
        return switch (source.origin()) {
            case RECORDED -> source().parameterBuffer(source.index());
            case ENTER -> pending == null ? ZEROS : pending.buffer();
            case DEFAULT -> typeOf(index) == ParameterType.UID || typeOf(index) == ParameterType.GID ? ONES : ZEROS;
            case ABSENT -> ZEROS;
            case CONTAINER_TEXT -> containerText;
        };
    }

    @Override
    int parameterStart(int index) {
        Conversion.Source source = sources[index];
        PendingEnter pending = enter;
        int start = switch (source.origin()) {
            case RECORDED -> source().parameterStart(source.index());
            case ENTER -> pending == null ? 0 : pending.start(source.index());
            case DEFAULT, ABSENT, CONTAINER_TEXT -> 0;
        };
        return bigEndian ? start + cut(index) : start;
    }

    /** A value wider than its type keeps its low bytes: how many bytes come before them. */
    private int cut(int index) {
        int cut = storedLength(sources[index]) - parameterLength(index);
        return cut > 0 && parameterBuffer(index).order() == ByteOrder.BIG_ENDIAN ? cut : 0;
    }

    @Override
    public int parameterLength(int index) {
        if (index >= sources.length) {
            return 0;
        }
        Conversion.Source source = sources[index];
        int width = TABLE.width(shownCode, index);
        if (source.origin() == Conversion.Origin.DEFAULT) {
            return width;
        }
        int stored = storedLength(source);
        return width > 0 && stored > width ? width : stored;
    }

    private int storedLength(Conversion.Source source) {
        PendingEnter pending = enter;
        return switch (source.origin()) {
            case RECORDED -> source().parameterLength(source.index());
            case ENTER -> pending == null || pending.code() != source.enterCode() ? 0 : pending.length(source.index());
            case CONTAINER_TEXT -> containerText.capacity();
            case DEFAULT, ABSENT -> 0;
        };
    }

    private ParameterType typeOf(int index) {
        EventType shown = type;
        List<ParameterSpec> parameters = shown == null ? List.of() : shown.parameters();
        return index < parameters.size() ? parameters.get(index).type() : ParameterType.NONE;
    }

    @Override
    ByteBuffer optionBuffer() {
        return source().optionBuffer();
    }

    @Override
    int optionStart() {
        return source().optionStart();
    }

    @Override
    int optionLength() {
        return source().optionLength();
    }

    @Override
    public Event toEvent() {
        return new Event(this);
    }
}
