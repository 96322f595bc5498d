package io.scapula.field;

import io.scapula.event.EventContext;
import io.scapula.text.ClockText;
import io.scapula.text.DisplayOptions;
import io.scapula.text.NumberText;

/** When events happened: {@code evt.time} and its relatives. */
final class TimeFields {
    private static final long SECOND = 1_000_000_000L;

    private TimeFields() {}

    static void addTo(ReaderTable readers, DisplayOptions display) {
        readers.fresh("evt.time", () -> clock(display, ClockText::appendTime));
        readers.fresh("evt.time.s", () -> clock(display, ClockText::appendTimeOfSeconds));
        readers.fresh("evt.time.iso8601", () -> clock(display, ClockText::appendIso8601));
        readers.fresh("evt.datetime", () -> clock(display, ClockText::appendDateTime));
        readers.fresh("evt.datetime.s", () -> clock(display, ClockText::appendDateTimeOfSeconds));
        readers.put("evt.rawtime", EventNumber.TIME);
        readers.put("evt.rawtime.s", (event, value) -> value.add(Math.floorDiv(now(event), SECOND)));
        readers.put("evt.rawtime.ns", (event, value) -> value.add(Math.floorMod(now(event), SECOND)));
        readers.put("evt.reltime", EventNumber.TIME_SINCE_START);
        readers.put("evt.reltime.s", (event, value) -> value.add(sinceStart(event) / SECOND));
        readers.put("evt.reltime.ns", (event, value) -> value.add(sinceStart(event) % SECOND));
        readers.fresh("evt.deltatime", () -> delta(1, Long.MAX_VALUE));
        readers.fresh("evt.deltatime.s", () -> delta(SECOND, Long.MAX_VALUE));
        readers.fresh("evt.deltatime.ns", () -> delta(1, SECOND));
        readers.fresh("evt.outputtime", () -> outputTime(display));
    }

    private static long now(EventContext event) {
        return event.event().timestampNanos();
    }

    private static long sinceStart(EventContext event) {
        return now(event) - event.captureStartNanos();
    }

    @FunctionalInterface
    private interface ClockForm {
        void append(ClockText clock, StringBuilder out, long nanos);
    }

    private static FieldReader clock(DisplayOptions display, ClockForm form) {
        ClockText clock = new ClockText(display.zone());
        return new ComposedText() {
            @Override
            public boolean append(EventContext event, StringBuilder out) {
                form.append(clock, out, now(event));
                return true;
            }
        };
    }

    /** The time since the event that the same field was read from before; 0 for the first. */
    private static FieldReader delta(long unit, long modulus) {
        Previous previous = new Previous();
        return (event, value) -> value.add(previous.since(now(event)) / unit % modulus);
    }

    /** When the field was read last. */
    private static final class Previous {
        private long nanos;
        private boolean known;

        long since(long now) {
            long difference = known ? now - nanos : 0;
            nanos = now;
            known = true;
            return difference;
        }
    }

    private static FieldReader outputTime(DisplayOptions display) {
        return switch (display.time()) {
            case CLOCK -> clock(display, ClockText::appendTime);
            case ABSOLUTE -> seconds((event, previous) -> now(event));
            case RELATIVE -> seconds((event, previous) -> sinceStart(event));
            case LATENCY -> seconds((event, previous) -> Math.max(0, LatencyFields.latency(event)));
            case DELTA -> seconds((event, previous) -> previous.since(now(event)));
        };
    }

    @FunctionalInterface
    private interface Nanos {
        long of(EventContext event, Previous previous);
    }

    private static FieldReader seconds(Nanos nanos) {
        Previous previous = new Previous();
        return new ComposedText() {
            @Override
            public boolean append(EventContext event, StringBuilder out) {
                appendSeconds(out, nanos.of(event, previous));
                return true;
            }
        };
    }

    private static void appendSeconds(StringBuilder out, long nanos) {
        if (nanos < 0) {
            out.append('-');
        }
        long amount = Math.abs(nanos);
        out.append(amount / SECOND).append('.');
        NumberText.appendPadded(out, amount % SECOND, 9);
    }
}
