package io.scapula.format.event;

import java.util.List;
import java.util.Set;

/**
 * One row of the event table: what an event code means and which parameters the current schema gives it.
 *
 * @param code                  the number in the file; even codes are enter events, odd ones exit events
 * @param constant              the recorders' own name, such as {@code PPME_SYSCALL_EXECVE_19_X}
 * @param name                  what {@code evt.type} shows, such as {@code execve}
 * @param categories            the base category first, then where the event comes from
 * @param oldestParameterCount  number of parameters in the schema of sysdig 0.29.3, or -1 if it did not know the code
 * @param lengthBytes           bytes of each parameter length in the event: 2 or 4
 * @param parameters            the current schema; files may hold fewer or more
 */
public record EventType(
        int code,
        String constant,
        String name,
        Direction direction,
        List<EventCategory> categories,
        Set<EventFlag> flags,
        boolean obsolete,
        boolean unused,
        boolean converterManaged,
        int lengthBytes,
        int oldestParameterCount,
        List<ParameterSpec> parameters) {

    public EventType {
        categories = List.copyOf(categories);
        flags = Set.copyOf(flags);
        parameters = List.copyOf(parameters);
    }

    /** Rows of one table differ in their codes; a hash of all they hold would be made anew each time. */
    @Override
    public int hashCode() {
        return code;
    }

    /** Whether this is the exit half of a system call. */
    public boolean isExit() {
        return direction == Direction.EXIT;
    }

    public boolean has(EventFlag flag) {
        return flags.contains(flag);
    }

    public boolean has(EventCategory category) {
        return categories.contains(category);
    }

    /** The index of the parameter with this name in the current schema, or -1. */
    public int indexOf(String parameterName) {
        for (int index = 0; index < parameters.size(); index++) {
            if (parameters.get(index).name().equals(parameterName)) {
                return index;
            }
        }
        return -1;
    }
}
