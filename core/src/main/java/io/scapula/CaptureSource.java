package io.scapula;

import io.scapula.event.EventReplay;
import io.scapula.format.CaptureReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a capture is read from: a file, as often as need be, or a stream, once. */
final class CaptureSource implements Closeable {
    private final String name;
    private final @Nullable Path path;
    private final CaptureReader first;
    private final CaptureOptions options;
    private boolean firstUsed;

    CaptureSource(String name, @Nullable Path path, CaptureReader first, CaptureOptions options) {
        this.name = name;
        this.path = path;
        this.first = first;
        this.options = options;
    }

    String name() {
        return name;
    }

    /** The file, {@code null} for a stream. */
    @Nullable
    Path path() {
        return path;
    }

    CaptureOptions options() {
        return options;
    }

    /** The reader that the capture was opened with, for what it says of the capture; not to be read from. */
    CaptureReader first() {
        return first;
    }

    EventReplay.Options replayOptions() {
        return new EventReplay.Options(false, options.reading().limits(), options.limits());
    }

    /** A reader before the first event, to be closed by whoever asked for it. */
    CaptureReader open() throws IOException {
        Path file = path;
        if (!firstUsed) {
            firstUsed = true;
            return first;
        }
        if (file == null) {
            throw new IllegalStateException(
                    name + " is a stream and has been read; store it in a file to ask a second question");
        }
        return CaptureReader.open(file, options.reading());
    }

    @Override
    public void close() throws IOException {
        first.close();
    }
}
