package io.scapula.filter;

import io.scapula.field.BoundField;
import io.scapula.field.FieldException;
import io.scapula.field.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a filter has to know of fields. */
public interface FieldBinder {
    /**
     * Finds the field that a name means and gives it its argument.
     *
     * @param name     as written, with whatever follows dots
     * @param argument what stands in brackets, or {@code null}
     * @throws FieldException if there is no such field, or the argument makes no sense
     */
    BoundField bind(String name, @Nullable String argument) throws FieldException;

    /** The names most like this one, the nearest first. */
    List<String> similarTo(String name);

    /** Whether a field has exactly this name, or takes what follows it as its argument. */
    default boolean knows(String name) {
        try {
            bind(name, null);
            return true;
        } catch (FieldException unknown) {
            return false;
        }
    }

    /** The fields there are. */
    static FieldBinder of(Fields fields) {
        return new FieldBinder() {
            @Override
            public BoundField bind(String name, @Nullable String argument) throws FieldException {
                return fields.bind(name, argument);
            }

            @Override
            public List<String> similarTo(String name) {
                return fields.similarTo(name);
            }
        };
    }
}
