package io.scapula.field;

import io.scapula.event.EventContext;
import io.scapula.event.Latency;
import io.scapula.text.NumberText;

/** How long calls took: from a recorded enter event to the exit event that belongs to it, and no other. */
final class LatencyFields {
    private static final long SECOND = 1_000_000_000L;
    private static final String[] UNITS = {"ns", "us", "ms", "s"};

    private LatencyFields() {}

    static void addTo(ReaderTable readers) {
        readers.put("evt.latency", EventNumber.LATENCY);
        readers.put("evt.latency.s", ofLatency((latency, value) -> value.add(latency / SECOND)));
        readers.put("evt.latency.ns", ofLatency((latency, value) -> value.add(latency % SECOND)));
        // The column of a logarithmic scale as wide as the terminal: without one, there is a single column.
        readers.put("evt.latency.quantized", ofLatency((latency, value) -> latency > 0 && value.add(1)));
        readers.put("evt.latency.human", ofLatency((latency, value) -> value.add(human(latency))));
        readers.put(
                "evt.wait_latency",
                (event, value) -> EventTraits.WAITS.contains(event.event().typeCode())
                        && event.enterNanos() >= 0
                        && value.add(latency(event)));
    }

    @FunctionalInterface
    private interface OfLatency {
        boolean read(long latency, FieldValue value);
    }

    private static FieldReader ofLatency(OfLatency reader) {
        return (event, value) -> {
            long latency = latency(event);
            return latency >= 0 && reader.read(latency, value);
        };
    }

    /** Nanoseconds since the enter event, 0 on enter events, -1 if the enter event is not known. */
    static long latency(EventContext event) {
        if (event.thread() == null) {
            return -1;
        }
        return switch (Latency.of(event.event().typeCode())) {
            case NONE -> -1;
            case ZERO -> 0;
            case SINCE_ENTER -> {
                long entered = event.enterNanos();
                yield entered < 0 ? -1 : Latency.between(entered, event.event().timestampNanos());
            }
        };
    }

    /** Three digits or so with a unit: {@code 362ns}, {@code 1.66us}, {@code 17us}, {@code 25.52s}. Further digits are cut, not rounded. */
    static String human(long nanos) {
        int unit = 0;
        long size = 1;
        while (unit < UNITS.length - 1 && nanos / size >= 1000) {
            size *= 1000;
            unit++;
        }
        StringBuilder text = new StringBuilder().append(nanos / size);
        boolean isInSeconds = unit == UNITS.length - 1;
        if (isInSeconds || (unit > 0 && nanos / size < 10)) {
            text.append('.');
            NumberText.appendPadded(text, nanos % size / (size / 100), 2);
        }
        return text.append(UNITS[unit]).toString();
    }
}
