package io.scapula.text;

import io.scapula.event.EventContext;
import io.scapula.format.EventView;
import io.scapula.format.event.KernelNames;
import io.scapula.format.event.ParameterDecoder;
import io.scapula.format.event.ParameterType;
import io.scapula.state.FdVersion;
import io.scapula.state.ThreadVersion;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of events as text: {@code fd=3(<f>/etc/passwd) size=4096}.
 *
 * <p>A parameter has a value and perhaps a second, resolved text: the name of a descriptor or flag, an absolute path.
 * Captures of sysdig 0.29.3 and older are shown as it shows them, newer ones as today's library does; which one it is,
 * {@link EventContext#isFromCurrentRecorder()} tells. Parameters that the recorder did not write are not shown.
 *
 * <p>Appends to what the caller gives and allocates nothing for most events. Holds buffers of its own: for one thread.
 */
public final class ParameterText {
    /** Longest data buffer in {@code evt.args}, unless buffers are shown whole. */
    static final int SHOWN_BUFFER_LENGTH = 80;

    private static final int GENERIC_ENTER = 0;
    private static final int GENERIC_EXIT = 1;
    private static final long AT_FDCWD = -100;
    private static final String NOT_AVAILABLE = "<NA>";
    private static final String NULL = "NULL";
    private static final String CUT = "...";
    private static final int POLL_ENTRY_BYTES = 10;

    private final DisplayOptions display;
    private final BufferText buffers;
    private final AddressText addresses = new AddressText();
    private final ClockText clock;
    private final PathText paths = new PathText();
    private final SocketText sockets = new SocketText();
    private final KernelNames kernelNames = KernelNames.current();
    private final ValueNames names;
    private final ParameterStyles formerStyles = new ParameterStyles(false);
    private final ParameterStyles currentStyles = new ParameterStyles(true);
    private byte[] bytes = new byte[256];

    /** Texts that follow the options. */
    public ParameterText(DisplayOptions display) {
        this.display = display;
        this.buffers = new BufferText(display.buffers());
        this.clock = new ClockText(display.zone());
        this.names = new ValueNames(display.hostUsers());
    }

    /**
     * Appends every parameter that was recorded: {@code evt.args}. Old captures have a blank behind each parameter, new
     * ones between two; the events of system calls without events of their own have none.
     */
    public void appendAll(StringBuilder out, EventContext event) {
        EventView view = event.event();
        int code = view.typeCode();
        if (code == GENERIC_ENTER || code == GENERIC_EXIT) {
            return;
        }
        boolean current = event.isFromCurrentRecorder();
        ParameterStyle[] styles = styles(event);
        int count = Math.min(view.parameterCount(), styles.length);
        for (int index = 0; index < count; index++) {
            if (current && index > 0) {
                out.append(' ');
            }
            ParameterStyle style = styles[index];
            out.append(style.label());
            appendValue(out, event, view, index, style);
            int end = out.length();
            out.append('(');
            if (appendResolved(out, event, view, index, style)) {
                out.append(')');
            } else {
                out.setLength(end);
            }
            if (!current) {
                out.append(' ');
            }
        }
    }

    /** Appends the value of one parameter; nothing if the event type has no such parameter. */
    public void appendValue(StringBuilder out, EventContext event, int parameter) {
        ParameterStyle[] styles = styles(event);
        if (parameter < styles.length) {
            appendValue(out, event, event.event(), parameter, styles[parameter]);
        }
    }

    /** Appends the resolved text of one parameter: the name for its number, the absolute path; false if it has none. */
    public boolean appendResolved(StringBuilder out, EventContext event, int parameter) {
        ParameterStyle[] styles = styles(event);
        return parameter < styles.length && appendResolved(out, event, event.event(), parameter, styles[parameter]);
    }

    private ParameterStyle[] styles(EventContext event) {
        return (event.isFromCurrentRecorder() ? currentStyles : formerStyles)
                .of(event.event().type());
    }

    private void appendValue(StringBuilder out, EventContext event, EventView view, int index, ParameterStyle style) {
        int length = view.parameterLength(index);
        ParameterType type = style.type();
        if (length == 0 || (type.width() != 0 && type.width() != length)) {
            appendMissing(out, event, type);
            return;
        }
        if (type.isInteger()) {
            appendNumber(out, style, view.rawInteger(index, type.isSigned()));
            return;
        }
        read(view, index, length);
        switch (type) {
            case DYN -> appendDynamic(out, event, style, length, view.byteOrder());
            default -> appendBytes(out, event, type, 0, length, view.byteOrder());
        }
    }

    private void appendMissing(StringBuilder out, EventContext event, ParameterType type) {
        switch (type) {
            case BYTEBUF, FDLIST -> out.append(event.isFromCurrentRecorder() ? NULL : "");
            case SOCKADDR ->
                out.append(event.hasEnterEvents() || !event.isFromCurrentRecorder() ? NULL : NOT_AVAILABLE);
            case SOCKTUPLE, DYN, CHARBUFARRAY, CHARBUF_PAIR_ARRAY -> out.append(NULL);
            default -> out.append(NOT_AVAILABLE);
        }
    }

    private void appendNumber(StringBuilder out, ParameterStyle style, long value) {
        switch (style.type()) {
            case ABSTIME -> clock.appendDateTime(out, value);
            case RELTIME -> {
                if (value == -1) {
                    out.append("none");
                } else {
                    appendUnsigned(out, value);
                }
            }
            case UID, GID -> out.append((int) value);
            case BOOL -> out.append(value != 0);
            case FLAGS8, FLAGS16, FLAGS32, ENUMFLAGS8, ENUMFLAGS16, ENUMFLAGS32 -> out.append(value);
            case SIGSET -> appendSignals(out, value);
            default -> appendFormatted(out, style, value);
        }
    }

    private void appendSignals(StringBuilder out, long set) {
        int start = out.length();
        for (int signal = 1; signal <= Integer.SIZE; signal++) {
            String name = (set >>> (signal - 1) & 1) == 0 ? null : kernelNames.signal(signal);
            if (name != null) {
                out.append(out.length() > start ? " " : "").append(name);
            }
        }
    }

    private static void appendFormatted(StringBuilder out, ParameterStyle style, long value) {
        switch (style.format()) {
            case HEXADECIMAL -> NumberText.appendHex(out, value & mask(style.type()));
            case OCTAL -> NumberText.appendOctal(out, value);
            default -> {
                if (style.type().width() == Integer.BYTES) {
                    out.append((int) value);
                } else {
                    out.append(value);
                }
            }
        }
    }

    private static long mask(ParameterType type) {
        return -1L >>> Long.SIZE - Byte.SIZE * type.width();
    }

    private static void appendUnsigned(StringBuilder out, long value) {
        if (value >= 0) {
            out.append(value);
        } else {
            out.append(Long.toUnsignedString(value));
        }
    }

    private void appendBytes(
            StringBuilder out, EventContext event, ParameterType type, int from, int length, ByteOrder order) {
        switch (type) {
            case CHARBUF -> TextBytes.append(out, bytes, from, length);
            case FSPATH, FSRELPATH -> CleanText.of(event).append(out, bytes, from, length);
            case SOCKADDR -> sockets.appendAddress(out, bytes, length, order, CleanText.of(event));
            case SOCKTUPLE -> sockets.appendTuple(out, bytes, length, order, CleanText.of(event));
            case FDLIST -> appendPolled(out, event, length, order);
            case IPV4ADDR -> AddressText.appendIpv4(out, bytes, from);
            case IPV6ADDR -> addresses.appendIpv6(out, bytes, from);
            case DOUBLE -> out.append(ByteBuffer.wrap(bytes).order(order).getDouble(from));
            default -> appendBuffer(out, from, length);
        }
    }

    private void appendBuffer(StringBuilder out, int from, int length) {
        int start = out.length();
        buffers.append(out, bytes, from, length);
        boolean cut = display.buffers() == BufferFormat.PRINTABLE && !display.fullBuffers();
        if (cut && out.length() - start > SHOWN_BUFFER_LENGTH) {
            out.setLength(start + SHOWN_BUFFER_LENGTH - CUT.length());
            out.append(CUT);
        }
    }

    private void appendPolled(StringBuilder out, EventContext event, int length, ByteOrder order) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length).order(order);
        int count = length < Short.BYTES ? 0 : Short.toUnsignedInt(buffer.getShort(0));
        int most = (length - Short.BYTES) / POLL_ENTRY_BYTES;
        for (int index = 0; index < Math.min(count, most); index++) {
            int entry = Short.BYTES + index * POLL_ENTRY_BYTES;
            long number = buffer.getLong(entry);
            FdVersion fd = ValueNames.fd(event, number);
            if (index > 0) {
                out.append(' ');
            }
            appendUnsigned(out, number);
            out.append(':').append(fd == null ? '?' : fd.type().letter());
            NumberText.appendLowerHex(out, Integer.toUnsignedLong(buffer.getShort(entry + Long.BYTES)));
        }
    }

    private boolean appendResolved(
            StringBuilder out, EventContext event, EventView view, int index, ParameterStyle style) {
        int length = view.parameterLength(index);
        ParameterType type = style.type();
        if (length == 0 || (type.width() != 0 && type.width() != length)) {
            return false;
        }
        if (type.isInteger()) {
            return names.append(out, event, style, view.rawInteger(index, type.isSigned()));
        }
        return switch (type) {
            case FSPATH, FSRELPATH -> appendAbsolute(out, event, view, index, directoryParameter(style));
            case DYN -> {
                read(view, index, length);
                ParameterStyle variant = variant(style);
                yield variant != null
                        && variant.type().isInteger()
                        && variant.type().width() == length - 1
                        && names.append(out, event, variant, number(variant, length, view.byteOrder()));
            }
            default -> false;
        };
    }

    private static int directoryParameter(ParameterStyle style) {
        return style.type() == ParameterType.FSRELPATH ? style.directoryParameter() : -1;
    }

    private @Nullable ParameterStyle variant(ParameterStyle style) {
        int variant = bytes[0] & 0xFF;
        return variant < style.variants().length ? style.variants()[variant] : null;
    }

    private long number(ParameterStyle variant, int length, ByteOrder order) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length).order(order);
        return ParameterDecoder.integer(buffer, 1, length - 1, variant.type().isSigned());
    }

    private void appendDynamic(
            StringBuilder out, EventContext event, ParameterStyle style, int length, ByteOrder order) {
        ParameterStyle variant = variant(style);
        if (variant == null || (variant.type().width() != 0 && variant.type().width() != length - 1)) {
            appendBuffer(out, 0, length);
        } else if (variant.type().isInteger()) {
            appendNumber(out, variant, number(variant, length, order));
        } else {
            appendBytes(out, event, variant.type(), 1, length, order);
        }
    }

    private boolean appendAbsolute(
            StringBuilder out, EventContext event, EventView view, int index, int directoryParameter) {
        ThreadVersion leader = event.leader();
        int length = view.parameterLength(index);
        if (leader == null) {
            return false;
        }
        read(view, index, length);
        int end = TextBytes.end(bytes, 0, length);
        if ((end > 0 && bytes[0] == '/') || isNotAvailable(end)) {
            return false;
        }
        if (end == 0 && event.isFromCurrentRecorder()) {
            return false;
        }
        int start = out.length();
        paths.appendJoined(out, base(event, view, leader, directoryParameter), bytes, end, CleanText.of(event));
        return out.length() > start;
    }

    /** The directory that a relative path starts from, with a slash at its end; empty if it is not known. */
    private static String base(EventContext event, EventView view, ThreadVersion leader, int directoryParameter) {
        long directory = directoryParameter < 0 ? AT_FDCWD : view.integer(directoryParameter, AT_FDCWD);
        if (directory == AT_FDCWD) {
            return leader.cwd().isEmpty() ? "/" : leader.cwd();
        }
        FdVersion fd = ValueNames.fd(event, directory);
        return fd == null || fd.name().isEmpty() ? "" : fd.name() + "/";
    }

    private boolean isNotAvailable(int length) {
        if (length != NOT_AVAILABLE.length()) {
            return false;
        }
        for (int index = 0; index < length; index++) {
            if (bytes[index] != NOT_AVAILABLE.charAt(index)) {
                return false;
            }
        }
        return true;
    }

    private void read(EventView view, int index, int length) {
        if (bytes.length < length) {
            bytes = new byte[Math.max(length, 2 * bytes.length)];
        }
        view.copyBytes(index, bytes);
    }
}
