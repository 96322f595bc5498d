package io.scapula.column;

import io.scapula.format.CaptureWarning;
import io.scapula.format.EventStore;
import io.scapula.format.OffHeapMemory;
import io.scapula.format.StoredEvent;
import io.scapula.history.CaptureHistory;
import io.scapula.state.ContainerVersion;
import io.scapula.state.Environment;
import io.scapula.state.FdVersion;
import io.scapula.state.Lineage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Every event of a capture as a row of columns, and what the rows refer to: versions of threads, descriptors and
 * containers. Made in one pass by an {@link IndexBuilder}; after that any event can be looked at in any order, by any
 * number of threads, without replaying those before it.
 */
public final class CaptureIndex implements Closeable {
    private static final int OF_DESCRIPTOR =
            EventColumns.CONCERNS_FD | EventColumns.OWN_DESCRIPTOR | EventColumns.IRREGULAR;

    private final OffHeapMemory memory;
    private final EventStore store;
    private final EventColumns columns;
    private final Kinds kinds;
    private final Rows<Lineage> lineages;
    private final Rows<FdVersion> fds;
    private final Map<Integer, Supplier<@Nullable ContainerVersion>> described;
    private final NavigableMap<Integer, Supplier<@Nullable Environment>> environments;
    private final int[] unknownRows;
    private final int startRow;
    private final long startNanos;
    private final int sameMannerFrom;
    private final List<CaptureWarning> warnings;
    private final boolean limitReached;
    private final @Nullable IndexFiles files;
    private final Supplier<CaptureHistory> howToGetHistory;
    private @Nullable CaptureHistory history;
    private final StoredEvent.Headers headers = new Headers();
    private final AtomicReferenceArray<ShownRows> shown;
    private @Nullable RowKeys kindKeys;
    private @Nullable RowKeys lineageKeys;
    private @Nullable RowKeys descriptorKeys;

    CaptureIndex(
            OffHeapMemory memory,
            EventStore store,
            EventColumns columns,
            Kinds kinds,
            Rows<Lineage> lineages,
            Rows<FdVersion> fds,
            Map<Integer, Supplier<@Nullable ContainerVersion>> described,
            NavigableMap<Integer, Supplier<@Nullable Environment>> environments,
            int[] unknownRows,
            int startRow,
            long startNanos,
            int sameMannerFrom,
            List<CaptureWarning> warnings,
            boolean limitReached,
            @Nullable IndexFiles files,
            Supplier<CaptureHistory> history) {
        this.memory = memory;
        this.store = store;
        this.columns = columns;
        this.kinds = kinds;
        this.lineages = lineages;
        this.fds = fds;
        this.described = described;
        this.environments = environments;
        this.unknownRows = unknownRows;
        this.startRow = startRow;
        this.startNanos = startNanos;
        this.sameMannerFrom = sameMannerFrom;
        this.warnings = List.copyOf(warnings);
        this.limitReached = limitReached;
        this.files = files;
        this.howToGetHistory = history;
        this.shown = new AtomicReferenceArray<>(columns.chunkCount());
    }

    /** How many events the capture has, shown or not. */
    public int rows() {
        return columns.rows();
    }

    /**
     * What ran, as it was found while the rows were made.
     *
     * @throws IllegalStateException if it was saved and makes no sense now
     */
    public synchronized CaptureHistory history() {
        CaptureHistory known = history == null ? howToGetHistory.get() : history;
        history = known;
        return known;
    }

    /** How many versions of threads the rows refer to. */
    public int lineageCount() {
        return lineages.size();
    }

    /** How many versions of descriptors the rows refer to. */
    public int fdCount() {
        return fds.size();
    }

    /** How many kinds of events there are: codes, and system calls that share one. */
    public int kindCount() {
        return kinds.count();
    }

    /** Whether it was saved and opened again. */
    public boolean isSaved() {
        return files != null;
    }

    /**
     * Makes sure, once, that files which the index was opened from are as they were written; to be called before the first
     * question.
     *
     * @throws IOException if one is damaged, with its name
     */
    public synchronized void check() throws IOException {
        if (files != null) {
            files.check();
        }
    }

    /** What was wrong with the capture. */
    public List<CaptureWarning> warnings() {
        return warnings;
    }

    /** Whether the capture held more threads, descriptors or containers than the limits allow. */
    public boolean limitReached() {
        return limitReached;
    }

    /** Bytes in memory for columns and stored events. */
    public long memoryBytes() {
        return memory.memoryBytes();
    }

    /** Bytes in the temporary file for columns and stored events. */
    public long fileBytes() {
        return memory.fileBytes();
    }

    /** Bytes that one row takes. */
    public static int bytesPerRow() {
        return EventColumns.ROW_BYTES;
    }

    /** A view that moves from row to row. */
    public IndexedEvent newEvent() {
        return new IndexedEvent(this, columns);
    }

    /** The first row from the given one on whose event is shown; {@link #rows()} if there is none. */
    public int nextShown(int row) {
        int next = row;
        while (next < rows() && (columns.flags(next) & EventColumns.SHOWN) == 0) {
            next++;
        }
        return next;
    }

    EventColumns columns() {
        return columns;
    }

    EventStore store() {
        return store;
    }

    Kinds.Kind kind(int kind) {
        return kinds.get(kind);
    }

    /** The lineage with this row, {@code null} if it is none that anything refers to. */
    public @Nullable Lineage findLineage(int row) {
        return lineages.get(row);
    }

    /** The version of a descriptor with this row, {@code null} if it is none that an event refers to. */
    public @Nullable FdVersion findFd(int row) {
        return fds.get(row);
    }

    /** What all threads share, in the order in which it changed. */
    public List<Environment> allEnvironments() {
        Set<Environment> all = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Environment> inOrder = new ArrayList<>();
        for (int row = 0; row < lineages.size(); row++) {
            Lineage lineage = lineages.get(row);
            if (lineage != null && all.add(lineage.environment())) {
                inOrder.add(lineage.environment());
            }
        }
        for (Supplier<@Nullable Environment> restored : environments.values()) {
            Environment environment = restored.get();
            if (environment != null && all.add(environment)) {
                inOrder.add(environment);
            }
        }
        return inOrder;
    }

    /** Containers that events describe which belong to no thread. */
    public Collection<ContainerVersion> describedContainers() {
        List<ContainerVersion> containers = new ArrayList<>();
        for (Supplier<@Nullable ContainerVersion> restored : described.values()) {
            ContainerVersion container = restored.get();
            if (container != null) {
                containers.add(container);
            }
        }
        return containers;
    }

    /** The columns of events as they are laid out in memory, a batch for each chunk; not to be written to. */
    public EventBatches eventBatches() {
        return new EventBatches(columns);
    }

    /** Which shown events refer to each lineage, or else to each version of a descriptor. */
    public RowUsage usage(boolean ofFds) {
        RowUsage usage = new RowUsage(ofFds ? fds.size() : lineages.size());
        for (int row = 0; row < rows(); row++) {
            int version = ofFds ? columns.fd(row) : columns.lineage(row);
            int flags = columns.flags(row);
            if (version >= 0 && (flags & EventColumns.SHOWN) != 0) {
                usage.add(version, row, !ofFds || (flags & OF_DESCRIPTOR) == EventColumns.CONCERNS_FD);
            }
        }
        return usage;
    }

    /** Number of the shown event in the row. */
    public long eventNumber(int row) {
        return numberOf(row);
    }

    Lineage lineage(int row) {
        Lineage lineage = lineages.get(row);
        if (lineage == null) {
            throw new IllegalStateException("no event refers to lineage " + row);
        }
        return lineage;
    }

    Map<Integer, Supplier<@Nullable ContainerVersion>> describedRows() {
        return described;
    }

    NavigableMap<Integer, Supplier<@Nullable Environment>> environments() {
        return environments;
    }

    int[] unknownRows() {
        return unknownRows;
    }

    int startRow() {
        return startRow;
    }

    long startNanos() {
        return startNanos;
    }

    FdVersion fd(int row) {
        FdVersion fd = fds.get(row);
        if (fd == null) {
            throw new IllegalStateException("no event refers to descriptor version " + row);
        }
        return fd;
    }

    /** The shown rows of a chunk. */
    ShownRows shown(int chunk) {
        ShownRows known = shown.get(chunk);
        if (known == null) {
            known = ShownRows.of(columns, chunk);
            shown.set(chunk, known);
        }
        return known;
    }

    /** Memory that belongs to the index. */
    synchronized ByteBuffer allocate(int bytes) throws IOException {
        return memory.allocate(bytes);
    }

    /** Rows by kind of event. */
    synchronized RowKeys kindKeys() {
        RowKeys keys = kindKeys == null ? new RowKeys.Kinds(this) : kindKeys;
        kindKeys = keys;
        return keys;
    }

    /** Rows by lineage. */
    synchronized RowKeys lineageKeys() {
        RowKeys keys = lineageKeys == null
                ? new RowKeys.Lineages(this, new ThreadlessRows(environments.keySet(), described.keySet()))
                : lineageKeys;
        lineageKeys = keys;
        return keys;
    }

    /** Rows by version of the descriptor. */
    synchronized RowKeys descriptorKeys() {
        RowKeys keys = descriptorKeys == null ? new RowKeys.Descriptors(this, new FdLooks(fds)) : descriptorKeys;
        descriptorKeys = keys;
        return keys;
    }

    /** The container that the event describes, if it belongs to no thread. */
    @Nullable
    ContainerVersion describedAt(int row) {
        Supplier<@Nullable ContainerVersion> restored = described.isEmpty() ? null : described.get(row);
        return restored == null ? null : restored.get();
    }

    /** What the machine shared at an event that belongs to no thread. */
    @Nullable
    Environment environmentAt(int row) {
        Map.Entry<Integer, Supplier<@Nullable Environment>> entry = environments.floorEntry(row);
        return entry == null ? null : entry.getValue().get();
    }

    /** Number of the event, 0 if its code is not known. */
    long numberOf(int row) {
        if (unknownRows.length == 0) {
            return row + 1L;
        }
        int place = java.util.Arrays.binarySearch(unknownRows, row);
        return place >= 0 ? 0 : row + 1L - (-place - 1);
    }

    long captureStartNanos(int row) {
        return row >= startRow ? startNanos : 0;
    }

    /**
     * The row from which on all events are told in one manner, so that what was found out for a version of a thread or
     * descriptor holds wherever it occurs.
     */
    int sameMannerFrom() {
        return sameMannerFrom;
    }

    StoredEvent.Headers headers() {
        return headers;
    }

    private final class Headers implements StoredEvent.Headers {
        @Override
        public long number(int row) {
            return numberOf(row);
        }

        @Override
        public long timestampNanos(int row) {
            return columns.time(row);
        }

        @Override
        public int cpu(int row) {
            return columns.cpu(row);
        }

        @Override
        public int typeCode(int row) {
            return kinds.get(columns.kind(row)).code();
        }

        @Override
        public long position(int row) {
            return columns.position(row);
        }

        @Override
        public boolean isBigEndian(int row) {
            return (columns.flags(row) & EventColumns.BIG_ENDIAN) != 0;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            store.close();
            memory.close();
        } finally {
            if (files != null) {
                files.close();
            }
        }
    }
}
