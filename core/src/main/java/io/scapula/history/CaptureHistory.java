package io.scapula.history;

import io.scapula.format.CaptureWarning;
import io.scapula.format.LossLedger;
import io.scapula.format.ReadStatistics;
import io.scapula.format.block.MachineInfo;
import io.scapula.format.block.SectionHeader;
import io.scapula.state.UserTable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one replay of a capture found: what is in it, what ran, and in which containers. Immutable. A
 * {@link HistoryRecorder} makes it.
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

    /**
     * From the earliest to the latest event that is no notice of the recorder, nanoseconds since the epoch;
     * {@link Process#UNKNOWN_TIME} twice if there is no event.
     */
    record Span(long firstNanos, long lastNanos) {}

    private final List<Section> sections;
    private final List<Process> processes;
    private final List<Program> programs;
    private final List<Program> inferredPrograms;
    private final List<ContainerHistory> containers;
    private final UserTable users;
    private final ReadStatistics statistics;
    private final List<CaptureWarning> warnings;
    private final LossLedger losses;
    private final Span span;
    private final long unreadableContainers;
    private final boolean limitReached;
    private @Nullable Map<Long, List<Process>> byPid;

    CaptureHistory(
            List<Section> sections,
            List<Process> processes,
            List<Program> programs,
            List<Program> inferredPrograms,
            List<ContainerHistory> containers,
            UserTable users,
            ReadStatistics statistics,
            List<CaptureWarning> warnings,
            LossLedger losses,
            Span span,
            long unreadableContainers,
            boolean limitReached) {
        this.sections = List.copyOf(sections);
        this.processes = List.copyOf(processes);
        this.programs = List.copyOf(programs);
        this.inferredPrograms = List.copyOf(inferredPrograms);
        this.containers = List.copyOf(containers);
        this.users = users;
        this.statistics = statistics;
        this.warnings = List.copyOf(warnings);
        this.losses = losses;
        this.span = span;
        this.unreadableContainers = unreadableContainers;
        this.limitReached = limitReached;
    }

    /** The sections, in file order; at least one. */
    public List<Section> sections() {
        return sections;
    }

    /** What the reader met. */
    public ReadStatistics statistics() {
        return statistics;
    }

    /** Whether the capture holds an event of one of these types, as {@code evt.type} names them. */
    public boolean holdsAnyOf(Set<String> eventTypes) {
        return statistics.eventsByType().keySet().stream().anyMatch(type -> eventTypes.contains(type.name()));
    }

    /** What was wrong with the capture. */
    public List<CaptureWarning> warnings() {
        return warnings;
    }

    /** What the capture does not show: bytes that could not be read, events that were dropped, buffers that were cut. */
    public LossLedger losses() {
        return losses;
    }

    /**
     * Whether the state as an event left it is a guess, because something that can have changed it was lost before, in the
     * same section. Tells the same of a row of an answer by the events that are its evidence.
     */
    public boolean isGuessed(long eventNumber) {
        return losses.isGuessed(eventNumber);
    }

    /** Earliest time of an event that is no notice of the recorder, nanoseconds since the epoch, or {@link Process#UNKNOWN_TIME} if there is no event. */
    public long firstEventNanos() {
        return span.firstNanos();
    }

    /** Latest time of an event that is no notice of the recorder, nanoseconds since the epoch, or {@link Process#UNKNOWN_TIME} if there is no event. */
    public long lastEventNanos() {
        return span.lastNanos();
    }

    /** Every process, in the order in which they turned up. */
    public List<Process> processes() {
        return processes;
    }

    /**
     * The process that had an id when an event was recorded: the last one that turned up with it until then. Ids are used
     * again.
     *
     * @return {@code null} if none had
     */
    public @Nullable Process processAt(long pid, long eventNumber) {
        List<Process> lives = byPid().getOrDefault(pid, List.of());
        int index = ByEvent.lastUpTo(lives, Process::startEvent, eventNumber);
        return index < 0 ? null : lives.get(index);
    }

    private synchronized Map<Long, List<Process>> byPid() {
        Map<Long, List<Process>> known = byPid;
        if (known == null) {
            known = processes.stream().collect(Collectors.groupingBy(Process::pid));
            byPid = known;
        }
        return known;
    }

    /** Every program that was started, in order of its event. */
    public List<Program> programs() {
        return programs;
    }

    /**
     * Programs whose execve was not recorded, in order of the events that tell of them. They are not among their processes'
     * programs.
     */
    public List<Program> inferredPrograms() {
        return inferredPrograms;
    }

    /** Every container, in the order in which they turned up. */
    public List<ContainerHistory> containers() {
        return containers;
    }

    /** Users and groups as of the end of the capture. */
    public UserTable users() {
        return users;
    }

    /** Container descriptions that could not be read. */
    public long unreadableContainers() {
        return unreadableContainers;
    }

    /** Whether a {@link io.scapula.state.StateLimits} value left something out. */
    public boolean limitReached() {
        return limitReached;
    }
}
