package io.scapula.state;

/** What an event did to the state, as {@link StateEngine#effectOf} tells it. */
public enum StateEffect {
    /** The state is as it was before. */
    NONE,
    /** A clone that returned, in the child or in the parent: threads may have come to be. */
    CLONE,
    /** A thread executes another program. */
    PROGRAM,
    /** A thread ended. */
    EXIT,
    /** A thread is another user, in another session, has other rights. */
    IDENTITY,
    /** A process works in another directory or may open more or less than before. */
    PROCESS,
    /** Descriptors of a process were opened, closed, connected. */
    DESCRIPTORS,
    /** Figures of a thread's memory; every such event overwrites what the one before told. */
    MEMORY,
    /** Page faults of a thread and memory of its process; likewise. */
    SCHEDULED,
    /** Something that belongs to no thread: containers, users, groups. */
    SHARED
}
