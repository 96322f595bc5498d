package io.scapula.format;

import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import io.scapula.format.event.OldSchemaRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What became of the events that were brought to the schema of sysdig 0.29.3.
 *
 * @param entries one for each event code that occurred, by code
 */
public record OldSchemaReport(List<Entry> entries) {
    /**
     * What became of the events with one code.
     *
     * @param code          as recorded
     * @param kept          events written with the code that they have
     * @param converted     events written with another code, with all parameters that it has
     * @param general       events written as {@code syscall} events, which name the call; all else is lost
     * @param leftOut       events not written: the old schema has nothing like them
     * @param entersWritten enter events written in front of exit events that were recorded without
     */
    public record Entry(int code, long kept, long converted, long general, long leftOut, long entersWritten) {
        /** Such as {@code dup2}; {@code code 999} for a code that this version does not know. */
        public String name() {
            EventType type = EventTable.current().find(code);
            return type == null ? "code " + code : type.name();
        }
    }

    public OldSchemaReport {
        entries = List.copyOf(entries);
    }

    public long kept() {
        return sum(Entry::kept);
    }

    public long converted() {
        return sum(Entry::converted);
    }

    public long general() {
        return sum(Entry::general);
    }

    public long leftOut() {
        return sum(Entry::leftOut);
    }

    public long entersWritten() {
        return sum(Entry::entersWritten);
    }

    private long sum(ToLongFunction<Entry> number) {
        return entries.stream().mapToLong(number).sum();
    }

    /** Counts by event code. */
    static final class Counts {
        private final ByCode kept = new ByCode();
        private final ByCode converted = new ByCode();
        private final ByCode general = new ByCode();
        private final ByCode leftOut = new ByCode();
        private final ByCode entersWritten = new ByCode();

        void written(int code, OldSchemaRule rule) {
            switch (rule.form()) {
                case AS_IT_IS -> kept.add(code);
                case CONVERTED -> converted.add(code);
                case GENERAL -> general.add(code);
            }
        }

        void kept(int code) {
            kept.add(code);
        }

        void converted(int code) {
            converted.add(code);
        }

        void leftOut(int code) {
            leftOut.add(code);
        }

        void entered(int code) {
            entersWritten.add(code);
        }

        OldSchemaReport report() {
            List<Entry> entries = new ArrayList<>();
            int codes = Stream.of(kept, converted, general, leftOut)
                    .mapToInt(ByCode::size)
                    .max()
                    .orElse(0);
            for (int code = 0; code < codes; code++) {
                Entry entry = new Entry(
                        code,
                        kept.get(code),
                        converted.get(code),
                        general.get(code),
                        leftOut.get(code),
                        entersWritten.get(code));
                if (entry.kept() + entry.converted() + entry.general() + entry.leftOut() > 0) {
                    entries.add(entry);
                }
            }
            return new OldSchemaReport(entries);
        }
    }

    /** A number for each event code, of which there are at most 65,536. */
    private static final class ByCode {
        private long[] numbers = new long[EventTable.current().size()];

        void add(int code) {
            if (code >= numbers.length) {
                numbers = Arrays.copyOf(numbers, code + 1);
            }
            numbers[code]++;
        }

        long get(int code) {
            return code < numbers.length ? numbers[code] : 0;
        }

        int size() {
            return numbers.length;
        }
    }
}
