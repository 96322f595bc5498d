package io.scapula.analyzers.container.watch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Keeps the last so many of what is added. */
final class Ring<T> {
    private final ArrayDeque<T> kept = new ArrayDeque<>();
    private final int most;

    Ring(int most) {
        this.most = most;
    }

    void add(T value) {
        if (kept.size() == most) {
            kept.removeFirst();
        }
        kept.addLast(value);
    }

    boolean isFull() {
        return kept.size() == most;
    }

    List<T> list() {
        return new ArrayList<>(kept);
    }

    boolean isEmpty() {
        return kept.isEmpty();
    }

    T last() {
        return kept.getLast();
    }
}
