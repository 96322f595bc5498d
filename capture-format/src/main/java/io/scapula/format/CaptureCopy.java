package io.scapula.format;

import io.scapula.format.block.MetadataBlock;
import io.scapula.format.block.SectionHeader;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Copies a capture from a reader to a sink, block by block.
 *
 * <p>Readers refuse a capture that has other blocks between its events. Where a damaged or odd one has, they come too late
 * to be handed on, and are {@linkplain Result#lateBlocks() left out}: what they told applied from the start of the section,
 * and a copy in one pass is past it.
 */
public final class CaptureCopy {
    /**
     * How a copy went.
     *
     * @param events     events that were read
     * @param lateBlocks blocks that followed the first event of their section and were left out
     * @param isDamaged  whether something that the recorder wrote could not be read
     */
    public record Result(long events, long lateBlocks, boolean isDamaged) {}

    /** Is told how far the reading has come, now and then. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Some more was read.
         *
         * @param storedBytesRead as {@link CaptureReader#storedBytesRead()}
         * @param storedBytes     as {@link CaptureReader#storedBytes()}
         */
        void report(long storedBytesRead, long storedBytes);
    }

    private static final int EVENTS_BETWEEN_REPORTS = 1 << 14;

    private final CaptureSink sink;
    private long events;
    private long lateBlocks;
    private boolean inEvents;

    private CaptureCopy(CaptureSink sink) {
        this.sink = sink;
    }

    /**
     * Copies everything that can be read.
     *
     * @param reader of which no cursor has been asked for yet
     * @param sink   a writer, or stages before one; its {@link CaptureSink#end()} is called, but committing is the caller's
     * @throws MalformedCaptureException at damage, if the reader's options ask for it
     * @throws IOException               if the capture cannot be read, or the sink fails
     */
    public static Result copy(CaptureReader reader, CaptureSink sink, Progress progress) throws IOException {
        try {
            return new CaptureCopy(sink).run(reader, progress);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Result run(CaptureReader reader, Progress progress) throws IOException {
        EventCursor event = reader.events(this::block);
        while (event.advance()) {
            inEvents = true;
            sink.event(event, event.dumpFlags());
            if (++events % EVENTS_BETWEEN_REPORTS == 0) {
                progress.report(reader.storedBytesRead(), reader.storedBytes());
            }
        }
        sink.end();
        progress.report(reader.storedBytesRead(), reader.storedBytes());
        boolean damaged =
                reader.warnings().stream().anyMatch(warning -> warning.kind().isDamage());
        return new Result(events, lateBlocks, damaged);
    }

    private void block(MetadataBlock block) {
        try {
            if (block instanceof SectionHeader header) {
                inEvents = false;
                sink.section(header);
            } else if (inEvents) {
                lateBlocks++;
            } else {
                sink.metadata(block);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
