package io.scapula.filter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Replaces the names of macros by what they stand for. */
final class MacroExpansion {
    /** Macros may name macros; these stop those that grow without bounds. */
    private static final int MOST_CHECKS = 1_000_000;

    private static final int MOST_LEVELS = 2_000;
    private static final int MOST_NAMES = 200;

    private record Expanded(Expression expression, long checks, int levels) {}

    private final FilterScope scope;
    private final Map<String, Expanded> known = new HashMap<>();
    private final List<String> open = new ArrayList<>();

    MacroExpansion(FilterScope scope) {
        this.scope = scope;
    }

    /**
     * The expression without macros.
     *
     * @throws FilterException if a name stands for none
     */
    Expression expand(Expression expression) {
        Expanded expanded = expanded(expression);
        if (expanded.checks() > MOST_CHECKS) {
            throw new FilterException("the filter is too large with its macros", new SourcePosition("", 0));
        }
        return expanded.expression();
    }

    private Expanded expanded(Expression expression) {
        if (expression instanceof Expression.And and) {
            List<Expanded> operands = all(and.operands());
            return joined(new Expression.And(expressions(operands)), operands);
        }
        if (expression instanceof Expression.Or or) {
            List<Expanded> operands = all(or.operands());
            return joined(new Expression.Or(expressions(operands)), operands);
        }
        if (expression instanceof Expression.Not not) {
            Expanded operand = expanded(not.operand());
            Expression negated = operand.expression() instanceof Expression.Not inner
                    ? inner.operand()
                    : new Expression.Not(operand.expression());
            return joined(negated, List.of(operand));
        }
        if (expression instanceof Expression.MacroReference reference) {
            return macro(reference);
        }
        return new Expanded(expression, 1, 1);
    }

    private Expanded macro(Expression.MacroReference reference) {
        String name = reference.name();
        Expanded before = known.get(name);
        if (before != null) {
            return before;
        }
        Expression definition = scope.macro(name);
        if (definition == null) {
            throw new FilterException(
                    "unexpected identifier '" + name + "', expected a field such as proc.name", reference.position());
        }
        if (open.contains(name)) {
            throw new FilterException("macro '" + name + "' contains itself", reference.position());
        }
        if (open.size() == MOST_NAMES) {
            throw new FilterException("macro '" + name + "' is too deeply nested", reference.position());
        }
        open.add(name);
        Expanded expanded = expanded(definition);
        open.remove(open.size() - 1);
        if (expanded.checks() > MOST_CHECKS || expanded.levels() > MOST_LEVELS) {
            throw new FilterException("macro '" + name + "' is too large", reference.position());
        }
        known.put(name, expanded);
        return expanded;
    }

    private List<Expanded> all(List<Expression> operands) {
        List<Expanded> expanded = new ArrayList<>(operands.size());
        for (Expression operand : operands) {
            expanded.add(expanded(operand));
        }
        return expanded;
    }

    private static List<Expression> expressions(List<Expanded> operands) {
        return operands.stream().map(Expanded::expression).toList();
    }

    private static Expanded joined(Expression expression, List<Expanded> operands) {
        long checks = 0;
        int levels = 0;
        for (Expanded operand : operands) {
            checks += operand.checks();
            levels = Math.max(levels, operand.levels());
        }
        return new Expanded(expression, checks, levels + 1);
    }
}
