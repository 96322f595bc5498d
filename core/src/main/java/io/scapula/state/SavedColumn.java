package io.scapula.state;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * One property of a version of a thread or descriptor, as whoever keeps versions outside the heap reads and restores it.
 *
 * @param <T> what has the property
 */
public sealed interface SavedColumn<T> {
    /** Words joined by underscores. */
    String name();

    /** A number, or a truth value as 0 or 1. */
    record Numbers<T>(String name, ToLongFunction<T> get, ObjLongConsumer<T> set) implements SavedColumn<T> {}

    /** A text. */
    record Texts<T>(String name, Function<T, String> get, BiConsumer<T, String> set) implements SavedColumn<T> {}

    /** A list of texts. */
    record Lists<T>(String name, Function<T, List<String>> get, BiConsumer<T, List<String>> set)
            implements SavedColumn<T> {}

    /** A truth value. */
    static <T> SavedColumn<T> truth(String name, Predicate<T> get, BiConsumer<T, Boolean> set) {
        return new Numbers<>(name, row -> get.test(row) ? 1 : 0, (row, value) -> set.accept(row, value != 0));
    }
}
