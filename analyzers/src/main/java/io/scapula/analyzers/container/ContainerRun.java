package io.scapula.analyzers.container;

import io.scapula.history.ContainerHistory;
import io.scapula.history.Process;
import io.scapula.history.Program;
import io.scapula.state.ContainerVersion;
import io.scapula.state.ExitStatus;
import io.scapula.state.ThreadVersion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One incarnation of a container: from its entry program's start to its entry process's end.
 *
 * @param container the container
 * @param entry     the process that the container lives and dies with, {@code null} if none was recorded
 * @param program   the entry program's start, {@code null} if it ran before the recording or never started
 * @param failure   the entry program's failed start, {@code null} if there was none
 */
record ContainerRun(
        ContainerHistory container,
        @Nullable Process entry,
        @Nullable Program program,
        Process.@Nullable FailedStart failure) {
    private static final int SIGNAL_BASE = 128;

    ContainerVersion description() {
        return container.description();
    }

    PodIdentity pod() {
        return PodIdentity.of(description());
    }

    /** When the entry program started (or failed to), or {@link Process#UNKNOWN_TIME}. */
    long startNanos() {
        if (program != null) {
            return program.timeNanos();
        }
        return failure != null ? failure.timeNanos() : Process.UNKNOWN_TIME;
    }

    /** When the entry process ended, or {@link Process#UNKNOWN_TIME}. */
    long endNanos() {
        return entry == null ? Process.UNKNOWN_TIME : entry.endNanos();
    }

    boolean hasEnded() {
        return entry != null && entry.hasEnded();
    }

    /** Whether it ended without a record of that. */
    boolean wasLost() {
        return entry != null && entry.wasLost();
    }

    /** Id of the entry process in its own pid namespace, -1 if not recorded. */
    long vpid() {
        if (program != null) {
            return program.thread().vpid();
        }
        return entry == null ? -1 : entry.first().vpid();
    }

    @Nullable
    ExitStatus exitStatus() {
        return entry == null ? null : entry.exitStatus();
    }

    /**
     * The process whose death by a signal the entry process passed on: a shell exits with 128 and the signal's number
     * then. {@code null} unless such a process below the entry process was recorded.
     */
    @Nullable
    Process processOfPassedOnSignal() {
        ExitStatus status = exitStatus();
        if (entry == null || status == null || status.signal() != 0 || status.code() <= SIGNAL_BASE) {
            return null;
        }
        Process found = null;
        for (Process process : container.processes()) {
            ExitStatus ended = process.exitStatus();
            boolean fits = ended != null
                    && ended.signal() == status.code() - SIGNAL_BASE
                    && process.endEvent() < entry.endEvent()
                    && isBelowEntry(process);
            if (fits && (found == null || process.endEvent() > found.endEvent())) {
                found = process;
            }
        }
        return found;
    }

    private boolean isBelowEntry(Process process) {
        Process ancestor = process.parent();
        while (ancestor != null && ancestor != entry) {
            ancestor = ancestor.parent();
        }
        return ancestor != null;
    }

    /** Name of the signal that ended the run, be it the entry process's own or one it passed on, or {@code null}. */
    @Nullable
    String signalName() {
        Process passedOn = processOfPassedOnSignal();
        ExitStatus status = passedOn == null ? exitStatus() : passedOn.exitStatus();
        return status == null ? null : status.signalName();
    }

    /** The entry command, empty if it was not recorded. */
    String commandLine() {
        if (program != null) {
            return program.thread().commandLine();
        }
        if (failure != null) {
            return failure.path() == null ? "" : failure.path();
        }
        return entry == null ? "" : entry.first().commandLine();
    }

    /** Whether it only keeps a pod's namespaces open. */
    boolean isSandbox() {
        if (pod().isSandbox()) {
            return true;
        }
        ThreadVersion thread = program != null ? program.thread() : entry == null ? null : entry.first();
        return thread != null && !description().podUid().isEmpty() && RuntimePrograms.isPause(thread);
    }

    /** The events that show it, ascending. */
    long[] evidence() {
        List<Long> events = new ArrayList<>(container.descriptionEvents());
        if (program != null) {
            events.add(program.eventNumber());
        }
        if (failure != null) {
            events.add(failure.eventNumber());
        }
        if (entry != null && entry.hasEnded()) {
            events.add(entry.endEvent());
        }
        Process passedOn = processOfPassedOnSignal();
        if (passedOn != null) {
            events.add(passedOn.endEvent());
        }
        return events.stream()
                .mapToLong(Long::longValue)
                .filter(event -> event > 0)
                .sorted()
                .distinct()
                .toArray();
    }
}
