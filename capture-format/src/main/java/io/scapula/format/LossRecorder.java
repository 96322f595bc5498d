package io.scapula.format;

import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import io.scapula.format.event.ParameterType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes down what is lost while a capture is read; told of every event, in order, and of everything else as it happens. */
final class LossRecorder {
    /** More than these are told as fewer, each standing for several. */
    private static final int MOST_LOSSES = 1024;

    private static final int MOST_KINDS = 64;
    /** In place of a code, where there are too many to tell them apart. */
    private static final int FURTHER = -1;

    private static final int MOST_SECTIONS = 1 << 16;
    private static final int DROP_BEGINS = 148;
    private static final int DROP_ENDS = 149;
    /** What an event takes where none has been seen yet. */
    private static final long USUAL_EVENT_BYTES = 80;

    private final int[] results;
    private final int[] data;
    private final List<Loss> losses = new ArrayList<>();
    private final List<Long> sectionStarts = new ArrayList<>();
    private final @Nullable Tally[] cuts =
            new @Nullable Tally[EventTable.current().size()];
    private final Map<Integer, Tally> unknownEvents = new LinkedHashMap<>();
    private final Map<Integer, Tally> unknownBlocks = new LinkedHashMap<>();
    /** Losses from this one on have no event behind them yet. */
    private int settled;

    private long events;
    private long firstOffset;
    private long endOffset;
    private long firstNanos;
    private long lastNanos = Loss.UNKNOWN;
    private long lastNumber;
    private boolean amongEvents;
    private boolean stateGuessed;
    private @Nullable Drop drop;
    private long visibleSinceNanos = Loss.UNKNOWN;
    private long visibleSinceEvents;

    /**
     * A time in which the kernel drops events; it may not have ended.
     *
     * @param eventsBefore events that a thousand seconds before it would have had, or {@link Loss#UNKNOWN}
     */
    private record Drop(long offset, long fromNanos, long number, long eventsBefore) {}

    LossRecorder() {
        EventTable table = EventTable.current();
        results = new int[table.size()];
        data = new int[table.size()];
        for (EventType type : table.all()) {
            int result = type.indexOf("res");
            int buffer = type.indexOf("data");
            boolean isCall = type.isExit()
                    && result >= 0
                    && buffer >= 0
                    && type.parameters().get(buffer).type() == ParameterType.BYTEBUF;
            results[type.code()] = isCall ? result : -1;
            data[type.code()] = isCall ? buffer : -1;
        }
    }

    /** Looks at the event that was read last. */
    void see(EventCursor event, long end) {
        long nanos = event.timestampNanos();
        if (settled < losses.size()) {
            settle(nanos);
        }
        if (firstNanos == 0) {
            see(nanos, event.byteOffset());
        }
        events++;
        endOffset = end;
        lastNanos = nanos;
        amongEvents = true;
        int code = event.typeCode();
        if (code >= data.length) {
            unknown(event);
            return;
        }
        lastNumber = event.number();
        int buffer = data[code];
        if (buffer >= 0) {
            int recorded = event.parameterLength(buffer);
            long moved = event.integer(results[code], 0);
            if (moved > recorded) {
                cut(event, moved - recorded);
            }
        } else if (code == DROP_BEGINS || code == DROP_ENDS) {
            drop(event, code == DROP_BEGINS);
        }
    }

    private void see(long nanos, long offset) {
        if (events == 0) {
            firstOffset = offset;
        }
        if (BlockCheck.isTime(nanos)) {
            firstNanos = nanos;
            visibleSinceNanos = nanos;
            visibleSinceEvents = events;
        }
    }

    private void settle(long nanos) {
        for (; settled < losses.size(); settled++) {
            losses.set(settled, losses.get(settled).until(nanos));
        }
        if (losses.size() > MOST_LOSSES) {
            tellAsFewer();
        }
    }

    /** Tells every two neighbours as one, of the same kind and section if that is enough. */
    private void tellAsFewer() {
        tellAsFewer(false);
        if (losses.size() > MOST_LOSSES / 4 * 3) {
            tellAsFewer(true);
        }
        settled = losses.size();
    }

    private void tellAsFewer(boolean whatever) {
        List<Loss> fewer = new ArrayList<>();
        boolean isFirstOfPair = false;
        for (Loss loss : losses) {
            int last = fewer.size() - 1;
            if (isFirstOfPair && (whatever || areAlike(fewer.get(last), loss))) {
                fewer.set(last, fewer.get(last).with(loss));
                isFirstOfPair = false;
            } else {
                fewer.add(loss);
                isFirstOfPair = true;
            }
        }
        losses.clear();
        losses.addAll(fewer);
    }

    private boolean areAlike(Loss one, Loss other) {
        return one.kind() == other.kind()
                && sectionStarts.stream().noneMatch(start -> start > one.afterEvent() && start <= other.afterEvent());
    }

    private void cut(EventCursor event, long bytes) {
        Tally tally = cuts[event.typeCode()];
        if (tally == null) {
            tally = new Tally(event);
            cuts[event.typeCode()] = tally;
        }
        tally.add(event, bytes);
    }

    private void unknown(EventCursor event) {
        tally(unknownEvents, event.typeCode(), new Tally(event)).add(event, 0);
    }

    /** A block of a type that is not known. */
    void unknownBlock(int type, long offset, long end) {
        tally(unknownBlocks, type, new Tally(offset, lastNumber, lastNanos)).add(offset, lastNanos, end - offset);
    }

    private static Tally tally(Map<Integer, Tally> tallies, int code, Tally first) {
        boolean isFurther = !tallies.containsKey(code) && tallies.size() >= MOST_KINDS;
        return tallies.computeIfAbsent(isFurther ? FURTHER : code, key -> first);
    }

    private void drop(EventCursor event, boolean begins) {
        Drop open = drop;
        long nanos = event.timestampNanos();
        if (begins) {
            drop = open == null ? new Drop(event.byteOffset(), nanos, event.number(), eventsIn(nanos)) : open;
            return;
        }
        if (open == null) {
            open = new Drop(event.byteOffset(), Loss.UNKNOWN, event.number(), Loss.UNKNOWN);
        }
        losses.add(dropped(open, event.byteOffset(), nanos));
        stateGuessed = true;
        settled = losses.size();
        drop = null;
        visibleSinceNanos = nanos;
        visibleSinceEvents = events;
        if (losses.size() > MOST_LOSSES) {
            tellAsFewer();
        }
    }

    /** How many events a thousand seconds have, going by the time since events were dropped last. */
    private long eventsIn(long nanos) {
        long visibleNanos = nanos - visibleSinceNanos;
        return visibleSinceNanos == Loss.UNKNOWN || visibleNanos <= 0
                ? Loss.UNKNOWN
                : (long) ((events - visibleSinceEvents) * (1e12 / visibleNanos));
    }

    private static Loss dropped(Drop drop, long end, long endNanos) {
        boolean isKnown = drop.eventsBefore != Loss.UNKNOWN && endNanos > drop.fromNanos;
        return new Loss(
                Loss.Kind.DROPPED,
                drop.offset,
                end,
                Loss.UNKNOWN,
                isKnown ? (long) (drop.eventsBefore * ((endNanos - drop.fromNanos) / 1e12)) : Loss.UNKNOWN,
                1,
                drop.number,
                drop.fromNanos,
                endNanos,
                "the kernel dropped events because the recorder could not keep up");
    }

    /** What comes next is another recording. */
    void sectionStarts() {
        boolean isNew =
                lastNumber > 0 && (sectionStarts.isEmpty() || sectionStarts.get(sectionStarts.size() - 1) < lastNumber);
        // What is not written down only makes more a guess than need be.
        if (isNew && sectionStarts.size() < MOST_SECTIONS) {
            sectionStarts.add(lastNumber);
        }
        amongEvents = false;
        stateGuessed = false;
        firstNanos = 0;
    }

    /**
     * Writes down a loss.
     *
     * @param estimated as {@link Loss#estimatedEvents()}
     */
    void lost(Loss.Kind kind, long fromByte, long toByte, long lostBytes, long estimated, String cause) {
        Loss loss =
                new Loss(kind, fromByte, toByte, lostBytes, estimated, 1, lastNumber, lastNanos, Loss.UNKNOWN, cause);
        stateGuessed |= kind.affectsState();
        int last = losses.size() - 1;
        if (last >= settled && losses.get(last).kind() == kind) {
            losses.set(last, losses.get(last).with(loss));
        } else {
            losses.add(loss);
        }
    }

    /** How many events so many bytes of blocks are likely to hold. */
    long estimate(long bytes) {
        long average = events == 0 ? USUAL_EVENT_BYTES : Math.max(1, (endOffset - firstOffset) / events);
        return amongEvents ? Math.max(1, bytes / average) : bytes / average;
    }

    /** Whether the section's first event has come: no lists are expected any longer. */
    boolean isAmongEvents() {
        return amongEvents;
    }

    /** Tells when events were recorded that come before. */
    void expect(BlockCheck check) {
        check.expect(firstNanos, lastNanos == Loss.UNKNOWN ? 0 : lastNanos);
    }

    /** Whether something was lost in the section that can have changed the state. */
    boolean isStateGuessed() {
        return stateGuessed;
    }

    LossLedger snapshot() {
        List<Loss> all = new ArrayList<>(losses);
        Drop open = drop;
        if (open != null) {
            all.add(dropped(open, endOffset, Loss.UNKNOWN));
        }
        for (int code = 0; code < cuts.length; code++) {
            Tally tally = cuts[code];
            if (tally != null) {
                String name = EventTable.current().get(code).name();
                all.add(tally.loss(
                        Loss.Kind.CUT_BUFFERS,
                        tally.count + " buffers of " + name + " were recorded in part; the recorder's snaplen says"
                                + " how much is kept"));
            }
        }
        unknownEvents.forEach((code, tally) -> all.add(tally.loss(
                Loss.Kind.UNKNOWN_EVENTS,
                code == FURTHER
                        ? "further event codes are not known to this version of Scapula"
                        : "event code " + code + " is not known to this version of Scapula")));
        unknownBlocks.forEach((type, tally) -> all.add(tally.loss(
                Loss.Kind.UNKNOWN_BLOCKS,
                type == FURTHER
                        ? "further block types are not known to this version of Scapula"
                        : "block type 0x" + Integer.toHexString(type) + " is not known to this version of Scapula")));
        return new LossLedger(all, sectionStarts);
    }

    /** What is counted over the whole capture. */
    private static final class Tally {
        private final long fromByte;
        private final long afterEvent;
        private final long fromNanos;
        private long toByte;
        private long toNanos;
        private long bytes;
        private long count;

        Tally(EventCursor first) {
            this(first.byteOffset(), Math.max(0, first.number() - 1), first.timestampNanos());
        }

        Tally(long fromByte, long afterEvent, long fromNanos) {
            this.fromByte = fromByte;
            this.afterEvent = afterEvent;
            this.fromNanos = fromNanos;
        }

        void add(EventCursor event, long lostBytes) {
            add(event.byteOffset(), event.timestampNanos(), lostBytes);
        }

        void add(long offset, long nanos, long lostBytes) {
            toByte = offset;
            toNanos = nanos;
            bytes += lostBytes;
            count++;
        }

        Loss loss(Loss.Kind kind, String cause) {
            return new Loss(kind, fromByte, toByte, bytes, 0, count, afterEvent, fromNanos, toNanos, cause);
        }
    }
}
