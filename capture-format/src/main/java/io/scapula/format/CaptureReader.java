package io.scapula.format;

import io.scapula.format.block.BlockType;
import io.scapula.format.block.Gap;
import io.scapula.format.block.MetadataBlock;
import io.scapula.format.block.SectionHeader;
import io.scapula.format.internal.WarningLog;
import io.scapula.format.internal.source.ByteSource;
import io.scapula.format.internal.source.ByteSources;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a capture once, from its first block to its last.
 *
 * <pre>{@code
 * try (CaptureReader reader = CaptureReader.open(Path.of("crash.scap.gz"))) {
 *     EventCursor event = reader.events();
 *     while (event.advance()) {
 *         System.out.println(event.number() + " " + event.tid() + " " + event.type().name());
 *     }
 *     reader.warnings().forEach(System.err::println);
 * }
 * }</pre>
 *
 * <p>Plain, gzip and zstd captures are told apart by their first bytes. A damaged capture delivers what lies before the
 * damage and a {@link CaptureWarning}, unless the {@link ReadOptions} ask for an exception. For one thread.
 */
public final class CaptureReader implements Closeable {
    private static final int FRAME_AND_HEADER_BYTES = 12 + SectionHeader.SIZE;

    private final ByteSource source;
    private final ReadOptions options;
    private final WarningLog warnings = new WarningLog();
    private final ReadStatistics.Counter counter = new ReadStatistics.Counter();
    private final LossRecorder losses = new LossRecorder();
    private final @Nullable FoundStart foundStart;
    private @Nullable BlockReader blocks;
    private @Nullable EventCursor cursor;

    /** Where the first sound block is of a capture whose start is broken. */
    private record FoundStart(long offset, ByteOrder order, String problem) {}

    private CaptureReader(ByteSource source, ReadOptions options, @Nullable FoundStart foundStart) {
        this.source = source;
        this.options = options;
        this.foundStart = foundStart;
        source.repairs()
                .forEach(repair -> warnings.add(
                        CaptureWarning.Kind.COMPRESSION_REPAIRED, repair, new CaptureLocation(1, 0), repair));
    }

    /** Opens a file, or a named pipe, with the {@linkplain ReadOptions#DEFAULT default options}. */
    public static CaptureReader open(Path path) throws IOException {
        return open(path, ReadOptions.DEFAULT);
    }

    /**
     * Opens a file or a named pipe.
     *
     * @throws MalformedCaptureException     if it does not start like a capture, so that nothing can be read
     * @throws IOException                   if the file cannot be read
     * @throws IllegalStateException         if the options ask for a mapping that this JVM was not started for
     */
    public static CaptureReader open(Path path, ReadOptions options) throws IOException {
        boolean repairs = options.onDamage() == ReadOptions.OnDamage.KEEP_READABLE;
        return checked(ByteSources.open(path, options.mapping(), options.limits(), repairs), path.toString(), options);
    }

    /**
     * Opens a stream, such as standard input. Closing the reader closes it.
     *
     * @param name what to call it in messages
     * @throws MalformedCaptureException if it does not start like a capture, so that nothing can be read
     */
    public static CaptureReader open(InputStream stream, String name, ReadOptions options) throws IOException {
        return checked(ByteSources.open(stream, options.limits()), name, options);
    }

    private static CaptureReader checked(ByteSource source, String name, ReadOptions options) throws IOException {
        try {
            int available = source.require(0, FRAME_AND_HEADER_BYTES);
            String problem = problem(source, available);
            FoundStart found = problem == null ? null : foundStart(source, options, problem);
            if (problem != null && found == null) {
                throw new MalformedCaptureException(name + ": " + problem, new CaptureLocation(1, 0));
            }
            return new CaptureReader(source, options, found);
        } catch (IOException | RuntimeException | Error e) {
            source.close();
            throw e;
        }
    }

    /** A capture whose first bytes are broken is one if it holds blocks all the same. */
    private static @Nullable FoundStart foundStart(ByteSource source, ReadOptions options, String problem)
            throws IOException {
        if (options.onDamage() != ReadOptions.OnDamage.KEEP_READABLE) {
            return null;
        }
        Salvage found = Salvage.findStart(source, options.limits(), 0);
        while (found == null && source.resume()) {
            found = Salvage.findStart(source, options.limits(), source.windowOffset() + source.windowEnd());
        }
        return found == null
                ? null
                : new FoundStart(
                        found.foundAt(),
                        found.order(),
                        problem.startsWith("not a capture") ? "the capture does not start like one" : problem);
    }

    private static @Nullable String problem(ByteSource source, int available) {
        if (available == 0) {
            return source.damage() == null
                    ? "empty, 0 bytes: nothing was recorded, or copying it failed; see whether the original is larger"
                    : source.damage() + " before its first byte";
        }
        ByteBuffer window = source.window();
        byte[] first = new byte[Math.min(available, 4)];
        window.get(0, first);
        boolean sectionHeader = available >= 4
                && window.getInt(0) == Integer.reverseBytes(BlockType.SECTION_HEADER.code())
                && (available < 12 || SectionHeader.byteOrderAt(window, 8) != null);
        if (!sectionHeader) {
            return "not a capture: it starts with the bytes "
                    + HexFormat.ofDelimiter(" ").formatHex(first)
                    + " where a scap section header (0a 0d 0d 0a) was expected";
        }
        return available < FRAME_AND_HEADER_BYTES
                ? "cut off within its section header, after " + available + " bytes"
                : null;
    }

    /** The events as they were recorded; other blocks are read and checked, but not delivered. */
    public EventCursor events() {
        return events(block -> {});
    }

    /**
     * The events as they were recorded.
     *
     * @param listener gets every other block, in file order, while the cursor advances over it
     * @throws IllegalStateException if a cursor was asked for before: a reader reads once
     */
    public EventCursor events(Consumer<? super MetadataBlock> listener) {
        if (cursor != null) {
            throw new IllegalStateException("a reader reads its capture once; open another one");
        }
        MetadataReader metadata = new MetadataReader(options, warnings, counter, losses, listener);
        BlockReader reader = new BlockReader(source, options, warnings, losses, metadata::gap);
        FoundStart found = foundStart;
        if (found != null) {
            // Whoever listens counts on a section to come before anything else.
            metadata.assume(new SectionHeader(found.order, 1, 2, SectionHeader.UNKNOWN_LENGTH, List.of()));
            reader.startAt(found.offset, found.order, found.problem);
        }
        EventCursor events = new EventCursor(reader, metadata, warnings, counter, losses);
        blocks = reader;
        cursor = events;
        return events;
    }

    /**
     * The events in the current schema: whatever the age of the capture, an exit event has every parameter that today's
     * recorders give it, as far as the capture holds it.
     *
     * @param listener gets every other block, in file order, while the cursor advances over it
     * @throws IllegalStateException if a cursor was asked for before: a reader reads once
     */
    public UnifiedCursor unifiedEvents(Consumer<? super MetadataBlock> listener) {
        EventUnifier unifier = new EventUnifier(options.limits());
        EventCursor recorded = events(block -> {
            if (block instanceof SectionHeader || block instanceof Gap) {
                unifier.startSection();
            }
            listener.accept(block);
        });
        return new UnifiedCursor(recorded, unifier);
    }

    public Compression compression() {
        return source.compression();
    }

    /** What was wrong so far; complete once a cursor came to its end. */
    public List<CaptureWarning> warnings() {
        return warnings.all();
    }

    /** What the capture does not show, as far as it was read; complete once a cursor came to its end. */
    public LossLedger losses() {
        return losses.snapshot();
    }

    /** Whether something was lost in the section so far that can have changed the state of processes or descriptors. */
    public boolean isStateGuessed() {
        return losses.isStateGuessed();
    }

    /** What was met so far; complete once a cursor came to its end. */
    public ReadStatistics statistics() {
        return counter.snapshot();
    }

    /** Size of the file as it is stored, or -1 for a pipe. */
    public long storedBytes() {
        return source.storedBytes();
    }

    /** How much of the stored bytes has been taken; with {@link #storedBytes()} the progress of the reading. */
    public long storedBytesRead() {
        BlockReader reader = blocks;
        if (source.compression() == Compression.NONE) {
            return reader == null ? 0 : reader.bytesRead();
        }
        return source.storedBytesRead();
    }

    /** Closes the file or stream and ends the cursor: it shows no event any longer. */
    @Override
    public void close() throws IOException {
        EventCursor events = cursor;
        if (events != null) {
            events.close();
        }
        source.close();
    }
}
