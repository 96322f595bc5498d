package io.scapula;

import io.scapula.event.EventContext;
import io.scapula.field.BoundField;
import io.scapula.field.FieldText;
import io.scapula.field.FieldValue;
import io.scapula.field.Fields;
import io.scapula.filter.Filter;
import io.scapula.format.EventView;
import io.scapula.format.event.EventType;
import io.scapula.relation.FieldColumn;
import io.scapula.state.NotInLineageException;
import io.scapula.text.DisplayOptions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One event and its fields; valid until the next one. */
public final class CapturedEvent {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final EventContext context;
    private final Supplier<EventContext> replayed;
    private final Supplier<Fields> fields;
    private @Nullable Fields knownFields;
    private final Map<String, BoundField> bound = new HashMap<>();
    private final FieldValue value = new FieldValue();
    private final FieldText texts = new FieldText(DisplayOptions.DEFAULT);
    private final StringBuilder text = new StringBuilder();

    CapturedEvent(EventContext context, Supplier<Fields> fields) {
        this(context, fields, () -> context);
    }

    /**
     * An event whose fields can be read in two places.
     *
     * @param fields   asked when a field is read by name for the first time
     * @param replayed the same event with the whole state, for fields that the context cannot answer
     */
    CapturedEvent(EventContext context, Supplier<Fields> fields, Supplier<EventContext> replayed) {
        this.context = context;
        this.replayed = replayed;
        this.fields = fields;
    }

    /** Number of the event, as {@code evt.num} counts. */
    public long number() {
        return context.event().number();
    }

    /** Name of its type, as {@link io.scapula.analysis.Analysis#eventTypes()} asks for it; empty for an unknown code. */
    public String type() {
        EventType type = context.recorded().type();
        return type == null ? "" : type.name();
    }

    /** When it was recorded, nanoseconds since the epoch. */
    public long timestampNanos() {
        return context.event().timestampNanos();
    }

    /**
     * The event in the current schema, with all parameters; {@code null} for an enter event whose parameters the exit event
     * carries there. {@link io.scapula.analysis.EventParameters} reads its parameters by name.
     */
    public @Nullable EventView unified() {
        return context.unified();
    }

    /** Whether a filter selects it. */
    public boolean matches(Filter filter) {
        try {
            return filter.matches(context);
        } catch (NotInLineageException e) {
            return filter.matches(replayed.get());
        }
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
            Fields known = knownFields == null ? fields.get() : knownFields;
            knownFields = known;
            field = FieldColumn.bind(name, known);
            bound.put(name, field);
        }
        return text(field);
    }

    /** A field's value as text, {@code null} if the event has none. */
    @Nullable
    String text(BoundField field) {
        if (!read(field, value)) {
            return null;
        }
        text.setLength(0);
        texts.append(text, field, value);
        return text.toString();
    }

    /** Reads a field wherever it can be read. */
    boolean read(BoundField field, FieldValue target) {
        target.clear();
        try {
            return field.reader().read(context, target);
        } catch (NotInLineageException e) {
            target.clear();
            return field.reader().read(replayed.get(), target);
        }
    }

    /**
     * The event itself and the state it left. Of an event that a {@link Query} found, not all of the state is kept:
     * looking up what goes beyond its own thread, descriptor and container can end in a {@link NotInLineageException}.
     */
    public EventContext context() {
        return context;
    }

    @Override
    public String toString() {
        return number() + " " + context.typeName();
    }
}
