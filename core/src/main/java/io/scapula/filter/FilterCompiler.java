package io.scapula.filter;

import io.scapula.field.Reads;
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
     * @param shape      the same, taken apart
     */
    record Part(EventTest test, @Nullable BitSet candidates, int cost, boolean stateful, FilterPart shape) {}

    private final CheckCompiler checks;
    private final List<FilterWarning> warnings = new ArrayList<>();

    FilterCompiler(FieldBinder fields) {
        checks = new CheckCompiler(fields, warnings);
    }

    Filter compile(Expression expression) {
        Part part = part(expression);
        return new Filter(
                expression, part.test(), part.shape(), part.stateful() ? null : codes(part.candidates()), warnings);
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
            FilterPart shape = new FilterPart.Not(part.shape(), part.shape().reads(), part.cost());
            return new Part(new EventTest.Negation(part.test()), null, part.cost(), part.stateful(), shape);
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
        List<Part> ordered = inOrder(parts);
        FilterPart shape = new FilterPart.All(shapes(ordered), reads(parts), cost(parts));
        return new Part(new EventTest.AllOf(tests(ordered)), candidates, cost(parts), stateful(parts), shape);
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
        List<Part> ordered = inOrder(parts);
        FilterPart shape = new FilterPart.Any(shapes(ordered), reads(parts), cost(parts));
        return new Part(
                new EventTest.AnyOf(tests(ordered)), narrow ? candidates : null, cost(parts), stateful(parts), shape);
    }

    /** The cheapest first, which changes nothing, unless a field remembers when it was read. */
    private static List<Part> inOrder(List<Part> parts) {
        List<Part> ordered = new ArrayList<>(parts);
        if (!stateful(parts)) {
            ordered.sort(Comparator.comparingInt(Part::cost));
        }
        return ordered;
    }

    private static EventTest[] tests(List<Part> parts) {
        return parts.stream().map(Part::test).toArray(EventTest[]::new);
    }

    private static List<FilterPart> shapes(List<Part> parts) {
        return parts.stream().map(Part::shape).toList();
    }

    private static Reads reads(List<Part> parts) {
        return parts.stream().map(part -> part.shape().reads()).reduce(Reads.NOTHING, Reads::and);
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
