package io.scapula.format.event;

/** The family an event belongs to, and where it comes from. */
public enum EventCategory {
    UNKNOWN,
    OTHER,
    FILE,
    NET,
    IPC,
    MEMORY,
    PROCESS,
    SLEEP,
    SYSTEM,
    SIGNAL,
    USER,
    TIME,
    IO_READ,
    IO_WRITE,
    IO_OTHER,
    WAIT,
    SCHEDULER,
    ITER,
    /** Made up by the recorder and not shown to people. */
    INTERNAL,
    /** From a system call hook. */
    SYSCALL,
    /** From a kernel tracepoint. */
    TRACEPOINT,
    PLUGIN,
    /** Made up by the recorder: containers, users, notices. */
    METAEVENT
}
