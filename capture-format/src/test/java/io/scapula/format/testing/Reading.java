package io.scapula.format.testing;

import io.scapula.format.CaptureReader;
import io.scapula.format.CaptureWarning;
import io.scapula.format.Event;
import io.scapula.format.EventCursor;
import io.scapula.format.LossLedger;
import io.scapula.format.ReadOptions;
import io.scapula.format.ReadStatistics;
import io.scapula.format.UnifiedCursor;
import io.scapula.format.block.MetadataBlock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A capture, read to its end.
 *
 * @param events   copies of the events
 * @param metadata every other block
 * @param losses   what was not read
 */
public record Reading(
        List<Event> events,
        List<MetadataBlock> metadata,
        List<CaptureWarning> warnings,
        ReadStatistics statistics,
        LossLedger losses) {
    /** The name that a capture in memory has in messages. */
    public static final String NAME = "test.scap";

    public static Reading of(byte[] capture) {
        return of(capture, ReadOptions.DEFAULT);
    }

    public static Reading of(byte[] capture, ReadOptions options) {
        try {
            return of(CaptureReader.open(new ByteArrayInputStream(capture), NAME, options));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Reading of(CaptureBytes capture) {
        return of(capture.toByteArray());
    }

    public static Reading of(Path file, ReadOptions options) {
        try {
            return of(CaptureReader.open(file, options));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads to the end and closes. */
    public static Reading of(CaptureReader opened) throws IOException {
        try (CaptureReader reader = opened) {
            List<Event> events = new ArrayList<>();
            List<MetadataBlock> metadata = new ArrayList<>();
            EventCursor cursor = reader.events(metadata::add);
            while (cursor.advance()) {
                events.add(cursor.toEvent());
            }
            return new Reading(events, metadata, reader.warnings(), reader.statistics(), reader.losses());
        }
    }

    /** The same in the current schema. */
    public static Reading unified(byte[] capture) {
        try (CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(capture), NAME, ReadOptions.DEFAULT)) {
            List<Event> events = new ArrayList<>();
            List<MetadataBlock> metadata = new ArrayList<>();
            UnifiedCursor cursor = reader.unifiedEvents(metadata::add);
            while (cursor.advance()) {
                events.add(cursor.event().toEvent());
            }
            return new Reading(events, metadata, reader.warnings(), reader.statistics(), reader.losses());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The only event. */
    public Event event() {
        if (events.size() != 1) {
            throw new AssertionError("expected one event, got " + events + "; warnings " + warnings);
        }
        return events.get(0);
    }

    /** The only block of the kind. */
    public <T extends MetadataBlock> T block(Class<T> kind) {
        List<T> found =
                metadata.stream().filter(kind::isInstance).map(kind::cast).toList();
        if (found.size() != 1) {
            throw new AssertionError("expected one " + kind.getSimpleName() + ", got " + metadata);
        }
        return found.get(0);
    }

    public List<EventSnapshot> snapshots() {
        return events.stream().map(EventSnapshot::of).toList();
    }

    public List<CaptureWarning.Kind> warningKinds() {
        return warnings.stream().map(CaptureWarning::kind).toList();
    }
}
