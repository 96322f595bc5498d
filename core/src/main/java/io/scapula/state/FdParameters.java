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

    FdParameters() {
        EventTable table = EventTable.current();
        positions = new byte[table.size()];
        Arrays.fill(positions, (byte) NONE);
        for (EventType type : table.all()) {
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
}
