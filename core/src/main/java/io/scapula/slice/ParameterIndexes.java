package io.scapula.slice;

import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import io.scapula.format.event.ParameterType;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;

/** Which parameters of an event have one of some types, by event code. */
final class ParameterIndexes {
    static final Set<ParameterType> THREADS = EnumSet.of(ParameterType.PID, ParameterType.PID32);
    static final Set<ParameterType> USERS = EnumSet.of(ParameterType.UID);
    static final Set<ParameterType> GROUPS = EnumSet.of(ParameterType.GID);

    private static final int[] NONE = {};

    private final int[][] byCode;

    ParameterIndexes(Set<ParameterType> wanted) {
        EventTable table = EventTable.current();
        byCode = new int[table.size()][];
        for (EventType type : table.all()) {
            byCode[type.code()] = IntStream.range(0, type.parameters().size())
                    .filter(index ->
                            wanted.contains(type.parameters().get(index).type()))
                    .toArray();
        }
    }

    int[] of(int code) {
        return code < byCode.length ? byCode[code] : NONE;
    }
}
