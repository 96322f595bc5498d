package io.scapula.analyzers.terminal;

import java.util.ArrayList;
import java.util.List;

/** Numbers of the events that show something: the first few and the last. */
final class Evidence {
    private static final int MOST = 4;

    private final List<Long> first = new ArrayList<>();
    private long last;

    void add(long event) {
        if (event == last) {
            return;
        }
        if (first.size() < MOST) {
            first.add(event);
        }
        last = event;
    }

    List<Long> events() {
        List<Long> events = new ArrayList<>(first);
        if (!events.contains(last) && last > 0) {
            events.add(last);
        }
        return events;
    }

    void clear() {
        first.clear();
        last = 0;
    }
}
