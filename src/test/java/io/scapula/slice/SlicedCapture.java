package io.scapula.slice;

import io.scapula.event.EventReplay;
import io.scapula.event.ReplayListener;
import io.scapula.field.Fields;
import io.scapula.filter.Filter;
import io.scapula.format.CaptureCopy;
import io.scapula.format.CaptureReader;
import io.scapula.format.CaptureSink;
import io.scapula.format.CaptureWriter;
import io.scapula.format.EventCursor;
import io.scapula.format.EventView;
import io.scapula.format.WriteOptions;
import io.scapula.format.block.MetadataBlock;
import io.scapula.format.block.SectionHeader;
import io.scapula.print.EventPrinter;
import io.scapula.print.FormatException;
import io.scapula.print.OutputFormat;
import io.scapula.text.BufferFormat;
import io.scapula.text.DisplayOptions;
import io.scapula.text.EventTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A slice and what it is of.
 *
 * @param capture the whole
 * @param file    the slice
 * @param slice   what was found out about it
 */
record SlicedCapture(Path capture, Path file, CaptureSlice slice) {
    static final DisplayOptions DISPLAY =
            new DisplayOptions(BufferFormat.PRINTABLE, true, EventTime.CLOCK, ZoneId.of("UTC"));

    /** Cuts a slice into a file. */
    static SlicedCapture of(Path capture, SliceSelection wanted, Path file, WriteOptions options) throws IOException {
        CaptureSlice slice = CaptureSlice.of(capture, wanted);
        try (CaptureReader reader = CaptureReader.open(capture);
                CaptureWriter writer = CaptureWriter.create(file, options)) {
            CaptureCopy.copy(reader, slice.before(writer), (read, total) -> {});
            writer.commit();
        }
        return new SlicedCapture(capture, file, slice);
    }

    /** The lines of the whole capture's events that the slice keeps. */
    List<String> keptLines(String format) throws IOException {
        Chosen chosen = new Chosen(slice);
        return lines(capture, format, null, chosen);
    }

    /** The lines of the slice. */
    List<String> lines(String format) throws IOException {
        return lines(file, format, null, new Chosen(null));
    }

    /** The lines of the events of a capture that a filter selects. */
    static List<String> filteredLines(Path capture, String filter, String format) throws IOException {
        return lines(capture, format, Filter.compile(filter, new Fields(DISPLAY)), new Chosen(null));
    }

    private static List<String> lines(Path file, String format, @Nullable Filter filter, Chosen chosen)
            throws IOException {
        EventPrinter printer = printer(format);
        List<String> lines = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(file);
                EventReplay replay = EventReplay.open(reader, EventReplay.Options.DEFAULT, chosen)) {
            while (replay.advance()) {
                if (chosen.keeps && (filter == null || filter.matches(replay.event()))) {
                    StringBuilder line = new StringBuilder();
                    printer.print(replay.event(), line);
                    lines.add(line.toString());
                }
            }
        }
        return lines;
    }

    private static EventPrinter printer(String format) {
        try {
            return EventPrinter.text(OutputFormat.parse(format, new Fields(DISPLAY)), DISPLAY);
        } catch (FormatException e) {
            throw new IllegalArgumentException(format, e);
        }
    }

    /** Asks the slice's stage about every event of the whole capture. */
    private static final class Chosen implements ReplayListener, CaptureSink {
        private final @Nullable CaptureSink stage;
        private boolean keeps = true;

        Chosen(@Nullable CaptureSlice slice) {
            stage = slice == null ? null : slice.before(this);
        }

        @Override
        public void block(MetadataBlock block) {
            try {
                if (stage != null && block instanceof SectionHeader header) {
                    stage.section(header);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void recorded(EventCursor event) {
            try {
                if (stage != null) {
                    keeps = false;
                    stage.event(event, event.dumpFlags());
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void section(SectionHeader header) {}

        @Override
        public void metadata(MetadataBlock block) {}

        @Override
        public void event(EventView event, int dumpFlags) {
            keeps = (dumpFlags & 1) == 0;
        }
    }
}
