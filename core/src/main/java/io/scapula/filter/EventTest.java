package io.scapula.filter;

import io.scapula.event.EventContext;
import io.scapula.field.EventNumber;
import io.scapula.field.FieldReader;
import io.scapula.field.FieldValue;
import io.scapula.field.Reads;
import io.scapula.filter.ValueTest.Quantifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a filter, compiled. */
interface EventTest {
    boolean matches(EventContext event);

    /** Whether it can be true for an event of a type, as the event is shown. */
    default boolean canMatch(int typeCode) {
        return true;
    }

    /**
     * What the outcome depends on for events of a type, as the event is shown.
     *
     * @param general what it depends on for events of any type
     */
    default Reads reads(int typeCode, Reads general) {
        return general;
    }

    /** The same as a test of one of the event's numbers, {@code null} if it is not. */
    default @Nullable NumberTest numberTest() {
        return null;
    }

    /** True if all of them are. */
    record AllOf(EventTest[] tests) implements EventTest {
        @Override
        public boolean matches(EventContext event) {
            for (EventTest test : tests) {
                if (!test.matches(event)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** True if any of them is. */
    record AnyOf(EventTest[] tests) implements EventTest {
        @Override
        public boolean matches(EventContext event) {
            for (EventTest test : tests) {
                if (test.matches(event)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** True if the other is not. */
    record Negation(EventTest test) implements EventTest {
        @Override
        public boolean matches(EventContext event) {
            return !test.matches(event);
        }
    }

    /** True if the field has a value. */
    record Presence(FieldReader reader, FieldValue value) implements EventTest {
        @Override
        public boolean matches(EventContext event) {
            value.clear();
            return reader.read(event, value);
        }

        @Override
        public boolean canMatch(int typeCode) {
            return reader.canRead(typeCode);
        }

        @Override
        public Reads reads(int typeCode, Reads general) {
            return reader.reads(typeCode, general);
        }

        @Override
        public @Nullable NumberTest numberTest() {
            return reader instanceof EventNumber number ? new NumberTest(number, List.of(NumberRange.ALL)) : null;
        }
    }

    /**
     * Compares the values of a field with constants; false without a value.
     *
     * @param ranges the numbers for which {@code test} is true, if the field has one number and that is all there is to
     *               say; otherwise {@code null}
     */
    record Constant(
            FieldReader reader,
            FieldValue value,
            Quantifier quantifier,
            ValueTest test,
            @Nullable List<NumberRange> ranges)
            implements EventTest {
        @Override
        public boolean matches(EventContext event) {
            value.clear();
            return reader.read(event, value) && quantifier.holds(value, test);
        }

        @Override
        public boolean canMatch(int typeCode) {
            return reader.canRead(typeCode);
        }

        @Override
        public Reads reads(int typeCode, Reads general) {
            return reader.reads(typeCode, general);
        }

        @Override
        public @Nullable NumberTest numberTest() {
            return ranges != null && reader instanceof EventNumber number ? new NumberTest(number, ranges) : null;
        }
    }

    /** Compares one event's time with a window of time. */
    record Around(long fromNanos, long toNanos) implements EventTest {
        @Override
        public boolean matches(EventContext event) {
            long nanos = event.event().timestampNanos();
            return nanos >= fromNanos && nanos <= toNanos;
        }
    }
}
