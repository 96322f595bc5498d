package io.scapula.merge;

import io.scapula.event.EventReplay;
import io.scapula.field.Fields;
import io.scapula.format.CaptureReader;
import io.scapula.print.EventPrinter;
import io.scapula.print.OutputFormat;
import io.scapula.text.DisplayOptions;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The lines of a capture's events, one after the other, with everything that a merge could get wrong. */
final class EventLines implements Closeable {
    /** What an event itself tells, its thread, its process and those above it, its descriptor, its container. */
    static final String FORMAT = "*%evt.rawtime %evt.cpu %evt.dir %evt.type %evt.info %evt.latency"
            + " %proc.name %proc.cmdline %proc.exepath %proc.pid %thread.tid %proc.ppid %proc.pname %proc.apid[2]"
            + " %proc.cwd %proc.sid %proc.tty %user.name %user.loginname %fd.num %fd.type %fd.name"
            + " %container.id %container.name %k8s.pod.name";

    private final EventReplay replay;
    private final EventPrinter printer;
    private final StringBuilder line = new StringBuilder();

    private EventLines(EventReplay replay, EventPrinter printer) {
        this.replay = replay;
        this.printer = printer;
    }

    static EventLines of(Path capture, String format) throws IOException {
        EventReplay replay = EventReplay.open(CaptureReader.open(capture), EventReplay.Options.DEFAULT);
        return new EventLines(
                replay,
                EventPrinter.text(
                        OutputFormat.parse(format, new Fields(DisplayOptions.DEFAULT)), DisplayOptions.DEFAULT));
    }

    /** The next line, or {@code null} behind the last. */
    @Nullable
    String next() throws IOException {
        if (!replay.advance()) {
            return null;
        }
        line.setLength(0);
        printer.print(replay.event(), line);
        return line.toString();
    }

    long timestampNanos() {
        return replay.event().event().timestampNanos();
    }

    @Override
    public void close() throws IOException {
        replay.close();
    }
}
