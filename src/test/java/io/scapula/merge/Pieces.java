package io.scapula.merge;

import io.scapula.event.Notices;
import io.scapula.format.CaptureReader;
import io.scapula.format.CaptureWriter;
import io.scapula.format.Event;
import io.scapula.format.EventCursor;
import io.scapula.format.EventUnifier;
import io.scapula.format.EventView;
import io.scapula.format.ReadLimits;
import io.scapula.format.WriteOptions;
import io.scapula.format.block.FdList;
import io.scapula.format.block.MetadataBlock;
import io.scapula.format.block.ProcessList;
import io.scapula.format.block.SectionHeader;
import io.scapula.slice.StateLists;
import io.scapula.state.StateEngine;
import io.scapula.state.StateLimits;
import io.scapula.state.StateListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Cuts a capture into files as a recorder does that rotates them: each begins with what runs then. */
public final class Pieces {
    /** What a recorder writes at the start of a file. */
    public enum Lists {
        /** What runs and is open at that moment. */
        FRESH,
        /** What ran and was open when the recording began, as sysdig 0.29.3 does. */
        REPEATED
    }

    /**
     * A part of a capture.
     *
     * @param from events before it
     * @param to   events up to its end
     */
    public record Range(long from, long to) {}

    private final Lists lists;
    private final StateEngine state = new StateEngine(StateLimits.DEFAULT, new StateListener() {});
    private final EventUnifier unifier = new EventUnifier(ReadLimits.DEFAULT);
    private final List<MetadataBlock> first = new ArrayList<>();
    private final Map<String, Event> notices = new LinkedHashMap<>();

    private Pieces(Lists lists) {
        this.lists = lists;
    }

    /** Parts of equal size without anything between them. */
    public static List<Range> ranges(long events, int parts) {
        List<Range> ranges = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            ranges.add(new Range(events * part / parts, events * (part + 1) / parts));
        }
        return ranges;
    }

    /** How many events a capture has. */
    public static long count(Path capture) throws IOException {
        try (CaptureReader reader = CaptureReader.open(capture)) {
            EventCursor event = reader.events();
            long events = 0;
            while (event.advance()) {
                events++;
            }
            return events;
        }
    }

    /** Writes one file for each range, named by its number. */
    public static List<Path> cut(Path capture, Path folder, List<Range> ranges, Lists lists) throws IOException {
        return new Pieces(lists).run(capture, folder, ranges);
    }

    private List<Path> run(Path capture, Path folder, List<Range> ranges) throws IOException {
        List<Path> files = new ArrayList<>();
        Map<Integer, CaptureWriter> open = new TreeMap<>();
        for (int number = 0; number < ranges.size(); number++) {
            files.add(folder.resolve("piece" + number + ".scap"));
        }
        try (CaptureReader reader = CaptureReader.open(capture)) {
            EventCursor event = reader.events(this::block);
            long position = 0;
            while (event.advance()) {
                for (int number = 0; number < ranges.size(); number++) {
                    if (ranges.get(number).to() == position && open.containsKey(number)) {
                        complete(open.remove(number));
                    }
                    if (ranges.get(number).from() == position) {
                        open.put(number, begin(files.get(number), position));
                    }
                }
                for (CaptureWriter writer : open.values()) {
                    writer.event(event);
                }
                apply(event);
                position++;
            }
        }
        for (CaptureWriter writer : open.values()) {
            complete(writer);
        }
        return files;
    }

    private static void complete(CaptureWriter writer) throws IOException {
        writer.commit();
        writer.close();
    }

    private void block(MetadataBlock block) {
        state.apply(block);
        first.add(block);
    }

    private void apply(EventView event) {
        EventView unified = unifier.unify(event);
        state.apply(unified == null ? event : unified);
        if (Notices.ALL.contains(event.typeCode()) && state.eventContainer() != null) {
            notices.put(state.eventContainer().id(), event.toEvent());
        }
    }

    private CaptureWriter begin(Path file, long position) throws IOException {
        CaptureWriter writer = CaptureWriter.create(file, WriteOptions.DEFAULT);
        state.finish();
        boolean fresh = lists == Lists.FRESH && position > 0;
        for (MetadataBlock block : first) {
            if (block instanceof SectionHeader header) {
                writer.section(header);
            } else if (!fresh || !(block instanceof ProcessList || block instanceof FdList)) {
                writer.metadata(block);
            }
        }
        if (fresh) {
            for (MetadataBlock block : StateLists.of(state)) {
                writer.metadata(block);
            }
        }
        for (Event notice : notices.values()) {
            writer.event(notice);
        }
        return writer;
    }
}
