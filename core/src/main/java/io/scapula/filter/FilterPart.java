package io.scapula.filter;

import io.scapula.event.EventContext;
import io.scapula.field.Reads;
import java.util.List;

/**
 * A compiled filter taken apart, for who evaluates it otherwise than event by event. Parts of a whole are in the order in
 * which they are best evaluated. For one thread, as the {@link Filter}.
 */
public sealed interface FilterPart {
    /** What the outcome depends on. */
    Reads reads();

    /** Roughly how long it takes to evaluate for one event. */
    int cost();

    /** True if all parts are. */
    record All(List<FilterPart> parts, Reads reads, int cost) implements FilterPart {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /** True if any part is. */
    record Any(List<FilterPart> parts, Reads reads, int cost) implements FilterPart {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /** True if the part is not. */
    record Not(FilterPart part, Reads reads, int cost) implements FilterPart {}

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

        /** Whether it is true for the event. */
        public boolean matches(EventContext event) {
            return test.matches(event);
        }

        /** Whether it can be true for an event of a type, as the event is shown; others need not be looked at. */
        public boolean canMatch(int typeCode) {
            return test.canMatch(typeCode);
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
