package io.scapula.history;

import io.scapula.state.ExitStatus;
import io.scapula.state.StandardStreams;
import io.scapula.state.ThreadVersion;
import org.jspecify.annotations.Nullable;

/**
 * One program that was started: an execve that succeeded. It ends with its process, or when that runs another program.
 *
 * <p>An {@linkplain #isInferred inferred} one is known without its execve.
 */
public final class Program {

    /** How a program ended. */
    public enum Ending {
        /** It exited, or a signal ended it. */
        EXITED,
        /** Its process executed another program in its place. */
        REPLACED,
        /** It still ran when the recording ended. */
        RUNNING,
        /** The recording lost its end: its process id was in use by another process later. */
        LOST
    }

    private final Process process;
    private final long eventNumber;
    private final long timeNanos;
    private final ThreadVersion before;
    private final ThreadVersion thread;
    private final @Nullable ThreadVersion parent;
    private final StandardStreams streams;
    private final boolean inferred;
    private Ending ending = Ending.RUNNING;
    private long endNanos = Process.UNKNOWN_TIME;

    Program(
            Process process,
            long eventNumber,
            long timeNanos,
            ThreadVersion before,
            ThreadVersion thread,
            @Nullable ThreadVersion parent,
            StandardStreams streams) {
        this(process, eventNumber, timeNanos, before, thread, parent, streams, false);
    }

    private Program(
            Process process,
            long eventNumber,
            long timeNanos,
            ThreadVersion before,
            ThreadVersion thread,
            @Nullable ThreadVersion parent,
            StandardStreams streams,
            boolean inferred) {
        this.process = process;
        this.eventNumber = eventNumber;
        this.timeNanos = timeNanos;
        this.before = before;
        this.thread = thread;
        this.parent = parent;
        this.streams = streams;
        this.inferred = inferred;
    }

    /** A program that an event tells of: the execve that started it, at some time before, was not recorded. */
    static Program inferred(
            Process process, long eventNumber, long timeNanos, ThreadVersion before, ThreadVersion thread) {
        return new Program(process, eventNumber, timeNanos, before, thread, null, StandardStreams.UNKNOWN, true);
    }

    void end(Ending how, long nanos) {
        ending = how;
        endNanos = nanos;
    }

    public Process process() {
        return process;
    }

    /** Whether its execve was not recorded, and only a later event tells of it. */
    public boolean isInferred() {
        return inferred;
    }

    /** Number of the execve's exit event, or of the event that an inferred program was first seen in. */
    public long eventNumber() {
        return eventNumber;
    }

    /** Time of that event, nanoseconds since the epoch. */
    public long timeNanos() {
        return timeNanos;
    }

    /** The thread before the execve: what started the program. */
    public ThreadVersion before() {
        return before;
    }

    /** The thread as the execve left it. */
    public ThreadVersion thread() {
        return thread;
    }

    /** The leader of the parent process at that time, or {@code null} if it is not known. */
    public @Nullable ThreadVersion parent() {
        return parent;
    }

    /** What it read from and wrote to when it started. */
    public StandardStreams streams() {
        return streams;
    }

    public Ending ending() {
        return ending;
    }

    /** When it ended, nanoseconds since the epoch, or {@link Process#UNKNOWN_TIME}. */
    public long endNanos() {
        return endNanos;
    }

    /** How it exited; {@code null} if it did not, or if the recorder did not say how. */
    public @Nullable ExitStatus exitStatus() {
        return ending == Ending.EXITED ? process.exitStatus() : null;
    }
}
