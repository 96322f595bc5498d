package io.scapula.column;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Versions by their row. Those of an index that was saved are restored when they are asked for; the same row always gives
 * the same object.
 */
interface Rows<T> {
    /** How many rows there are. */
    int size();

    /** What is in the row; {@code null} if no event refers to it. */
    @Nullable
    T get(int row);

    /** Those in a list. */
    static <T> Rows<T> of(List<? extends @Nullable T> list) {
        return new Rows<>() {
            @Override
            public int size() {
                return list.size();
            }

            @Override
            public @Nullable T get(int row) {
                return list.get(row);
            }
        };
    }
}
