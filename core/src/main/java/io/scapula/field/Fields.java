package io.scapula.field;

import io.scapula.text.DisplayOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every field there is. Immutable.
 *
 * <pre>{@code
 * BoundField name = new Fields(DisplayOptions.DEFAULT).bind("proc.aname", "1");
 * }</pre>
 *
 * <p>Facts of fields stand in the table {@code fields.tsv} beside this class, their readers in one class for each group.
 */
public final class Fields {
    private final List<Field> all = FieldTable.all();
    private final Map<String, Field> byName = new HashMap<>();
    private final FieldReaders readers;

    /** Fields whose texts follow the options. */
    public Fields(DisplayOptions display) {
        all.forEach(field -> byName.put(field.name(), field));
        readers = new FieldReaders(display);
    }

    /** Every field, in the order in which they are listed. */
    public List<Field> all() {
        return all;
    }

    /** The field with exactly this name, or {@code null}. */
    public @Nullable Field find(String name) {
        return byName.get(name);
    }

    /** Fields that have a reader. */
    Set<String> readable() {
        return readers.names(all);
    }

    /**
     * Finds the field that a name means and gives it its argument. What is bound remembers what it needs to from one event
     * to the next, so bind a field anew for each place that reads it.
     *
     * @param name     as written, with whatever follows dots: {@code proc.name}, {@code evt.arg.flags}
     * @param argument what stands in brackets, or {@code null}
     * @throws FieldException if there is no such field, or the argument makes no sense
     */
    public BoundField bind(String name, @Nullable String argument) throws FieldException {
        Field exact = find(name);
        if (exact != null) {
            return bind(exact, argument);
        }
        for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
            Field field = find(name.substring(0, dot));
            if (field != null) {
                return bindDotted(field, name, name.substring(dot + 1), argument);
            }
        }
        throw FieldException.unknownField(name);
    }

    private BoundField bindDotted(Field field, String name, String dotted, @Nullable String argument)
            throws FieldException {
        if (!field.argument().dotted()) {
            throw FieldException.unknownField(name);
        }
        if (argument != null) {
            throw new FieldException(
                    "field " + field.name() + " takes one argument; it has '" + dotted + "' and '" + argument + "'");
        }
        return bind(field, dotted);
    }

    private BoundField bind(Field field, @Nullable String argument) throws FieldException {
        ArgumentForm form = field.argument();
        if (argument == null && form.presence() == ArgumentForm.Presence.REQUIRED) {
            throw new FieldException("field " + field.name() + " needs an argument (" + form.kinds() + "): "
                    + field.name() + (form.dotted() ? ".ARGUMENT" : "[ARGUMENT]"));
        }
        if (argument != null && form.presence() == ArgumentForm.Presence.NONE) {
            throw new FieldException("field " + field.name() + " takes no argument; it has '" + argument + "'");
        }
        if (argument != null && argument.isEmpty()) {
            throw new FieldException("the argument of field " + field.name() + " is empty");
        }
        FieldBinding binding = readers.find(field);
        return binding == null
                ? FieldBinding.plain(field, argument, (event, value) -> false)
                : binding.bind(field, argument);
    }

    /** The names most like this one, the nearest first; for messages. */
    public List<String> similarTo(String name) {
        return FieldNames.similar(all, name);
    }
}
