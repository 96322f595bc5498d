package io.scapula.state;

import io.scapula.format.event.EventFlag;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import java.util.Arrays;
import java.util.Map;

/** Where an event tells which descriptor it is about, by event code. */
final class FdParameters {
    static final int NONE = -1;

    private static final Map<String, Integer> OF_ENTERS = Map.of("mmap", 4, "mmap2", 4, "splice", 1);
    /** Positions in the exit events of the current schema; the others that use a descriptor have it at 1. */
    private static final Map<String, Integer> OF_EXITS = Map.ofEntries(
            Map.entry("read", 2),
            Map.entry("pread", 2),
            Map.entry("bind", 2),
            Map.entry("write", 2),
            Map.entry("pwrite", 2),
            Map.entry("recv", 2),
            Map.entry("send", 2),
            Map.entry("sendto", 2),
            Map.entry("sendmsg", 2),
            Map.entry("sendfile", 2),
            Map.entry("splice", 2),
            Map.entry("writev", 2),
            Map.entry("pwritev", 2),
            Map.entry("connect", 2),
            Map.entry("symlinkat", 2),
            Map.entry("recvfrom", 3),
            Map.entry("readv", 3),
            Map.entry("preadv", 3),
            Map.entry("recvmsg", 5),
            Map.entry("mmap", 8),
            Map.entry("mmap2", 8));

    private final byte[] positions;
    private final boolean[] sinceExitOnly;
    private final boolean[] concerned;
    private final boolean[] maps;
    private final boolean[] socketOptions;

    FdParameters() {
        EventTable table = EventTable.current();
        positions = new byte[table.size()];
        Arrays.fill(positions, (byte) NONE);
        sinceExitOnly = new boolean[table.size()];
        concerned = new boolean[table.size()];
        maps = new boolean[table.size()];
        socketOptions = new boolean[table.size()];
        for (EventType type : table.all()) {
            socketOptions[type.code()] =
                    type.name().equals("getsockopt") || type.name().equals("setsockopt");
            maps[type.code()] = type.name().equals("mmap") || type.name().equals("mmap2");
            concerned[type.code()] =
                    type.has(EventFlag.USES_FD) || type.has(EventFlag.CREATES_FD) || type.has(EventFlag.DESTROYS_FD);
            sinceExitOnly[type.code()] = type.isExit()
                    && type.has(EventFlag.USES_FD)
                    && !table.get(type.code() - 1).has(EventFlag.USES_FD);
            if (type.has(EventFlag.USES_FD)) {
                int position =
                        type.isExit() ? OF_EXITS.getOrDefault(type.name(), 1) : OF_ENTERS.getOrDefault(type.name(), 0);
                positions[type.code()] = (byte) position;
            }
        }
    }

    /** Index of the parameter, or {@link #NONE}. */
    int position(int code) {
        return code < positions.length ? positions[code] : NONE;
    }

    /** Whether the event uses, opens or closes a descriptor. */
    boolean isConcerned(int code) {
        return code < concerned.length && concerned[code];
    }

    /** Whether it is getsockopt or setsockopt: about a descriptor always, even where none was recorded as such. */
    boolean isSocketOption(int code) {
        return code < socketOptions.length && socketOptions[code];
    }

    /** Whether the event maps memory, which sysdig 0.29.3 does not count among the uses of a descriptor. */
    boolean isMapping(int code) {
        return code < maps.length && maps[code];
    }

    /**
     * Whether an exit event is about a descriptor only since recorders leave enter events out: unlinkat and its like,
     * whose directory used to be an argument as any other. Beside its enter event it is still recorded that way.
     */
    boolean isSinceExitOnly(int code) {
        return code < sinceExitOnly.length && sinceExitOnly[code];
    }
}
