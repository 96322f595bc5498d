package io.scapula.field;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The readers of fields by the field's name. A new field is a row of {@code fields.tsv} and an entry here.
 *
 * <p>Readers that remember something, be it only a buffer, are made anew for each bound field.
 */
final class ReaderTable {
    private final Map<String, FieldBinding> bindings = new HashMap<>();

    /** A reader without memory. */
    ReaderTable put(String field, FieldReader reader) {
        return binding(field, (row, argument) -> FieldBinding.plain(row, argument, reader));
    }

    /** A reader with a memory of its own. */
    ReaderTable fresh(String field, Supplier<FieldReader> reader) {
        return binding(field, (row, argument) -> FieldBinding.plain(row, argument, reader.get()));
    }

    /** A field that always has an argument. */
    ReaderTable required(String field, FieldBinding.OfArgument reader) {
        return binding(field, (row, argument) -> {
            if (argument == null) {
                throw new AssertionError(field + " must not be bound without an argument");
            }
            return FieldBinding.plain(row, argument, reader.reader(argument));
        });
    }

    /** A field that has one value with an argument, and another reader without. */
    ReaderTable optional(String field, Supplier<FieldReader> without, FieldBinding.OfArgument reader) {
        return binding(
                field,
                (row, argument) -> argument == null
                        ? FieldBinding.plain(row, null, without.get())
                        : FieldBinding.single(row, argument, reader.reader(argument)));
    }

    /** Anything else. */
    ReaderTable binding(String field, FieldBinding binding) {
        if (bindings.put(field, binding) != null) {
            throw new IllegalStateException("two readers for " + field);
        }
        return this;
    }

    @Nullable
    FieldBinding find(String field) {
        return bindings.get(field);
    }

    /** Every field that has a reader. */
    Set<String> names() {
        return Set.copyOf(bindings.keySet());
    }
}
