package io.scapula.field;

import io.scapula.event.EventContext;
import io.scapula.format.event.EventTypeSet;
import io.scapula.state.ThreadVersion;
import java.util.HashMap;
import java.util.Map;

/**
 * Time that threads spent on processors. The figures come from comparing an event with an earlier one, so each bound field
 * remembers what it saw: of the events that it is read from, and no others. A field that is read from every event tells
 * of every event.
 */
final class CpuFields {
    private static final EventTypeSet SWITCHES =
            EventTraits.where(type -> type.name().equals("switch"));
    private static final EventTypeSet SAMPLES =
            EventTraits.where(type -> type.name().equals("procinfo"));
    private static final int USER = 0;
    private static final int SYSTEM = 1;
    private static final double MOST_PERCENT = 100;

    private CpuFields() {}

    static void addTo(ReaderTable readers) {
        readers.fresh("thread.exectime", () -> {
            Slices slices = new Slices();
            return (event, value) -> value.add(slices.ended(event));
        });
        readers.fresh("thread.totexectime", TotalTime::new);
        readers.fresh("thread.cpu", () -> new Percentage(true, true));
        readers.fresh("thread.cpu.user", () -> new Percentage(true, false));
        readers.fresh("thread.cpu.system", () -> new Percentage(false, true));
    }

    /** When each processor last switched to another thread. */
    private static final class Slices {
        /** As many processors as an event can name. */
        private long[] switchedNanos = new long[64];

        /** How long the thread ran that a switch takes off its processor; 0 for other events and for the first switch. */
        long ended(EventContext event) {
            int cpu = event.event().cpu();
            if (!SWITCHES.contains(event.event().typeCode()) || cpu < 0) {
                return 0;
            }
            if (cpu >= switchedNanos.length) {
                switchedNanos = java.util.Arrays.copyOf(switchedNanos, Math.max(cpu + 1, 2 * switchedNanos.length));
            }
            long now = event.event().timestampNanos();
            long before = switchedNanos[cpu];
            switchedNanos[cpu] = now;
            return before == 0 ? 0 : now - before;
        }
    }

    /** The time of a thread's slices so far. */
    private static final class TotalTime implements FieldReader {
        private final Slices slices = new Slices();
        private final PerThread totals = new PerThread();

        @Override
        public boolean read(EventContext event, FieldValue value) {
            long slice = slices.ended(event);
            ThreadVersion thread = event.thread();
            if (thread == null) {
                return false;
            }
            long total = totals.get(thread) + slice;
            if (slice != 0) {
                totals.put(thread, total);
            }
            return value.add(total);
        }
    }

    /** The growth of a thread's counters from one sample to the next, which lie a second apart. */
    private static final class Percentage implements FieldReader {
        private final PerThread samples = new PerThread();
        private final boolean user;
        private final boolean system;

        Percentage(boolean user, boolean system) {
            this.user = user;
            this.system = system;
        }

        @Override
        public boolean read(EventContext event, FieldValue value) {
            ThreadVersion thread = event.thread();
            if (thread == null || !SAMPLES.contains(event.event().typeCode())) {
                return false;
            }
            long counted = (user ? event.event().integer(USER, 0) : 0)
                    + (system ? event.event().integer(SYSTEM, 0) : 0);
            long before = samples.get(thread);
            samples.put(thread, counted);
            return value.add(before == 0 ? 0.0 : Math.min(MOST_PERCENT, (double) (counted - before)));
        }
    }

    /** A number for each thread, forgotten when another thread has its id. */
    private static final class PerThread {
        /** What a hostile capture can make us remember. */
        private static final int MOST = 1 << 18;

        private record Key(long tid, long cloneNanos) {}

        private final Map<Key, Long> numbers = new HashMap<>();

        long get(ThreadVersion thread) {
            return numbers.getOrDefault(key(thread), 0L);
        }

        void put(ThreadVersion thread, long number) {
            if (numbers.size() >= MOST) {
                numbers.clear();
            }
            numbers.put(key(thread), number);
        }

        private static Key key(ThreadVersion thread) {
            return new Key(thread.tid(), thread.cloneNanos());
        }
    }
}
