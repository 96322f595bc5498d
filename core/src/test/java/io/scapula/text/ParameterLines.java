package io.scapula.text;

import io.scapula.event.EventContext;
import io.scapula.event.EventReplay;
import io.scapula.format.CaptureReader;
import io.scapula.format.ReadOptions;
import io.scapula.format.block.BlockType;
import io.scapula.format.testing.Bytes;
import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.EventBytes;
import io.scapula.format.testing.FdBytes;
import io.scapula.format.testing.UserBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;

/**
 * What {@code evt.args} shows of single events: of process 100, called {@code me}, working in {@code /home/u}, with a
 * few descriptors open, recorded by an old recorder or a current one.
 */
final class ParameterLines {
    static final long PROCESS = 100;
    private static final int CURRENT_TAIL_BYTES = 76;

    private final boolean current;
    private final DisplayOptions display;
    private final ByteOrder order;

    private ParameterLines(boolean current, DisplayOptions display, ByteOrder order) {
        this.current = current;
        this.display = display;
        this.order = order;
    }

    /** As sysdig 0.29.3 records and shows. */
    static ParameterLines ofOldRecorder() {
        return new ParameterLines(false, DisplayOptions.DEFAULT, ByteOrder.LITTLE_ENDIAN);
    }

    /** As today's library records and shows. */
    static ParameterLines ofCurrentRecorder() {
        return new ParameterLines(true, DisplayOptions.DEFAULT, ByteOrder.LITTLE_ENDIAN);
    }

    ParameterLines with(BufferFormat buffers) {
        return new ParameterLines(current, new DisplayOptions(buffers, false, EventTime.CLOCK, display.zone()), order);
    }

    ParameterLines withFullBuffers() {
        return new ParameterLines(
                current, new DisplayOptions(display.buffers(), true, EventTime.CLOCK, display.zone()), order);
    }

    ParameterLines in(ByteOrder otherOrder) {
        return new ParameterLines(current, display, otherOrder);
    }

    /** The line of an event of the process. */
    String of(String constant, Object... values) {
        return of(EventBytes.of(constant).thread(PROCESS).values(values));
    }

    /** The line of the last of the events. */
    String of(EventBytes... events) {
        return atLast(events, ParameterText::appendAll);
    }

    /** The resolved text of one parameter of the event; empty if it has none. */
    String resolved(EventBytes event, int parameter) {
        return atLast(new EventBytes[] {event}, (text, out, context) -> text.appendResolved(out, context, parameter));
    }

    @FunctionalInterface
    private interface Form {
        void append(ParameterText text, StringBuilder out, EventContext event);
    }

    private String atLast(EventBytes[] events, Form form) {
        byte[] capture = capture().events(events).toByteArray();
        ParameterText text = new ParameterText(display);
        StringBuilder line = new StringBuilder();
        try (EventReplay replay = EventReplay.open(
                CaptureReader.open(new ByteArrayInputStream(capture), "test.scap", ReadOptions.DEFAULT),
                EventReplay.Options.DEFAULT)) {
            while (replay.advance()) {
                line.setLength(0);
                form.append(text, line, replay.event());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString();
    }

    private CaptureBytes capture() {
        return CaptureBytes.section(order)
                .machine("host", 2)
                .block((current ? BlockType.PROCESS_LIST_V9 : BlockType.PROCESS_LIST_V8).code(), this::writeProcesses)
                .descriptors(
                        1,
                        PROCESS,
                        FdBytes.named(3, 1, "/etc/passwd"),
                        FdBytes.connection(4, "10.0.0.1", 1234, "10.0.0.2", 80),
                        FdBytes.unixSocket(5, 0xA0, 0xB0, "/run/x"),
                        FdBytes.named(6, 2, "/dir"),
                        FdBytes.named(7, 2, "/"),
                        FdBytes.named(8, 1, "/tmp/\u0001é"))
                .users(1, UserBytes.user(1000, 1000, "bob", "/home/bob", "/bin/sh"), UserBytes.group(1, 1000, "bobs"));
    }

    private void writeProcesses(Bytes body) {
        writeProcess(body, PROCESS, "me");
        writeProcess(body, 200, "other");
    }

    private void writeProcess(Bytes body, long pid, String comm) {
        Bytes entry = Bytes.in(order)
                .u64(pid)
                .u64(pid)
                .u64(1)
                .u64(1)
                .u64(1)
                .str16(comm)
                .str16(comm)
                .str16("/bin/" + comm)
                .list16()
                .str16("/home/u/")
                .u64(1024)
                .u32(0)
                .u32(0)
                .u32(0)
                .zeros(28)
                .list16()
                .u64(pid)
                .u64(pid)
                .list16()
                .str16("/");
        if (current) {
            entry.zeros(CURRENT_TAIL_BYTES);
            body.u32(entry.size() + 4);
        }
        body.raw(entry.toByteArray());
    }
}
