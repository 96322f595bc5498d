package io.scapula.field;

import io.scapula.event.EventContext;
import io.scapula.format.event.EventTypeSet;
import io.scapula.format.event.KernelNames;
import io.scapula.state.FdVersion;
import java.util.Set;

/** What calls returned, and which kind of call failed. */
final class ResultFields {
    private static final Set<String> OPENS = Set.of("open", "creat", "openat", "openat2");
    private static final Set<String> CONNECTIONS = Set.of("accept", "accept4", "connect", "bind");
    private static final EventTypeSet OPENING = EventTraits.where(type -> OPENS.contains(type.name()));
    private static final EventTypeSet CONNECTING = EventTraits.where(type -> CONNECTIONS.contains(type.name()));

    private ResultFields() {}

    static void addTo(ReaderTable readers) {
        readers.put("evt.rawres", EventNumber.RESULT);
        readers.put("evt.res", ResultFields::resultName);
        readers.put("evt.failed", EventNumber.FAILED);
        readers.put("evt.count.error", (event, value) -> hasFailed(event) && value.add(1));
        readers.put("evt.count.error.file", (event, value) -> hasFailed(event) && isFile(event) && value.add(1));
        readers.put("evt.count.error.net", (event, value) -> hasFailed(event) && isNetwork(event) && value.add(1));
        readers.put("evt.count.error.memory", (event, value) -> hasFailed(event) && isMemory(event) && value.add(1));
        readers.put(
                "evt.count.error.other",
                (event, value) -> hasFailed(event)
                        && !isFile(event)
                        && !isNetwork(event)
                        && !(event.fd() == null && isMemory(event))
                        && value.add(1));
    }

    private static boolean hasFailed(EventContext event) {
        return event.result() < 0;
    }

    private static boolean resultName(EventContext event, FieldValue value) {
        if (!event.hasResult()) {
            return false;
        }
        long result = event.result();
        if (result >= 0) {
            return value.add("SUCCESS");
        }
        String name = result > Integer.MIN_VALUE ? KernelNames.current().error((int) -result) : null;
        return value.add(name == null ? Long.toString(result) : name);
    }

    /** The descriptor tells; without one, whether the call would have made one for a file. */
    private static boolean isFile(EventContext event) {
        FdVersion fd = event.fd();
        return fd == null
                ? OPENING.contains(event.event().typeCode())
                : switch (fd.type()) {
                    case FILE, FILE_V2, DIRECTORY -> true;
                    default -> false;
                };
    }

    private static boolean isNetwork(EventContext event) {
        FdVersion fd = event.fd();
        return fd == null
                ? CONNECTING.contains(event.event().typeCode())
                : switch (fd.type()) {
                    case IPV4_SOCKET, IPV6_SOCKET, IPV4_SERVER, IPV6_SERVER, UNIX_SOCKET -> true;
                    default -> false;
                };
    }

    private static boolean isMemory(EventContext event) {
        return EventTraits.MEMORY.contains(event.event().typeCode());
    }
}
