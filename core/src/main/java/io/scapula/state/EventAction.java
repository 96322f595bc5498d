package io.scapula.state;

/** What an event means for the state. */
enum EventAction {
    /** Only of interest if its thread is known. */
    LOOK_UP,
    /** Belongs to no thread. */
    NO_THREAD,
    CLONE,
    VFORK,
    EXECVE,
    EXIT,
    IDENTITY,
    /** Proves that its thread exists. */
    SEEN
}
