package io.scapula.history;

import java.util.List;
import java.util.function.ToLongFunction;

/** Finds things in lists that are sorted by the numbers of their events. */
public final class ByEvent {
    private ByEvent() {}

    /** Position of the last element whose event is not after the given one, or -1. */
    public static <T> int lastUpTo(List<T> sorted, ToLongFunction<T> eventOf, long event) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (eventOf.applyAsLong(sorted.get(middle)) <= event) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }
}
