package io.scapula.slice;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Keeps back events that tell figures of memory until a kept event shows them: of those in between, each overwrites the one
 * before.
 */
final class Figures {
    private final Map<Life, Long> ofThreads = new HashMap<>();
    private final Map<Life, Long> scheduled = new HashMap<>();
    /** The scheduler tells a process's memory with whichever of its threads leaves the processor. */
    private final Map<Life, Long> ofProcesses = new HashMap<>();

    void clear() {
        ofThreads.clear();
        scheduled.clear();
        ofProcesses.clear();
    }

    void add(Life life, boolean fromScheduler, long position) {
        if (fromScheduler) {
            scheduled.put(life, position);
            ofProcesses.put(life.process, position);
        } else {
            ofThreads.put(life, position);
        }
    }

    /** Tells the positions of the events that the figures of a thread and its process come from. */
    void flush(Life life, LongConsumer carried) {
        flush(ofThreads, life, carried);
        flush(ofThreads, life.process, carried);
        flush(scheduled, life, carried);
        flush(ofProcesses, life.process, carried);
    }

    private static void flush(Map<Life, Long> last, Life life, LongConsumer carried) {
        Long position = last.remove(life);
        if (position != null) {
            carried.accept(position);
        }
    }
}
