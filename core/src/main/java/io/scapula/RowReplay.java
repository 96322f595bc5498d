package io.scapula;

import io.scapula.column.CaptureIndex;
import io.scapula.event.EventContext;
import io.scapula.event.EventReplay;
import io.scapula.format.CaptureReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The whole state as of a row, for questions that go beyond what the index keeps. Rows are best asked for in order: one
 * before the last starts the replay anew. For one thread.
 */
final class RowReplay implements Closeable {
    /** Opens the capture once more. */
    @FunctionalInterface
    interface Source {
        CaptureReader open() throws IOException;
    }

    private final CaptureIndex index;
    private final Source source;
    private final EventReplay.Options options;
    private @Nullable EventReplay replay;
    private int row = -1;

    RowReplay(CaptureIndex index, Source source, EventReplay.Options options) {
        this.index = index;
        this.source = source;
        this.options = options;
    }

    /**
     * The event of a row that is shown, valid until the next call.
     *
     * @throws UncheckedIOException if the capture cannot be read again
     */
    EventContext at(int target) {
        try {
            return replayTo(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EventContext replayTo(int target) throws IOException {
        EventReplay running = replay;
        if (running == null || row > target) {
            close();
            running = EventReplay.open(source.open(), options);
            replay = running;
            row = -1;
        }
        while (row < target) {
            if (!running.advance()) {
                throw new IOException(
                        "the capture ends before the event in row " + target + "; it was changed after it was indexed");
            }
            row = index.nextShown(row + 1);
        }
        return running.event();
    }

    @Override
    public void close() throws IOException {
        EventReplay running = replay;
        replay = null;
        if (running != null) {
            running.close();
        }
    }
}
