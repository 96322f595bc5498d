package io.scapula.filter;

import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventTypeSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes expressions filters. */
final class FilterCompiler {
    /**
     * A part of the filter.
     *
     * @param candidates the event codes it can be true for; {@code null} for any code, also of unknown events
     * @param cost       roughly how long it takes, for the order of evaluation
     * @param stateful   whether its outcome depends on when it was asked before
     */
    record Part(EventTest test, @Nullable BitSet candidates, int cost, boolean stateful) {}

    private final CheckCompiler checks;
    private final List<FilterWarning> warnings = new ArrayList<>();

    FilterCompiler(FieldBinder fields) {
        checks = new CheckCompiler(fields, warnings);
    }

    Filter compile(Expression expression) {
        Part part = part(expression);
        return new Filter(expression, part.test(), part.stateful() ? null : codes(part.candidates()), warnings);
    }

    private static @Nullable EventTypeSet codes(@Nullable BitSet candidates) {
        return candidates == null ? null : EventTable.current().where(type -> candidates.get(type.code()));
    }

    private Part part(Expression expression) {
        if (expression instanceof Expression.And and) {
            return all(parts(and.operands()));
        }
        if (expression instanceof Expression.Or or) {
            return any(parts(or.operands()));
        }
        if (expression instanceof Expression.Not not) {
            Part part = part(not.operand());
            return new Part(new EventTest.Negation(part.test()), null, part.cost(), part.stateful());
        }
        if (expression instanceof Expression.Check check) {
            return checks.compile(check);
        }
        throw new AssertionError(expression);
    }

    private List<Part> parts(List<Expression> operands) {
        List<Part> parts = new ArrayList<>(operands.size());
        for (Expression operand : operands) {
            parts.add(part(operand));
        }
        return parts;
    }

    private static Part all(List<Part> parts) {
        BitSet candidates = null;
        for (Part part : parts) {
            if (part.candidates() != null) {
                if (candidates == null) {
                    candidates = (BitSet) part.candidates().clone();
                } else {
                    candidates.and(part.candidates());
                }
            }
        }
        return new Part(new EventTest.AllOf(inOrder(parts)), candidates, cost(parts), stateful(parts));
    }

    private static Part any(List<Part> parts) {
        BitSet candidates = new BitSet();
        boolean narrow = true;
        for (Part part : parts) {
            if (part.candidates() == null) {
                narrow = false;
            } else {
                candidates.or(part.candidates());
            }
        }
        return new Part(new EventTest.AnyOf(inOrder(parts)), narrow ? candidates : null, cost(parts), stateful(parts));
    }

    /** The cheapest first, which changes nothing, unless a field remembers when it was read. */
    private static EventTest[] inOrder(List<Part> parts) {
        List<Part> ordered = new ArrayList<>(parts);
        if (!stateful(parts)) {
            ordered.sort(Comparator.comparingInt(Part::cost));
        }
        return ordered.stream().map(Part::test).toArray(EventTest[]::new);
    }

    private static boolean stateful(List<Part> parts) {
        return parts.stream().anyMatch(Part::stateful);
    }

    private static int cost(List<Part> parts) {
        int cost = 0;
        for (Part part : parts) {
            cost = Math.min(cost + part.cost(), Integer.MAX_VALUE / 2);
        }
        return cost;
    }
}
