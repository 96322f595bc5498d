package io.scapula.history;

import io.scapula.format.event.KernelNames;
import io.scapula.state.ExitStatus;
import io.scapula.state.ThreadVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The life of one process, from its clone (or the start of the recording) to its exit (or the end of the recording). */
public final class Process {
    /** A time that was not recorded. */
    public static final long UNKNOWN_TIME = Long.MIN_VALUE;

    private final ThreadVersion first;
    private final long startNanos;
    private final long startEvent;
    private final @Nullable Process parent;
    private final List<Program> programs = new ArrayList<>();
    private final List<FailedStart> failedStarts = new ArrayList<>();
    private ThreadVersion last;
    private long endNanos = UNKNOWN_TIME;
    private long endEvent;
    private @Nullable ExitStatus exitStatus;
    private boolean lost;

    /**
     * A program that could not be started.
     *
     * @param eventNumber the execve's exit event
     * @param timeNanos   its time
     * @param thread      the thread that tried
     * @param path        the path it asked for, {@code null} if not recorded
     * @param error       the error number
     */
    public record FailedStart(
            long eventNumber,
            long timeNanos,
            ThreadVersion thread,
            @Nullable String path,
            int error) {
        /** {@code ENOENT} and the like; the number where it has no name. */
        public String errorName() {
            String name = KernelNames.current().error(error);
            return name == null ? "error " + error : name;
        }
    }

    Process(ThreadVersion first, long startNanos, long startEvent, @Nullable Process parent) {
        this.first = first;
        this.last = first;
        this.startNanos = startNanos;
        this.startEvent = startEvent;
        this.parent = parent;
    }

    void add(Program program) {
        programs.add(program);
        last = program.thread();
    }

    void add(FailedStart failure) {
        failedStarts.add(failure);
    }

    void end(ThreadVersion thread, long timeNanos, long event, @Nullable ExitStatus status) {
        last = thread;
        endNanos = timeNanos;
        endEvent = event;
        exitStatus = status;
    }

    void lose() {
        lost = true;
    }

    public long pid() {
        return first.pid();
    }

    /** The process as it was first seen. */
    public ThreadVersion first() {
        return first;
    }

    /** The process as it was last seen at a program's start or at its end. */
    public ThreadVersion last() {
        return last;
    }

    /** The process as the last program that it had started by an event left it. */
    public ThreadVersion threadAt(long eventNumber) {
        int index = ByEvent.lastUpTo(programs, Program::eventNumber, eventNumber);
        return index < 0 ? first : programs.get(index).thread();
    }

    /** When it was cloned, nanoseconds since the epoch, or {@link #UNKNOWN_TIME} if it ran before the recording. */
    public long startNanos() {
        return startNanos;
    }

    /** Number of the event that told of it first, 0 if the process list did. */
    public long startEvent() {
        return startEvent;
    }

    /** Whether it ran already when the recording began. */
    public boolean ranBefore() {
        return startEvent == 0;
    }

    /** The process that cloned it, or {@code null} if that is not known. */
    public @Nullable Process parent() {
        return parent;
    }

    /** The programs it ran, in order; the first is the one it was cloned with only if that is an execve as well. */
    public List<Program> programs() {
        return Collections.unmodifiableList(programs);
    }

    /** The programs it could not start, in order. */
    public List<FailedStart> failedStarts() {
        return Collections.unmodifiableList(failedStarts);
    }

    /** Whether its end was recorded. */
    public boolean hasEnded() {
        return endEvent != 0;
    }

    /** Whether it ended without a record of that: its process id was in use by another process later. */
    public boolean wasLost() {
        return lost;
    }

    /** When its last thread exited, nanoseconds since the epoch, or {@link #UNKNOWN_TIME}. */
    public long endNanos() {
        return endNanos;
    }

    /** Number of the event that ended it, or 0. */
    public long endEvent() {
        return endEvent;
    }

    /** How it ended; {@code null} if it did not, or if the recorder did not say how. */
    public @Nullable ExitStatus exitStatus() {
        return exitStatus;
    }

    @Override
    public String toString() {
        return "process " + pid() + " (" + last.comm() + ")";
    }
}
