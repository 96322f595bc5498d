package io.scapula.merge;

import io.scapula.event.Notices;
import io.scapula.format.CaptureReader;
import io.scapula.format.CaptureWarning;
import io.scapula.format.Event;
import io.scapula.format.EventCursor;
import io.scapula.format.EventView;
import io.scapula.format.ReadOptions;
import io.scapula.format.block.MetadataBlock;
import io.scapula.format.block.SectionHeader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One input while it is read. As long as it is read alone its events are shown as they lie there; while another one tells of
 * the same time, a window of them is read ahead, in which its copies of the other's events are found.
 */
final class MergeInput implements Closeable {
    /** How far is read ahead. Recorders of one machine differ in the order of events that are some microseconds apart. */
    private static final int MOST_AHEAD = 1 << 12;

    private static final long MOST_BYTES_AHEAD = 16 << 20;

    /** An event that was read ahead. */
    static final class Ahead {
        final Event event;
        private final List<MetadataBlock> before;
        private final long bytes;
        /** Another input has told it already. */
        private boolean isTold;

        Ahead(EventView view, List<MetadataBlock> before) {
            event = view.toEvent();
            this.before = before;
            long size = 64;
            for (int index = 0; index < event.parameterCount(); index++) {
                size += event.parameterLength(index);
            }
            bytes = size;
        }
    }

    private final InputStart start;
    private final CaptureReader reader;
    private final EventCursor cursor;
    private final Deque<Ahead> window = new ArrayDeque<>();
    private final Map<Long, List<Ahead>> byHeader = new HashMap<>();
    private List<MetadataBlock> gathered = new ArrayList<>();
    private List<MetadataBlock> beforeCursor = List.of();
    private final List<MetadataBlock> firstBlocks;
    private boolean onCursor;
    private boolean ended;
    private long bytesAhead;
    private long latestNanos;
    private long lateBlocks;
    private boolean inHead = true;
    /** What another input has to tell first, since it is what comes next here. */
    private @Nullable Ahead waitingFor;

    MergeInput(InputStart start, ReadOptions options) throws IOException {
        this.start = start;
        this.latestNanos = start.nanos();
        reader = CaptureReader.open(start.capture(), options);
        try {
            cursor = reader.events(block -> gathered.add(block));
            advanceCursor();
            firstBlocks = beforeCursor;
            beforeCursor = List.of();
        } catch (IOException | RuntimeException | Error e) {
            reader.close();
            throw e;
        }
    }

    Path capture() {
        return start.capture();
    }

    InputStart start() {
        return start;
    }

    /** The blocks before its first event. */
    List<MetadataBlock> firstBlocks() {
        return firstBlocks;
    }

    List<CaptureWarning> warnings() {
        return reader.warnings();
    }

    long bytesRead() {
        return reader.storedBytesRead();
    }

    /** Blocks between events that no section header led. */
    long lateBlocks() {
        return lateBlocks;
    }

    /** Whether everything so far were notices, which a recorder begins a file with to tell what it knows. */
    boolean isInHead() {
        return inHead;
    }

    private void advanceCursor() throws IOException {
        onCursor = cursor.advance();
        ended = !onCursor;
        beforeCursor = gathered.isEmpty() ? List.of() : fromLastSection(gathered);
        if (!gathered.isEmpty()) {
            gathered = new ArrayList<>();
        }
    }

    /** A section without events tells nothing that would still hold in the next one. */
    private static List<MetadataBlock> fromLastSection(List<MetadataBlock> blocks) {
        for (int index = blocks.size() - 1; index > 0; index--) {
            if (blocks.get(index) instanceof SectionHeader) {
                return blocks.subList(index, blocks.size());
            }
        }
        return blocks;
    }

    /** Whether there is an event left. */
    boolean hasNext() throws IOException {
        if (window.isEmpty() && !onCursor && !ended) {
            advanceCursor();
        }
        return !window.isEmpty() || onCursor;
    }

    /** The next event; there is one. Valid until it is taken. */
    EventView head() {
        Ahead ahead = window.peek();
        return ahead == null ? cursor : ahead.event;
    }

    /**
     * Blocks of a section that begins with the next event, or none.
     */
    List<MetadataBlock> sectionBefore() {
        Ahead ahead = window.peek();
        List<MetadataBlock> blocks = ahead == null ? beforeCursor : ahead.before;
        return !blocks.isEmpty() && blocks.get(0) instanceof SectionHeader ? blocks : List.of();
    }

    /**
     * The time at which the next event is due: an input keeps its own order, even where its times go back, and notices have
     * no time.
     */
    long dueNanos() {
        EventView next = head();
        return Notices.ALL.contains(next.typeCode()) ? latestNanos : Math.max(latestNanos, next.timestampNanos());
    }

    /** Passes the next event. */
    void take() {
        EventView next = head();
        if (!Notices.ALL.contains(next.typeCode())) {
            inHead = false;
            latestNanos = Math.max(latestNanos, next.timestampNanos());
        }
        Ahead ahead = window.poll();
        List<MetadataBlock> before = ahead == null ? beforeCursor : ahead.before;
        if (!before.isEmpty() && !(before.get(0) instanceof SectionHeader)) {
            lateBlocks += before.size();
        }
        if (ahead == null) {
            onCursor = false;
        } else {
            bytesAhead -= ahead.bytes;
            forget(ahead);
        }
    }

    /** Reads ahead as far as it may. */
    void readAhead() throws IOException {
        while (!ended && window.size() < MOST_AHEAD && bytesAhead < MOST_BYTES_AHEAD) {
            if (!onCursor) {
                advanceCursor();
            }
            if (onCursor) {
                Ahead ahead = new Ahead(cursor, beforeCursor);
                window.add(ahead);
                bytesAhead += ahead.bytes;
                byHeader.computeIfAbsent(headerHash(ahead.event), hash -> new ArrayList<>(1))
                        .add(ahead);
                onCursor = false;
            }
        }
    }

    /** Whether everything that is left has been read ahead. */
    boolean endsInWindow() {
        return ended;
    }

    /** The latest time among what has been read ahead. */
    long latestAheadNanos() {
        long latest = latestNanos;
        for (Ahead ahead : window) {
            if (!Notices.ALL.contains(ahead.event.typeCode())) {
                latest = Math.max(latest, ahead.event.timestampNanos());
            }
        }
        return latest;
    }

    /** What was read ahead and is the very same event; {@code null} if there is none that nobody has told yet. */
    @Nullable
    Ahead find(EventView event) {
        for (Ahead ahead : byHeader.getOrDefault(headerHash(event), List.of())) {
            if (isSame(ahead.event, event)) {
                return ahead;
            }
        }
        return null;
    }

    /** Another input tells the event: here it is passed over when it comes. */
    void tellBefore(Ahead ahead) {
        ahead.isTold = true;
        forget(ahead);
    }

    boolean headIsTold() {
        Ahead ahead = window.peek();
        return ahead != null && ahead.isTold;
    }

    void waitFor(Ahead other) {
        waitingFor = other;
    }

    boolean isWaiting() {
        return waitingFor != null;
    }

    /** What comes next, if it has been read ahead. */
    @Nullable
    Ahead headAhead() {
        return window.peek();
    }

    /** Whether it waited for this; it does not any longer. */
    @SuppressWarnings("ReferenceEquality") // one place in one window
    boolean endsWaitFor(Ahead told) {
        boolean waited = waitingFor == told;
        waitingFor = waited ? null : waitingFor;
        return waited;
    }

    @SuppressWarnings("ReferenceEquality") // one place in one window
    private void forget(Ahead ahead) {
        long hash = headerHash(ahead.event);
        List<Ahead> same = byHeader.get(hash);
        if (same != null && same.removeIf(other -> other == ahead) && same.isEmpty()) {
            byHeader.remove(hash);
        }
    }

    private static long headerHash(EventView event) {
        return (event.timestampNanos() * 31 + event.tid()) * 31 * 31 + event.cpu() * 31L + event.typeCode();
    }

    private static boolean isSame(EventView one, EventView other) {
        if (one.timestampNanos() != other.timestampNanos()
                || one.tid() != other.tid()
                || one.cpu() != other.cpu()
                || one.typeCode() != other.typeCode()
                || one.parameterCount() != other.parameterCount()) {
            return false;
        }
        for (int index = 0; index < one.parameterCount(); index++) {
            if (one.parameterLength(index) != other.parameterLength(index)
                    || !Arrays.equals(one.bytes(index), other.bytes(index))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
