package io.scapula;

import io.scapula.event.EventContext;
import io.scapula.field.BoundField;
import io.scapula.field.FieldException;
import io.scapula.field.FieldText;
import io.scapula.field.FieldValue;
import io.scapula.field.Fields;
import io.scapula.text.DisplayOptions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One event and its fields; valid until the next one. */
public final class CapturedEvent {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final EventContext context;
    private final Fields fields;
    private final Map<String, BoundField> bound = new HashMap<>();
    private final FieldValue value = new FieldValue();
    private final FieldText texts = new FieldText(DisplayOptions.DEFAULT);
    private final StringBuilder text = new StringBuilder();

    CapturedEvent(EventContext context, Fields fields) {
        this.context = context;
        this.fields = fields;
    }

    /** Number of the event, as {@code evt.num} counts. */
    public long number() {
        return context.event().number();
    }

    /** When it was recorded. */
    public Instant time() {
        long nanos = context.event().timestampNanos();
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
    }

    /**
     * A field's value as text, {@code null} if the event has none.
     *
     * @param name with its argument, such as {@code proc.aname[2]} or {@code evt.arg.flags}
     * @throws IllegalArgumentException if there is no such field
     */
    public @Nullable String field(String name) {
        BoundField field = bound.get(name);
        if (field == null) {
            field = bind(name);
            bound.put(name, field);
        }
        value.clear();
        if (!field.reader().read(context, value)) {
            return null;
        }
        text.setLength(0);
        texts.append(text, field, value);
        return text.toString();
    }

    private BoundField bind(String name) {
        int bracket = name.endsWith("]") ? name.indexOf('[') : -1;
        try {
            return bracket < 0
                    ? fields.bind(name, null)
                    : fields.bind(name.substring(0, bracket), name.substring(bracket + 1, name.length() - 1));
        } catch (FieldException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The event itself and the state it left. */
    public EventContext context() {
        return context;
    }

    @Override
    public String toString() {
        return number() + " " + context.typeName();
    }
}
