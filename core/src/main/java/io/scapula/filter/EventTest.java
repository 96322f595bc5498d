package io.scapula.filter;

import io.scapula.event.EventContext;
import io.scapula.field.FieldReader;
import io.scapula.field.FieldValue;
import io.scapula.filter.ValueTest.Quantifier;

/** A part of a filter, compiled. */
interface EventTest {
    boolean matches(EventContext event);

    /** Whether it can be true for an event of a type, as the event is shown. */
    default boolean canMatch(int typeCode) {
        return true;
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
    }

    /** Compares the values of a field with constants; false without a value. */
    record Constant(FieldReader reader, FieldValue value, Quantifier quantifier, ValueTest test) implements EventTest {
        @Override
        public boolean matches(EventContext event) {
            value.clear();
            return reader.read(event, value) && quantifier.holds(value, test);
        }

        @Override
        public boolean canMatch(int typeCode) {
            return reader.canRead(typeCode);
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
