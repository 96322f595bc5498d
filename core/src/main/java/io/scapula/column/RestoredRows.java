package io.scapula.column;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Restores what is in a row once, when it is first asked for. Safe for any number of threads. */
final class RestoredRows<T> implements Rows<T> {
    private final IntFunction<@Nullable T> restore;
    private final AtomicReferenceArray<@Nullable T> known;

    RestoredRows(int size, IntFunction<@Nullable T> restore) {
        this.restore = restore;
        this.known = new AtomicReferenceArray<>(size);
    }

    @Override
    public int size() {
        return known.length();
    }

    @Override
    public @Nullable T get(int row) {
        T found = known.get(row);
        if (found == null) {
            T restored = restore.apply(row);
            if (restored != null) {
                known.compareAndSet(row, null, restored);
                found = known.get(row);
            }
        }
        return found;
    }
}
