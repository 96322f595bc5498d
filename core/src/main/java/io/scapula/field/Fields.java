package io.scapula.field;

import io.scapula.text.DisplayOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every field there is. Immutable. */
public final class Fields {
    /** Fields whose texts follow the options. */
    public Fields(DisplayOptions display) {}

    /** Every field, in the order in which they are listed. */
    public List<Field> all() {
        return List.of();
    }

    /** The field with exactly this name, or {@code null}. */
    public @Nullable Field find(String name) {
        return null;
    }

    /**
     * Finds the field that a name means and gives it its argument.
     *
     * @param name     as written, with whatever follows dots: {@code proc.name}, {@code evt.arg.flags}
     * @param argument what stands in brackets, or {@code null}
     * @throws FieldException if there is no such field, or the argument makes no sense
     */
    public BoundField bind(String name, @Nullable String argument) throws FieldException {
        Field field = find(name);
        if (field == null) {
            throw new FieldException("nonexistent field " + name);
        }
        return new BoundField(
                field, argument, field.type(), field.multiplicity(), field.format(), (event, value) -> false);
    }

    /** The names most like this one, the nearest first; for messages. */
    public List<String> similarTo(String name) {
        return List.of();
    }
}
