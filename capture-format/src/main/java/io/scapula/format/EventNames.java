package io.scapula.format;

import io.scapula.format.event.EventType;
import io.scapula.format.event.SyscallTable;

/** What {@code evt.type} shows for an event. */
public final class EventNames {
    /** Codes of the events of system calls that have no events of their own, and name them in their first parameter. */
    private static final int GENERIC_ENTER = 0;

    private static final int GENERIC_EXIT = 1;

    /** More than any system call has. */
    private static final int UNKNOWN_SYSCALL = Integer.MAX_VALUE;

    /** The code of a system call that sysdig 0.29.3 has another name for. */
    private static final int RT_SIGRETURN = 298;

    private EventNames() {}

    /**
     * The number of the system call that an event stands for, if its code alone does not tell its name; -1 if it does.
     * Events of the same code and the same number have the same name.
     */
    public static int syscallOf(EventView event) {
        int code = event.typeCode();
        return code == GENERIC_ENTER || code == GENERIC_EXIT ? (int) event.integer(0, UNKNOWN_SYSCALL) : -1;
    }

    /** The name as sysdig 0.29.3 has it. */
    public static String ofSysdig(EventView event) {
        int code = event.typeCode();
        boolean renamed = (code == GENERIC_ENTER || code == GENERIC_EXIT) && event.integer(0, -1) == RT_SIGRETURN;
        return renamed ? "sigreturn" : of(event);
    }

    /**
     * The name of the event's type or, for a {@code syscall} event, of the system call it stands for. What this version
     * cannot name is {@code <unknown>}.
     */
    public static String of(EventView event) {
        int code = event.typeCode();
        if (code == GENERIC_ENTER || code == GENERIC_EXIT) {
            SyscallTable.Syscall syscall = SyscallTable.current().find((int) event.integer(0, -1));
            return syscall == null || syscall.kind() == SyscallTable.Kind.NONE ? "<unknown>" : syscall.name();
        }
        EventType type = event.type();
        return type == null ? "<unknown>" : type.name();
    }
}
