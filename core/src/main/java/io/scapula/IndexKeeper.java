package io.scapula;

import io.scapula.column.CaptureIndex;
import io.scapula.column.IndexBuilder;
import io.scapula.column.SavedIndex;
import io.scapula.field.Fields;
import io.scapula.format.CaptureReader;
import io.scapula.format.EventStore;
import io.scapula.format.FileFingerprint;
import io.scapula.format.OffHeapMemory;
import io.scapula.format.ReadLimits;
import io.scapula.text.DisplayOptions;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The index of a capture: opens a saved one that is sound, or else makes one when it is first needed; saves it on request. */
final class IndexKeeper implements Closeable {
    private final CaptureSource source;
    private @Nullable IndexedCapture indexed;
    private volatile @Nullable String whyMade;
    private long modifiedWhenIndexed;
    private boolean closed;

    IndexKeeper(CaptureSource source) {
        this.source = source;
    }

    /** The index, made now if there is none. */
    IndexedCapture get() throws IOException {
        return get((bytes, total) -> {});
    }

    /** The index, made now if there is none; {@code progress} as for {@link Capture#index}. */
    synchronized IndexedCapture get(IndexBuilder.Progress progress) throws IOException {
        if (closed) {
            throw new IllegalStateException("the capture is closed");
        }
        IndexedCapture known = indexed == null ? saved() : indexed;
        indexed = known;
        if (known != null) {
            try {
                known.index().check();
                return known;
            } catch (IOException e) {
                whyMade = String.valueOf(e.getMessage());
                indexed = null;
                known.close();
            }
        }
        known = build(progress);
        indexed = known;
        return known;
    }

    /** The index if there is one already. */
    synchronized @Nullable IndexedCapture ifThere() throws IOException {
        return indexed == null ? null : get();
    }

    /** Opens a saved index if there is a sound one. */
    synchronized void useSaved() {
        if (!closed && indexed == null) {
            indexed = saved();
        }
    }

    synchronized boolean isFromFile() {
        return indexed != null && indexed.index().isSaved();
    }

    /** Why a saved index was not used, {@code null} if it was or there was none. */
    @Nullable
    String whyMade() {
        return whyMade;
    }

    /** As {@link Capture#saveIndex(IndexBuilder.Progress)}. */
    Path save(IndexBuilder.Progress progress) throws IOException {
        Path file = source.path();
        Path folder = folder();
        if (file == null || folder == null) {
            throw new IllegalStateException("the index of " + source.name() + " has no place: "
                    + (file == null ? "a stream is gone once it has been read" : "the options name none"));
        }
        IndexedCapture made = get(progress);
        if (made.index().isSaved()) {
            return folder;
        }
        FileFingerprint content = FileFingerprint.of(file, read -> {});
        if (content.modifiedNanos() != modifiedWhenIndexed) {
            throw new IOException(source.name() + " was changed after it was indexed; open it again");
        }
        return made.use(() -> {
            SavedIndex.write(made.index(), folder, content, program());
            return folder;
        });
    }

    private @Nullable Path folder() {
        Path file = source.path();
        return file == null ? null : source.options().place().of(file);
    }

    /** Only the same program with the same limits comes to the same index. */
    private String program() {
        String version = Capture.class.getPackage().getImplementationVersion();
        return "scapula " + (version == null ? "(not packaged)" : version) + ", "
                + source.options().reading().limits() + ", "
                + source.options().limits();
    }

    private @Nullable IndexedCapture saved() {
        Path file = source.path();
        Path folder = folder();
        if (file != null && folder != null && SavedIndex.exists(folder)) {
            try {
                return indexed(SavedIndex.open(
                        folder,
                        file,
                        program(),
                        newMemory(),
                        source.options().reading().limits()));
            } catch (IOException e) {
                whyMade = String.valueOf(e.getMessage());
            }
        }
        return null;
    }

    private OffHeapMemory newMemory() {
        IndexMemory memory = source.options().memory();
        return new OffHeapMemory(memory.budgetBytes(), memory.directory());
    }

    private IndexedCapture indexed(CaptureIndex index) {
        return new IndexedCapture(index, source::open, source.replayOptions(), new Fields(DisplayOptions.DEFAULT));
    }

    private IndexedCapture build(IndexBuilder.Progress progress) throws IOException {
        ReadLimits limits = source.options().reading().limits();
        OffHeapMemory memory = newMemory();
        CaptureReader once = source.open();
        Path file = source.path();
        modifiedWhenIndexed = file == null ? 0 : FileFingerprint.modifiedNanos(file);
        try {
            EventStore own = file != null && Files.isRegularFile(file)
                    ? EventStore.ofCapture(file, once.compression(), memory, limits)
                    : null;
            EventStore store = own == null ? EventStore.inMemory(memory) : own;
            return indexed(IndexBuilder.build(
                    once, store, memory, limits, source.options().limits(), progress));
        } finally {
            once.close();
        }
    }

    /** Tells who would wait for itself: what is done with an event of the index must not close it. */
    synchronized void requireNotInUse() {
        if (indexed != null) {
            indexed.requireNotInUse();
        }
    }

    /** Closes the index; questions that are being answered end early. */
    @Override
    public void close() throws IOException {
        IndexedCapture known;
        synchronized (this) {
            closed = true;
            known = indexed;
            indexed = null;
        }
        if (known != null) {
            known.close();
        }
    }
}
