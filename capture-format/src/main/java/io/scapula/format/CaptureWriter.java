package io.scapula.format;

import io.scapula.format.block.MetadataBlock;
import io.scapula.format.block.SectionHeader;
import io.scapula.format.internal.sink.BlockOutput;
import io.scapula.format.internal.sink.FrameTarget;
import io.scapula.format.internal.sink.SeekableTarget;
import io.scapula.format.internal.sink.StreamTarget;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a capture from its first block to its last.
 *
 * <pre>{@code
 * try (CaptureWriter writer = CaptureWriter.create(Path.of("out.scap.zst"), options)) {
 *     EventCursor event = reader.events(block -> ...);
 *     ...
 *     writer.commit();
 * }
 * }</pre>
 *
 * <p>Every section is a section header, then its other blocks, then its events; blocks in another order are refused,
 * because readers refuse the whole capture for them. Lists are written in their latest version, events in version 2,
 * little-endian; an event's block that is like that already is copied byte by byte.
 *
 * <p>A file has a temporary name beside its target until {@link #commit()}. For one thread.
 */
public final class CaptureWriter implements CaptureSink, Closeable {
    private enum Phase {
        BEFORE_SECTION,
        LISTS,
        EVENTS,
        ENDED
    }

    private final @Nullable UnfinishedFile file;
    private final OutputStream stream;
    private final BlockOutput output;
    private final MetadataEncoder lists;
    private final EventEncoder events;
    private final @Nullable EventRewriter rewriter;
    private final EventRewriter.Output rewritten;
    private final WriteStatistics.Counter counter = new WriteStatistics.Counter();
    private Phase phase = Phase.BEFORE_SECTION;

    private CaptureWriter(@Nullable UnfinishedFile file, OutputStream stream, WriteOptions options) throws IOException {
        this.file = file;
        this.stream = stream;
        this.output = new BlockOutput(target(stream, options));
        this.lists = new MetadataEncoder(output, options.profile(), counter);
        this.events = new EventEncoder(output, options.profile(), counter);
        this.rewriter = rewriter(options.profile());
        this.rewritten = events::write;
    }

    private static FrameTarget target(OutputStream stream, WriteOptions options) throws IOException {
        return switch (options.compression()) {
            case NONE -> StreamTarget.plain(stream);
            case GZIP -> StreamTarget.gzip(stream, options.level());
            case ZSTD -> StreamTarget.zstd(stream, options.level());
            case SEEKABLE_ZSTD -> new SeekableTarget(stream, options.level());
        };
    }

    /** What a profile needs done to events beyond their encoding, or {@code null}. */
    private static @Nullable EventRewriter rewriter(WriteProfile profile) {
        return switch (profile) {
            case CURRENT -> null;
            case SYSDIG_0_29_3 -> new OldSchemaEvents();
        };
    }

    /**
     * Writes a file. What is there, such as a named pipe or a device, is written to as it is; anything else gets a new file
     * in its place once that is complete.
     *
     * @throws IOException if no file can be made in the target's directory
     */
    public static CaptureWriter create(Path target, WriteOptions options) throws IOException {
        if (Files.isDirectory(target)) {
            throw new IOException(target + " is a directory; name a file in it");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            return new CaptureWriter(null, Files.newOutputStream(target), options);
        }
        UnfinishedFile file = UnfinishedFile.of(target);
        try {
            return new CaptureWriter(file, file.stream(), options);
        } catch (IOException | RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    /** Writes to a stream, such as standard output. Closing the writer closes it. */
    public static CaptureWriter to(OutputStream stream, WriteOptions options) throws IOException {
        return new CaptureWriter(null, stream, options);
    }

    @Override
    public void section(SectionHeader header) throws IOException {
        requireOpen();
        phase = Phase.LISTS;
        if (rewriter != null) {
            rewriter.startSection();
        }
        lists.write(header);
    }

    /**
     * A block before the section's first event; not a section header.
     *
     * @throws IllegalStateException after the first event of its section, where readers would not take it
     */
    @Override
    public void metadata(MetadataBlock block) throws IOException {
        requireOpen();
        if (phase != Phase.LISTS) {
            throw new IllegalStateException(
                    phase == Phase.EVENTS
                            ? "after the first event of a section there can be no other block"
                            : "a capture begins with a section header");
        }
        lists.write(block);
    }

    /** Whether a block that is no event can be written now. */
    public boolean takesMetadata() {
        return phase == Phase.LISTS;
    }

    @Override
    public void event(EventView event, int dumpFlags) throws IOException {
        if (phase != Phase.EVENTS) {
            startEvents();
        }
        EventRewriter changes = rewriter;
        if (changes == null) {
            events.write(event, dumpFlags);
        } else {
            changes.rewrite(event, dumpFlags, rewritten);
        }
    }

    private void startEvents() {
        requireOpen();
        if (phase == Phase.BEFORE_SECTION) {
            throw new IllegalStateException("a capture begins with a section header");
        }
        phase = Phase.EVENTS;
        lists.listsAreWritten();
    }

    private void requireOpen() {
        if (phase == Phase.ENDED) {
            throw new IllegalStateException("the capture is complete or closed");
        }
    }

    /** What was written so far. */
    public WriteStatistics statistics() {
        return counter.snapshot(output.bytes(), lists.textsCut(), events.parametersUnturned());
    }

    /**
     * What became of the events that the profile {@link WriteProfile#SYSDIG_0_29_3} has not or has in another form; without
     * entries for others.
     */
    public OldSchemaReport oldSchema() {
        return rewriter == null ? new OldSchemaReport(List.of()) : rewriter.report();
    }

    /**
     * Completes the capture: brings it to the disk and gives it its name, in place of what had it. Nothing can be written
     * after it.
     *
     * @throws IOException if the disk is full or fails; what had the name is still there
     */
    public WriteStatistics commit() throws IOException {
        requireOpen();
        phase = Phase.ENDED;
        output.finish();
        WriteStatistics written = statistics();
        UnfinishedFile unfinished = file;
        if (unfinished == null) {
            stream.flush();
        } else {
            unfinished.commit();
        }
        return written;
    }

    /** Without a {@link #commit()} before it, removes what was written, and leaves alone what has the name of the target. */
    @Override
    public void close() throws IOException {
        phase = Phase.ENDED;
        try {
            output.close();
        } finally {
            (file == null ? stream : file).close();
        }
    }
}
