package io.scapula.state;

/** Bits of a thread's flags, table {@code thread_flags}: how it was cloned, and what the recorder added. */
public final class ThreadFlags {
    /** Shares its descriptors with its leader. */
    public static final int CLONE_FILES = 1;

    public static final int CLONE_NEWPID = 1 << 6;
    public static final int CLONE_PARENT = 1 << 8;
    public static final int CLONE_THREAD = 1 << 13;
    /** The clone was seen from the child's side first. */
    public static final int CLONE_INVERTED = 1 << 16;

    public static final int NAME_CHANGED = 1 << 17;
    /** Exited. */
    public static final int CLOSED = 1 << 18;

    /** Was seen in an event. */
    public static final int ACTIVE = 1 << 19;

    public static final int PIPE_SOURCE = 1 << 21;
    public static final int PIPE_DESTINATION = 1 << 22;
    public static final int CLONE_NEWUSER = 1 << 20;
    public static final int CLONE_VFORK = 1 << 27;
    public static final int CHILD_IN_PIDNS = 1 << 29;
    public static final int MAIN_THREAD = 1 << 30;

    private ThreadFlags() {}
}
