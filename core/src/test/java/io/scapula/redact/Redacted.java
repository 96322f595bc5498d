package io.scapula.redact;

import io.scapula.format.CaptureCopy;
import io.scapula.format.CaptureReader;
import io.scapula.format.CaptureWriter;
import io.scapula.format.Event;
import io.scapula.format.EventCursor;
import io.scapula.format.ReadOptions;
import io.scapula.format.WriteOptions;
import io.scapula.format.testing.CaptureBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A capture that was written without its secrets. */
record Redacted(byte[] bytes, List<Event> events) {
    static Redacted of(CaptureBytes capture) {
        return of(capture, RedactionOptions.SECRETS);
    }

    static Redacted of(CaptureBytes capture, RedactionOptions options) {
        try {
            return of(capture.toByteArray(), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Redacted of(byte[] capture, RedactionOptions options) throws IOException {
        Redaction redaction = Redaction.prepare(() -> open(capture), options, List.of(), (read, total) -> {});
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CaptureReader reader = open(capture);
                CaptureWriter writer = CaptureWriter.to(bytes, WriteOptions.DEFAULT)) {
            CaptureCopy.copy(reader, redaction.before(writer), (read, total) -> {});
            writer.commit();
        }
        return new Redacted(bytes.toByteArray(), events(bytes.toByteArray()));
    }

    private static CaptureReader open(byte[] capture) throws IOException {
        return CaptureReader.open(new ByteArrayInputStream(capture), "test", ReadOptions.DEFAULT);
    }

    private static List<Event> events(byte[] capture) throws IOException {
        List<Event> events = new ArrayList<>();
        try (CaptureReader reader = open(capture)) {
            EventCursor cursor = reader.events();
            while (cursor.advance()) {
                events.add(cursor.toEvent());
            }
        }
        return events;
    }

    /** The whole file, a character for each byte. */
    String text() {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    Event event(int number) {
        return events.get(number - 1);
    }

    /** What an event read or wrote. */
    String data(int number) {
        return new String(event(number).bytes(1), StandardCharsets.ISO_8859_1);
    }
}
