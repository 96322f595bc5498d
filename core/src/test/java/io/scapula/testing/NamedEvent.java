package io.scapula.testing;

import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import io.scapula.format.event.ParameterSpec;
import io.scapula.format.testing.EventBytes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes events by the names of their parameters, so that one set of values fits the shapes of every age. */
public final class NamedEvent {
    private NamedEvent() {}

    /**
     * An event with the schema's parameters; those without a value are empty.
     *
     * @param constant the recorders' constant without its {@code PPME_}
     * @param values   numbers, texts, or lists of texts by parameter name; names that the event lacks are left out
     */
    public static EventBytes of(String constant, Map<String, ?> values) {
        return of(constant, Integer.MAX_VALUE, values);
    }

    /** The same with the first parameters only, as a recorder wrote it that did not know the others yet. */
    public static EventBytes of(String constant, int parameters, Map<String, ?> values) {
        EventType type = Objects.requireNonNull(EventTable.current().findByConstant("PPME_" + constant), constant);
        EventBytes event = EventBytes.of(constant);
        for (ParameterSpec parameter : type.parameters()
                .subList(0, Math.min(parameters, type.parameters().size()))) {
            event.values(encoded(parameter, values.get(parameter.name())));
        }
        return event;
    }

    private static @Nullable Object encoded(ParameterSpec parameter, @Nullable Object value) {
        if (value instanceof List<?> texts) {
            return nulSeparated(texts);
        }
        return value instanceof Long number && parameter.type().width() == 0 ? Long.toString(number) : value;
    }

    private static byte @Nullable [] nulSeparated(List<?> texts) {
        if (texts.isEmpty()) {
            return null;
        }
        StringBuilder joined = new StringBuilder();
        texts.forEach(text -> joined.append(text).append('\0'));
        return joined.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
