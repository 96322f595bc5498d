package io.scapula.format;

import io.scapula.format.event.EventType;
import io.scapula.format.event.SyscallTable;

/** What {@code evt.type} shows for an event. */
public final class EventNames {
    /** Codes of the events of system calls that have no events of their own, and name them in their first parameter. */
    private static final int GENERIC_ENTER = 0;

    private static final int GENERIC_EXIT = 1;

    private EventNames() {}

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
