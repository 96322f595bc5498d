package io.scapula.redact;

import io.scapula.format.EventView;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import io.scapula.format.event.ParameterSpec;
import io.scapula.format.event.ParameterType;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an event has text: one parameter, or neighbours that belong together.
 *
 * @param first index of the first parameter
 * @param last  index of the last
 * @param role  what it is
 */
record EventText(int first, int last, Role role) {
    /** What text a parameter holds. */
    enum Role {
        /** A text, or bytes that may be one. */
        TEXT,
        /** Texts with a NUL after each. */
        LIST,
        /** What was read or written: a part of a stream. */
        DATA,
        /** Other bytes that were moved. */
        BYTES,
        /** JSON. */
        JSON,
        /** One socket address. */
        ADDRESS,
        /** Two socket addresses. */
        TUPLE,
        /** The bytes of an IP address. */
        IP,
        /** A text if its first byte says so. */
        DYNAMIC
    }

    private static final EventTable TABLE = EventTable.current();
    private static final int CONTAINER_JSON = 272;
    private static final int CONTAINER_JSON_2 = 324;
    private static final int KUBERNETES = 260;
    private static final int MESOS = 270;
    private static final int ASYNCHRONOUS = 402;

    /** The texts of every event code of the table. */
    static EventText[][] ofAllTypes() {
        EventText[][] texts = new EventText[TABLE.size()][];
        for (EventType type : TABLE.all()) {
            texts[type.code()] = of(type);
        }
        return texts;
    }

    private static EventText[] of(EventType type) {
        List<EventText> texts = new ArrayList<>();
        for (int index = 0; index < type.parameters().size(); index++) {
            Role role = role(type, type.parameters().get(index));
            if (role == null) {
                continue;
            }
            boolean joined = role == Role.LIST
                    && index > 0
                    && type.parameters().get(index).name().equals("args")
                    && type.parameters().get(index - 1).name().equals("exe");
            if (joined) {
                texts.remove(texts.size() - 1);
            }
            texts.add(new EventText(joined ? index - 1 : index, index, role));
        }
        return texts.toArray(EventText[]::new);
    }

    private static @org.jspecify.annotations.Nullable Role role(EventType type, ParameterSpec spec) {
        ParameterType held = spec.type();
        if (held.isText()) {
            boolean json = type.code() == CONTAINER_JSON
                    || type.code() == CONTAINER_JSON_2
                    || type.code() == KUBERNETES
                    || type.code() == MESOS;
            return json ? Role.JSON : Role.TEXT;
        }
        return switch (held) {
            case BYTEBUF -> bytes(type, spec);
            case CHARBUFARRAY -> Role.LIST;
            case SOCKADDR -> Role.ADDRESS;
            case SOCKTUPLE -> Role.TUPLE;
            case IPV4ADDR, IPV6ADDR -> Role.IP;
            case DYN -> Role.DYNAMIC;
            default -> null;
        };
    }

    private static Role bytes(EventType type, ParameterSpec spec) {
        return switch (spec.name()) {
            case "args", "env", "cgroups" -> Role.LIST;
            case "data" -> type.code() == ASYNCHRONOUS ? Role.JSON : Role.DATA;
            case "event_data" -> Role.TEXT;
            default -> Role.BYTES;
        };
    }

    /** Bytes of the parameters together. */
    int length(EventView event) {
        int length = event.parameterLength(first);
        for (int index = first + 1; index <= last; index++) {
            length += event.parameterLength(index);
        }
        return length;
    }
}
