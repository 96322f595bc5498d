package io.scapula.filter;

import io.scapula.event.EventContext;
import io.scapula.field.Reads;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A compiled filter taken apart, for who evaluates it otherwise than event by event. Parts of a whole are in the order in
 * which they are best evaluated. For one thread, as the {@link Filter}.
 */
public sealed interface FilterPart {
    /** What the outcome depends on. */
    Reads reads();

    /** Roughly how long it takes to evaluate for one event. */
    int cost();

    /** Whether it is true for the event. */
    boolean matches(EventContext event);

    /** True if all parts are. */
    record All(List<FilterPart> parts, Reads reads, int cost) implements FilterPart {
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean matches(EventContext event) {
            for (FilterPart part : parts) {
                if (!part.matches(event)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** True if any part is. */
    record Any(List<FilterPart> parts, Reads reads, int cost) implements FilterPart {
        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean matches(EventContext event) {
            for (FilterPart part : parts) {
                if (part.matches(event)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** True if the part is not. */
    record Not(FilterPart part, Reads reads, int cost) implements FilterPart {
        @Override
        public boolean matches(EventContext event) {
            return !part.matches(event);
        }
    }

    /** One comparison. */
    final class Comparison implements FilterPart {
        private final Expression.Check check;
        private final EventTest test;
        private final Reads reads;
        private final int cost;

        Comparison(Expression.Check check, EventTest test, Reads reads, int cost) {
            this.check = check;
            this.test = test;
            this.reads = reads;
            this.cost = cost;
        }

        @Override
        public boolean matches(EventContext event) {
            return test.matches(event);
        }

        /** What the outcome depends on for events of a type, as they are shown: no more than {@link #reads()}. */
        public Reads reads(int typeCode) {
            return test.canMatch(typeCode) ? test.reads(typeCode, reads) : Reads.NOTHING;
        }

        /** The numbers of events that it is true for, if that is all that it asks; otherwise {@code null}. */
        public @Nullable NumberTest numberTest() {
            return test.numberTest();
        }

        @Override
        public Reads reads() {
            return reads;
        }

        @Override
        public int cost() {
            return cost;
        }

        /** The comparison in the filter language. */
        @Override
        public String toString() {
            return check.text();
        }
    }
}
