package io.scapula.column;

import io.scapula.event.EventResults;
import io.scapula.event.Notices;
import io.scapula.format.CaptureReader;
import io.scapula.format.EventCursor;
import io.scapula.format.EventNames;
import io.scapula.format.EventStore;
import io.scapula.format.EventUnifier;
import io.scapula.format.EventView;
import io.scapula.format.OffHeapMemory;
import io.scapula.format.ReadLimits;
import io.scapula.format.ShownEvents;
import io.scapula.format.block.Gap;
import io.scapula.format.block.SectionHeader;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import io.scapula.format.event.EventTypeSet;
import io.scapula.history.CaptureHistory;
import io.scapula.history.HistoryRecorder;
import io.scapula.state.ContainerVersion;
import io.scapula.state.Environment;
import io.scapula.state.FdVersion;
import io.scapula.state.Lineage;
import io.scapula.state.StateEngine;
import io.scapula.state.StateLimits;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes a {@link CaptureIndex} in one pass over a capture. */
public final class IndexBuilder {
    /** How far the work has come. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Called now and then; may throw {@link java.util.concurrent.CancellationException} to stop the work.
         *
         * @param storedBytesRead as {@link CaptureReader#storedBytesRead()}
         * @param storedBytes     as {@link CaptureReader#storedBytes()}
         */
        void report(long storedBytesRead, long storedBytes);
    }

    private static final EventTypeSet CONNECTS =
            EventTable.current().where(type -> type.isExit() && type.name().equals("connect"));
    private static final EventTypeSet EXITS = EventTable.current().where(EventType::isExit);
    private static final int NONE = -1;
    /** A thread of which there is no lineage. */
    private static final int MISSING = -2;
    /** A descriptor that the column cannot tell. */
    private static final int MISSING_FD = Integer.MIN_VALUE;

    private static final int EVENTS_BETWEEN_REPORTS = 1 << 16;
    private static final int MOST_ROWS = Integer.MAX_VALUE - 1;

    private final CaptureReader reader;
    private final EventStore store;
    private final OffHeapMemory memory;
    private final Progress progress;
    private final EventUnifier unifier;
    private final HistoryRecorder recorder;
    private final StateEngine state;
    private final ShownEvents shown = new ShownEvents();
    private final EventColumnsBuilder columns;
    private final Kinds kinds = new Kinds();
    private final List<Lineage> lineages = new ArrayList<>();
    private final List<@Nullable FdVersion> fds = new ArrayList<>();
    private final Map<Integer, Supplier<@Nullable ContainerVersion>> described = new HashMap<>();
    private final TreeMap<Integer, Supplier<@Nullable Environment>> environments = new TreeMap<>();
    private @Nullable Environment lastEnvironment;
    private @Nullable Lineage lastLineage;
    private int rowOfReport;
    private int[] unknownRows = new int[16];
    private int unknown;
    private int startRow = Integer.MAX_VALUE;
    private long startNanos;
    private int manner = -1;
    private int sameMannerFrom;

    private IndexBuilder(
            CaptureReader reader,
            EventStore store,
            OffHeapMemory memory,
            EventColumnsBuilder columns,
            ReadLimits reading,
            StateLimits limits,
            Progress progress) {
        this.reader = reader;
        this.store = store;
        this.memory = memory;
        this.progress = progress;
        this.unifier = new EventUnifier(reading);
        this.recorder = new HistoryRecorder(limits.maxHistoryRecords());
        this.state = new StateEngine(limits, recorder);
        this.columns = columns;
    }

    /**
     * Indexes everything that can be read.
     *
     * @param reader   before its first event; its warnings tell of damage
     * @param store    holds the capture's bytes, or takes them
     * @param memory   for columns and bytes; given back by closing the index, or if indexing fails
     * @param progress told how far it has come
     */
    public static CaptureIndex build(
            CaptureReader reader,
            EventStore store,
            OffHeapMemory memory,
            ReadLimits reading,
            StateLimits limits,
            Progress progress)
            throws IOException {
        EventColumnsBuilder columns = new EventColumnsBuilder(memory);
        try {
            return new IndexBuilder(reader, store, memory, columns, reading, limits, progress).build();
        } catch (IOException | RuntimeException | Error e) {
            columns.close();
            store.close();
            memory.close();
            throw e;
        }
    }

    private CaptureIndex build() throws IOException {
        EventCursor cursor = reader.events(block -> {
            if (block instanceof SectionHeader) {
                unifier.startSection();
                shown.startSection();
            } else if (block instanceof Gap) {
                unifier.startSection();
            }
            recorder.block(block);
            state.apply(block);
        });
        while (cursor.advance()) {
            EventView unified = unifier.unify(cursor);
            recorder.recorded(cursor);
            state.apply(unified == null ? cursor : unified);
            // What is rare stays outside of what is compiled as one: a branch that is first taken after that, has it
            // compiled again.
            if (columns.rows() >= rowOfReport) {
                report();
            }
            if (add(cursor, unified) < 0) {
                withoutThread(columns.rows() - 1);
            }
        }
        state.finish();
        state.forEachLivingLineage(this::keep);
        progress.report(reader.storedBytesRead(), reader.storedBytes());
        CaptureHistory history = recorder.finish(reader, state);
        return new CaptureIndex(
                memory,
                store,
                columns.build(),
                kinds,
                Rows.of(lineages),
                Rows.of(fds),
                described,
                environments,
                Arrays.copyOf(unknownRows, unknown),
                startRow,
                startNanos,
                sameMannerFrom,
                reader.warnings(),
                state.limitReached(),
                null,
                () -> history);
    }

    private void report() throws IOException {
        int rows = columns.rows();
        if (rows == MOST_ROWS) {
            throw new IOException("the capture has more than " + rows + " events; cut it into several");
        }
        progress.report(reader.storedBytesRead(), reader.storedBytes());
        rowOfReport = rows + Math.min(EVENTS_BETWEEN_REPORTS, MOST_ROWS - rows);
    }

    /** Adds the event's row; returns its lineage's, or a negative number. */
    private int add(EventCursor cursor, @Nullable EventView unified) throws IOException {
        int row = columns.rows();
        begin(row, cursor);
        EventView complete = unified == null ? cursor : unified;
        boolean hasResult = EventResults.has(complete);
        long result = hasResult ? EventResults.of(complete) : 0;
        int flags = shown.shows(cursor) ? EventColumns.SHOWN : 0;
        flags |= hasResult ? EventColumns.RESULT : 0;
        flags |= schema(cursor, unified);
        flags |= manner();
        flags |= cursor.byteOrder() == ByteOrder.BIG_ENDIAN ? EventColumns.BIG_ENDIAN : 0;
        int lineage = lineage();
        int fd = fd();
        flags |= aboutFd(cursor, fd, result);
        int completing = rowOf(unifier.enterNumber());
        int entered = state.eventEnterNanos() < 0 ? NONE : rowOf(state.eventEnterNumber());
        int peer = completing >= 0 ? completing : entered;
        flags |= completing >= 0 ? EventColumns.PEER_COMPLETES : 0;
        boolean fits = lineage != MISSING && fd != MISSING_FD;
        if (state.eventEnterNanos() >= 0) {
            flags |= EventColumns.PEER_ENTERED;
            fits &= entered >= 0 && entered == peer;
        }
        int kind = kind(cursor);
        fits &= kind >= 0;
        flags |= fits ? 0 : EventColumns.IRREGULAR;
        columns.add(
                cursor.timestampNanos(),
                store.keep(cursor),
                result,
                Math.max(lineage, NONE),
                fd == MISSING_FD ? NONE : fd,
                peer,
                Math.max(kind, 0),
                cursor.cpu(),
                flags);
        return lineage;
    }

    private void begin(int row, EventCursor cursor) {
        if (startRow > row && !Notices.ALL.contains(cursor.typeCode())) {
            startRow = row;
            startNanos = cursor.timestampNanos();
        }
        if (cursor.type() == null) {
            if (unknown == unknownRows.length) {
                unknownRows = Arrays.copyOf(unknownRows, 2 * unknown);
            }
            unknownRows[unknown++] = row;
        }
    }

    private int aboutFd(EventCursor cursor, int fd, long result) {
        boolean concerned = state.eventConcernsFd();
        int flags = concerned ? EventColumns.CONCERNS_FD : 0;
        flags |= state.eventChangedFdName() ? EventColumns.FD_NAME_CHANGED : 0;
        boolean missed = CONNECTS.contains(cursor.typeCode()) && result < 0;
        // An enter event that concerns no descriptor yet looks like every other of its kind.
        boolean notKnown = fd < 0 && (fd < NONE || EXITS.contains(cursor.typeCode()));
        return missed || (notKnown && concerned) ? flags | EventColumns.OWN_DESCRIPTOR : flags;
    }

    private static int schema(EventCursor recorded, @Nullable EventView unified) {
        if (unified == null) {
            return EventColumns.NOT_IN_SCHEMA;
        }
        return unified.equals(recorded) ? 0 : EventColumns.CONVERTED;
    }

    private int manner() {
        int now = (state.isFromCurrentRecorder() ? EventColumns.CURRENT_RECORDER : 0)
                | (state.hasEnterEvents() ? EventColumns.ENTER_EVENTS : 0);
        if (manner != now && manner >= 0) {
            // Only now did the capture tell who recorded it; what came before is told in another manner.
            sameMannerFrom = columns.rows();
            kinds.forgetCodes();
        }
        manner = now;
        return now;
    }

    private int lineage() {
        Lineage lineage = state.eventLineage();
        if (lineage == null) {
            return state.eventThread() == null ? NONE : MISSING;
        }
        return same(lineage, lastLineage) ? lineage.row() : keep(lineage);
    }

    @SuppressWarnings("ReferenceEquality") // lineages and versions are equal if they are the same object
    private static boolean same(@Nullable Object one, @Nullable Object other) {
        return one == other;
    }

    private int keep(Lineage lineage) {
        int row = lineage.row();
        while (lineages.size() <= row) {
            // Lineages of processes above may have been made on the way; no event refers to them yet.
            lineages.add(lineage);
        }
        lineages.set(row, lineage);
        lastLineage = lineage;
        return row;
    }

    private void withoutThread(int row) {
        ContainerVersion container = state.eventThread() == null ? state.eventContainer() : null;
        if (container != null) {
            described.put(row, () -> container);
        }
        Environment now = state.environment();
        if (!now.equals(lastEnvironment)) {
            environments.put(row, () -> now);
            lastEnvironment = now;
        }
    }

    private int fd() {
        FdVersion fd = state.eventFd();
        long number = state.eventFdNumber();
        if (fd == null) {
            return FdNumber.isEncodable(number) ? FdNumber.encode(number) : MISSING_FD;
        }
        if (fd.number() != number || fd.row() >= Integer.MAX_VALUE) {
            return MISSING_FD;
        }
        int row = (int) fd.row();
        while (fds.size() <= row) {
            fds.add(null);
        }
        if (!same(fds.get(row), fd)) {
            fds.set(row, fd);
        }
        return row;
    }

    private int rowOf(long number) {
        if (number <= 0) {
            return NONE;
        }
        // Unknown events have rows but no numbers: the row is as far behind as there are unknown ones before it.
        int low = 0;
        int high = unknown;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (unknownRows[middle] - middle <= number - 1) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return (int) (number - 1 + low);
    }

    private int kind(EventCursor cursor) {
        int code = cursor.typeCode();
        int syscall = EventNames.syscallOf(cursor);
        int known = kinds.find(code, syscall);
        if (known >= 0) {
            return known;
        }
        boolean current = state.isFromCurrentRecorder();
        return kinds.add(code, syscall, current ? EventNames.of(cursor) : EventNames.ofSysdig(cursor));
    }
}
