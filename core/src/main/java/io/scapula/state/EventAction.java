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
    /** Who a thread is and where it works, {@link Identity}. */
    IDENTITY,
    /** Memory figures, {@link Resources}. */
    MEMORY,
    SWITCH,
    /** What a process may open, {@link Resources}. */
    LIMIT,
    /** Files and other descriptors without addresses, {@link Descriptors}. */
    OPEN,
    CLOSE,
    DESCRIPTOR,
    /** Sockets and their conversations, {@link Sockets}. */
    SOCKET,
    SEND,
    RECEIVE,
    READ_OR_WRITE,
    /** An enter event whose arguments are worth more than those of its exit event. */
    ENTER_WITH_PATH,
    ENTER_WITH_ADDRESS,
    /** Proves that its thread exists. */
    SEEN
}
