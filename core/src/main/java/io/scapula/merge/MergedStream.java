package io.scapula.merge;

import io.scapula.format.CaptureCopy;
import io.scapula.format.EventView;
import io.scapula.format.ReadOptions;
import io.scapula.format.block.MetadataBlock;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the events of all inputs in the order of time. An input is opened when its time comes and closed at its end;
 * each keeps its own order. Of events that several inputs hold, the one of the input that began first is told.
 *
 * <p>Running it again over the same inputs tells the same.
 */
final class MergedStream implements Closeable {
    /** Is told what the merged capture consists of. */
    interface Listener {
        /**
         * An input begins.
         *
         * @param before   the input that told the latest event so far, {@code null} if this is the first
         * @param gapNanos time between that event and the first of this input
         */
        void starts(MergeInput input, @Nullable MergeInput before, long gapNanos) throws IOException;

        /** An input has another section, which begins with these blocks. */
        void section(List<MetadataBlock> blocks) throws IOException;

        /** The next event; valid during the call only. */
        void event(EventView event, MergeInput input) throws IOException;

        /** An input has come to its end. */
        void ends(MergeInput input) throws IOException;
    }

    /**
     * Where one file follows the other, the first events of the second can be this much earlier than the last ones of the
     * first: processors hand over their events one after the other.
     */
    private static final long DISORDER_NANOS = 5_000_000;

    private static final int EVENTS_BETWEEN_REPORTS = 1 << 14;

    private final ReadOptions options;
    private final Listener listener;
    private final CaptureCopy.Progress progress;
    private final Deque<InputStart> waiting;
    /** In the order in which they began. */
    private final List<MergeInput> active = new ArrayList<>();

    private final long totalBytes;
    private long bytesOfEnded;
    private long events;
    private long sameEvents;
    private @Nullable MergeInput latest;
    private long latestNanos = Long.MIN_VALUE;

    /**
     * Before the first event.
     *
     * @param inputs in the order in which they begin
     */
    MergedStream(List<InputStart> inputs, ReadOptions options, Listener listener, CaptureCopy.Progress progress) {
        this.waiting = new ArrayDeque<>(inputs);
        this.options = options;
        this.listener = listener;
        this.progress = progress;
        this.totalBytes = inputs.stream().mapToLong(InputStart::bytes).sum();
    }

    void run() throws IOException {
        while (step()) {
            if ((events + sameEvents) % EVENTS_BETWEEN_REPORTS == 0) {
                report();
            }
        }
        report();
    }

    private void report() {
        progress.report(
                bytesOfEnded + active.stream().mapToLong(MergeInput::bytesRead).sum(), totalBytes);
    }

    /** Events that were told. */
    long events() {
        return events;
    }

    /** Events that were left out, since another input tells them. */
    long sameEvents() {
        return sameEvents;
    }

    private boolean step() throws IOException {
        closeEnded();
        if (active.size() > 1) {
            for (MergeInput input : active) {
                input.readAhead();
            }
        }
        MergeInput next = nextDue();
        InputStart upcoming = waiting.peek();
        if (upcoming != null && (next == null || isDueBefore(upcoming, next))) {
            start(waiting.remove());
            return true;
        }
        if (next == null) {
            return false;
        }
        if (next.headIsTold()) {
            passTold(next);
        } else if (active.size() == 1 || !waitsForEarlier(next)) {
            tell(next);
        }
        return true;
    }

    private void passTold(MergeInput input) {
        MergeInput.Ahead told = input.headAhead();
        for (MergeInput other : active) {
            if (told != null) {
                // What another one waited for, a third one has told in the meantime, and so it is passed over there as
                // well.
                other.endsWaitFor(told);
            }
        }
        input.take();
        sameEvents++;
    }

    private void closeEnded() throws IOException {
        for (int index = 0; index < active.size(); index++) {
            MergeInput input = active.get(index);
            if (!input.hasNext()) {
                active.remove(index--);
                bytesOfEnded += input.start().bytes();
                listener.ends(input);
                input.close();
            }
        }
    }

    /** The input whose next event is due first; at the same time, the one that began first. */
    private @Nullable MergeInput nextDue() {
        MergeInput first = null;
        for (MergeInput input : active) {
            if (!input.isWaiting() && (first == null || input.dueNanos() < first.dueNanos())) {
                first = input;
            }
        }
        return first;
    }

    /** Whether an input has to begin; one of another machine or that follows closely waits until the others are complete. */
    private boolean isDueBefore(InputStart upcoming, MergeInput next) throws IOException {
        return upcoming.nanos() <= next.dueNanos() && isOfSameHost(upcoming) && !follows(upcoming);
    }

    private boolean isOfSameHost(InputStart upcoming) {
        return active.stream().allMatch(input -> upcoming.differenceTo(input.start()) == null);
    }

    private boolean follows(InputStart upcoming) throws IOException {
        EventView first = upcoming.first();
        for (MergeInput input : active) {
            input.readAhead();
            if (!input.endsInWindow()
                    || input.latestAheadNanos() - upcoming.nanos() > DISORDER_NANOS
                    || (first != null && input.find(first) != null)) {
                return false;
            }
        }
        return true;
    }

    private void start(InputStart upcoming) throws IOException {
        MergeInput input = new MergeInput(upcoming, options);
        active.add(input);
        long gap = latest == null ? 0 : upcoming.nanos() - latestNanos;
        listener.starts(input, latest, gap);
        if (latest == null) {
            latest = input;
            latestNanos = upcoming.nanos();
        }
    }

    /** Whether the next event is one that an earlier input is about to tell: then it is told in that one's order. */
    private boolean waitsForEarlier(MergeInput input) {
        for (MergeInput earlier : active) {
            if (earlier.equals(input)) {
                return false;
            }
            MergeInput.Ahead same = earlier.find(input.head());
            if (same != null) {
                input.waitFor(same);
                return true;
            }
        }
        return false;
    }

    private void tell(MergeInput input) throws IOException {
        MergeInput.Ahead ahead = input.headAhead();
        List<MetadataBlock> section = input.sectionBefore();
        if (!section.isEmpty()) {
            listener.section(section);
        }
        EventView event = input.head();
        listener.event(event, input);
        events++;
        long due = input.dueNanos();
        if (due >= latestNanos) {
            latestNanos = due;
            latest = input;
        }
        for (MergeInput other : active) {
            if (ahead == null || other.equals(input)) {
                continue;
            }
            if (other.endsWaitFor(ahead)) {
                other.take();
                sameEvents++;
            } else {
                MergeInput.Ahead copy = other.find(event);
                if (copy != null) {
                    other.tellBefore(copy);
                }
            }
        }
        input.take();
    }

    @Override
    public void close() throws IOException {
        for (MergeInput input : active) {
            input.close();
        }
    }
}
