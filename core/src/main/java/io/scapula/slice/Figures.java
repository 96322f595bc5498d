package io.scapula.slice;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Keeps back events that tell figures of memory until a kept event shows them: of those in between, each overwrites the one
 * before.
 */
final class Figures {
    private final Map<Life, Long> last = new HashMap<>();

    void clear() {
        last.clear();
    }

    void add(Life life, long position) {
        last.put(life, position);
    }

    /** Tells the positions of the events that the figures of a thread and its process come from. */
    void flush(Life life, LongConsumer carried) {
        flushOne(life, carried);
        flushOne(life.process, carried);
    }

    private void flushOne(Life life, LongConsumer carried) {
        Long position = last.remove(life);
        if (position != null) {
            carried.accept(position);
        }
    }
}
