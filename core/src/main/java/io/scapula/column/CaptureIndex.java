package io.scapula.column;

import io.scapula.format.EventStore;
import io.scapula.format.OffHeapMemory;
import io.scapula.format.StoredEvent;
import io.scapula.state.ContainerVersion;
import io.scapula.state.Environment;
import io.scapula.state.FdVersion;
import io.scapula.state.Lineage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Every event of a capture as a row of columns, and what the rows refer to: versions of threads, descriptors and
 * containers. Made in one pass by an {@link IndexBuilder}; after that any event can be looked at in any order, by any
 * number of threads, without replaying those before it.
 */
public final class CaptureIndex implements Closeable {
    private final OffHeapMemory memory;
    private final EventStore store;
    private final EventColumns columns;
    private final Kinds kinds;
    private final List<Lineage> lineages;
    private final List<@Nullable FdVersion> fds;
    private final Map<Integer, ContainerVersion> described;
    private final NavigableMap<Integer, Environment> environments;
    private final int[] unknownRows;
    private final int startRow;
    private final long startNanos;
    private final int sameMannerFrom;
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
            List<Lineage> lineages,
            List<@Nullable FdVersion> fds,
            Map<Integer, ContainerVersion> described,
            NavigableMap<Integer, Environment> environments,
            int[] unknownRows,
            int startRow,
            long startNanos,
            int sameMannerFrom) {
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
        this.shown = new AtomicReferenceArray<>(columns.chunkCount());
    }

    /** How many events the capture has, shown or not. */
    public int rows() {
        return columns.rows();
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

    Lineage lineage(int row) {
        return lineages.get(row);
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
        return described.isEmpty() ? null : described.get(row);
    }

    /** What the machine shared at an event that belongs to no thread. */
    @Nullable
    Environment environmentAt(int row) {
        Map.Entry<Integer, Environment> entry = environments.floorEntry(row);
        return entry == null ? null : entry.getValue();
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
        store.close();
        memory.close();
    }
}
