package io.scapula.state;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A copy of something that changes, made anew only after a change. */
final class LastCopy<T> {
    private @Nullable T copy;
    private long copiedAt;

    /**
     * The copy.
     *
     * @param changes grows with every change
     */
    T of(long changes, Supplier<T> maker) {
        T last = copy;
        if (last == null || copiedAt != changes) {
            last = maker.get();
            copy = last;
            copiedAt = changes;
        }
        return last;
    }
}
