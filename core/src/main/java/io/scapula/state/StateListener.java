package io.scapula.state;

import io.scapula.format.EventView;
import org.jspecify.annotations.Nullable;

/**
 * Is told what changes while a {@link StateEngine} replays a capture. The versions handed over may be kept; the event
 * is valid during the call only.
 */
public interface StateListener {
    /** A new section began: another recording, with other threads and containers. */
    default void sectionStarted() {}

    /**
     * A thread of the process list: it ran when the recording began. Parents come before their children, leaders before
     * their other threads.
     */
    default void threadFound(ThreadVersion thread) {}

    /**
     * A thread was cloned, or turned up without any record of its start.
     *
     * @param parent the thread it was cloned from, if that is known
     */
    default void threadStarted(ThreadVersion thread, @Nullable ThreadVersion parent, EventView event) {}

    /**
     * A thread executed a program.
     *
     * @param before  the thread before that
     * @param parent  the parent process's leader, if known
     * @param streams what it reads from and writes to as it starts
     */
    default void programStarted(
            ThreadVersion thread,
            ThreadVersion before,
            @Nullable ThreadVersion parent,
            StandardStreams streams,
            EventView event) {}

    /** A thread tried to execute a program and failed with the error number. */
    default void programFailed(ThreadVersion thread, @Nullable String path, int error, EventView event) {}

    /**
     * A thread ended.
     *
     * @param status    how, if recorded
     * @param lastOfAll whether it was the last thread of its process
     */
    default void threadEnded(ThreadVersion thread, @Nullable ExitStatus status, boolean lastOfAll, EventView event) {}

    /**
     * A thread's id turned up in use by another thread: its end was not recorded. The event is that of the other one.
     */
    default void threadLost(ThreadVersion thread, EventView event) {}

    /** A container was described or turned up in a thread's cgroups; {@code event} is {@code null} for a process list. */
    default void containerChanged(ContainerVersion container, @Nullable EventView event) {}
}
