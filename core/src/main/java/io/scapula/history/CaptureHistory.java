package io.scapula.history;

import io.scapula.format.CaptureReader;
import io.scapula.format.CaptureWarning;
import io.scapula.format.EventCursor;
import io.scapula.format.EventUnifier;
import io.scapula.format.EventView;
import io.scapula.format.ReadLimits;
import io.scapula.format.ReadStatistics;
import io.scapula.format.block.FdList;
import io.scapula.format.block.MachineInfo;
import io.scapula.format.block.MetadataBlock;
import io.scapula.format.block.ProcessList;
import io.scapula.format.block.SectionHeader;
import io.scapula.format.event.EventCategory;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventTypeSet;
import io.scapula.state.StateEngine;
import io.scapula.state.StateLimits;
import io.scapula.state.UserTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one replay of a capture found: what is in it, what ran, and in which containers. Immutable once built.
 */
public final class CaptureHistory {

    /** Is told how far the reading has come. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Called every few thousand events.
         *
         * @param bytes bytes of the file read so far, compressed as they are
         * @param total bytes of the file, or -1 for a pipe
         * @throws java.util.concurrent.CancellationException to stop the reading
         */
        void update(long bytes, long total);
    }

    /**
     * One section of the capture, as its metadata blocks tell of it.
     *
     * @param header      its header
     * @param machine     the machine, {@code null} if not recorded
     * @param threads     threads of its process list
     * @param descriptors descriptors of its descriptor lists
     */
    public record Section(SectionHeader header, @Nullable MachineInfo machine, long threads, long descriptors) {}

    private static final EventTypeSet TIMED = EventTable.current().where(type -> !type.has(EventCategory.METAEVENT));
    private static final int EVENTS_PER_UPDATE = 1 << 14;

    private final List<Section> sections = new ArrayList<>();
    private final HistoryRecorder recorder;
    private final StateEngine state;
    private ReadStatistics statistics;
    private List<CaptureWarning> warnings = List.of();
    private long firstEventNanos = Long.MAX_VALUE;
    private long lastEventNanos = Process.UNKNOWN_TIME;

    private CaptureHistory(CaptureReader reader, StateLimits limits) {
        recorder = new HistoryRecorder(limits.maxHistoryRecords());
        state = new StateEngine(limits, recorder);
        statistics = reader.statistics();
    }

    /**
     * Replays the whole capture.
     *
     * @param reader     a reader that was not read from; stays open
     * @param readLimits the limits that the reader was opened with
     * @param limits     what the state may claim
     * @param progress   is told how far it has come
     * @throws IOException if the file or pipe cannot be read
     */
    public static CaptureHistory replay(
            CaptureReader reader, ReadLimits readLimits, StateLimits limits, Progress progress) throws IOException {
        CaptureHistory history = new CaptureHistory(reader, limits);
        history.run(reader, readLimits, progress);
        return history;
    }

    private void run(CaptureReader reader, ReadLimits readLimits, Progress progress) throws IOException {
        EventUnifier unifier = new EventUnifier(readLimits);
        EventCursor cursor = reader.events(block -> {
            if (block instanceof SectionHeader) {
                unifier.startSection();
            }
            note(block);
            state.apply(block);
        });
        int untilUpdate = EVENTS_PER_UPDATE;
        while (cursor.advance()) {
            EventView event = unifier.unify(cursor);
            note(cursor);
            state.apply(event == null ? cursor : event);
            if (--untilUpdate == 0) {
                untilUpdate = EVENTS_PER_UPDATE;
                progress.update(reader.storedBytesRead(), reader.storedBytes());
            }
        }
        state.finish();
        statistics = reader.statistics();
        warnings = List.copyOf(reader.warnings());
    }

    private void note(MetadataBlock block) {
        if (block instanceof SectionHeader header) {
            sections.add(new Section(header, null, 0, 0));
            return;
        }
        int last = sections.size() - 1;
        Section section = sections.get(last);
        if (block instanceof MachineInfo machine) {
            sections.set(last, new Section(section.header, machine, section.threads, section.descriptors));
        } else if (block instanceof ProcessList list) {
            long threads = section.threads + list.entries().size();
            sections.set(last, new Section(section.header, section.machine, threads, section.descriptors));
        } else if (block instanceof FdList list) {
            long descriptors = section.descriptors + list.entries().size();
            sections.set(last, new Section(section.header, section.machine, section.threads, descriptors));
        }
    }

    /** Notices that the recorder made up carry no time of their own, some not even a plausible one. */
    private void note(EventCursor event) {
        if (!TIMED.contains(event.typeCode())) {
            return;
        }
        long nanos = event.timestampNanos();
        firstEventNanos = Math.min(firstEventNanos, nanos);
        lastEventNanos = Math.max(lastEventNanos, nanos);
    }

    /** The sections, in file order; at least one. */
    public List<Section> sections() {
        return List.copyOf(sections);
    }

    /** What the reader met. */
    public ReadStatistics statistics() {
        return statistics;
    }

    /** What was wrong with the capture. */
    public List<CaptureWarning> warnings() {
        return warnings;
    }

    /** Earliest time of an event that is no notice of the recorder, nanoseconds since the epoch, or {@link Process#UNKNOWN_TIME} if there is no event. */
    public long firstEventNanos() {
        return lastEventNanos == Process.UNKNOWN_TIME ? Process.UNKNOWN_TIME : firstEventNanos;
    }

    /** Latest time of an event that is no notice of the recorder, nanoseconds since the epoch, or {@link Process#UNKNOWN_TIME} if there is no event. */
    public long lastEventNanos() {
        return lastEventNanos;
    }

    /** Every process, in the order in which they turned up. */
    public List<Process> processes() {
        return List.copyOf(recorder.processes());
    }

    /** Every program that was started, in order of its event. */
    public List<Program> programs() {
        return List.copyOf(recorder.programs());
    }

    /** Every container, in the order in which they turned up. */
    public List<ContainerHistory> containers() {
        return recorder.containers();
    }

    /** Users and groups as of the end of the capture. */
    public UserTable users() {
        return state.users();
    }

    /** Whether a {@link StateLimits} value left something out. */
    public boolean limitReached() {
        return state.limitReached() || recorder.limitReached();
    }

    /** The state as of the end of the capture. */
    public StateEngine state() {
        return state;
    }
}
