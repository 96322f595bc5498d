package io.scapula.filter;

import io.scapula.field.BoundField;
import io.scapula.field.FieldFlag;
import io.scapula.field.FieldType;
import io.scapula.field.FieldValue;
import io.scapula.field.Multiplicity;
import io.scapula.field.Reads;
import io.scapula.filter.FilterCompiler.Part;
import io.scapula.filter.ValueTest.Quantifier;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes checks tests of events. */
final class CheckCompiler {
    private static final String EVENT_TYPE = "evt.type";
    private static final String AROUND = "evt.around";
    private static final int EVENT_TYPE_COST = 1;
    private static final long NANOS_PER_MILLISECOND = 1_000_000;

    private final OperandCompiler operands;
    private final FilterLint lint;

    CheckCompiler(FieldBinder fields, List<FilterWarning> warnings) {
        operands = new OperandCompiler(fields);
        lint = new FilterLint(fields, warnings);
    }

    Part compile(Expression.Check check) {
        if (check.left() instanceof Term.FieldReference reference) {
            BoundField field = operands.bind(reference);
            String name = field.field().name();
            if (name.equals(AROUND)) {
                return around(check, field);
            }
            return compile(check, OperandCompiler.field(reference, field), name.equals(EVENT_TYPE));
        }
        return compile(check, operands.compile(check.left()), false);
    }

    private Part compile(Expression.Check check, CompiledOperand left, boolean eventType) {
        OperatorSupport.require(left, check.operator(), check.position());
        Term right = check.right();
        if (right == null) {
            EventTest test = new EventTest.Presence(left.reader(), new FieldValue());
            return part(check, test, null, left.cost(), left.stateful(), left.reads());
        }
        if (right instanceof Term.Operand operand) {
            return comparison(check, left, operand);
        }
        List<Term.Literal> constants = constants(right);
        if (eventType) {
            requireEventNames(check, constants);
        }
        constants.forEach(constant -> lint.check(check.operator(), constant));
        ValueTest test = valueTest(check, left.type(), constants);
        boolean plain = check.modifier() == null && left.multiplicity() == Multiplicity.SINGLE;
        List<NumberRange> ranges = plain ? NumberRange.of(left.type(), check.operator(), constants) : null;
        if (eventType) {
            EventTypeTest typeTest = new EventTypeTest(test);
            return part(check, typeTest, typeTest.candidates(), EVENT_TYPE_COST, false, Reads.KIND);
        }
        return part(
                check,
                new EventTest.Constant(
                        left.reader(), new FieldValue(), quantifier(left, check.operator()), test, ranges),
                null,
                left.cost() + cost(check.operator(), constants.size()),
                left.stateful(),
                left.reads());
    }

    private static Part part(
            Expression.Check check,
            EventTest test,
            @Nullable BitSet candidates,
            int cost,
            boolean stateful,
            Reads reads) {
        return new Part(test, candidates, cost, stateful, new FilterPart.Comparison(check, test, reads, cost));
    }

    private static ValueTest valueTest(Expression.Check check, FieldType type, List<Term.Literal> constants) {
        if (check.modifier() != null) {
            ValueTest[] tests = constants.stream()
                    .map(constant -> ConstantTests.single(type, check.operator(), constant))
                    .toArray(ValueTest[]::new);
            return new ValueTest.Modified(check.modifier(), tests);
        }
        return check.operator().kind() == Operator.Kind.LIST
                ? ConstantTests.list(type, check.operator(), constants)
                : ConstantTests.single(type, check.operator(), constants.get(0));
    }

    private static Quantifier quantifier(CompiledOperand operand, Operator operator) {
        if (operand.multiplicity() == Multiplicity.LIST && operator == Operator.IN) {
            return Quantifier.ALL_OR_NONE;
        }
        return operand.multiplicity() == Multiplicity.ENDS && operator == Operator.NOT_EQUAL
                ? Quantifier.ALL
                : Quantifier.ANY;
    }

    private static List<Term.Literal> constants(Term right) {
        if (right instanceof Term.Literal literal) {
            return List.of(literal);
        }
        if (right instanceof Term.TermList list) {
            List<Term.Literal> constants = new ArrayList<>(list.terms().size());
            for (Term term : list.terms()) {
                constants.add((Term.Literal) term);
            }
            return constants;
        }
        if (right instanceof Term.ListReference reference) {
            throw new FilterException(
                    "unexpected identifier '" + reference.name() + "', expected a list in parentheses",
                    reference.position());
        }
        throw new AssertionError(right);
    }

    /** Parts of names need not be names. */
    private void requireEventNames(Expression.Check check, List<Term.Literal> constants) {
        boolean whole = switch (check.operator()) {
            case EQUAL, NOT_EQUAL, IN, INTERSECTS -> true;
            default -> false;
        };
        if (!whole) {
            return;
        }
        Set<String> eventNames = EventTypeTest.KNOWN_NAMES;
        for (Term.Literal constant : constants) {
            if (!eventNames.contains(constant.text())) {
                throw new FilterException(
                        "unknown event type " + constant.text(),
                        List.of(),
                        NearestName.of(
                                constant.text(), eventNames.stream().sorted().toList()),
                        constant.position());
            }
        }
    }

    private Part comparison(Expression.Check check, CompiledOperand left, Term.Operand operand) {
        CompiledOperand right = operands.compile(operand);
        Operator operator = check.operator();
        if (operator == Operator.PMATCH || operator == Operator.REGEX || left.type() == FieldType.NETWORK) {
            throw new FilterException(
                    "'" + operator.spelling() + "' of " + left.text() + " does not take a right-hand side field",
                    operand.position());
        }
        boolean refused = right.multiplicity() == Multiplicity.CHAIN || right.multiplicity() == Multiplicity.ENDS;
        if (refused || (operand instanceof Term.FieldReference reference && isLeftOnly(reference))) {
            throw new FilterException(
                    "field '" + right.text() + "' cannot stand on the right-hand side", operand.position());
        }
        boolean sameType = left.type() == right.type()
                || (left.type().isText() && right.type().isText());
        boolean sameCount = isList(left) == isList(right);
        if (!sameType || !sameCount) {
            throw new FilterException(
                    "incompatible types: " + left.text() + " is " + describe(left) + ", " + right.text() + " is "
                            + describe(right),
                    operand.position());
        }
        return part(
                check,
                new FieldComparison(left, operator, right),
                null,
                left.cost() + right.cost() + cost(operator, 1),
                left.stateful() || right.stateful(),
                left.reads().and(right.reads()));
    }

    private boolean isLeftOnly(Term.FieldReference reference) {
        return operands.bind(reference).field().has(FieldFlag.NO_RIGHT_HAND_SIDE);
    }

    private static boolean isList(CompiledOperand operand) {
        return operand.multiplicity() == Multiplicity.LIST;
    }

    private static String describe(CompiledOperand operand) {
        return (isList(operand) ? "a list of " : "") + operand.type();
    }

    private static int cost(Operator operator, int constants) {
        return switch (operator) {
            case EXISTS -> 0;
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, EQUAL, NOT_EQUAL -> Math.max(1, constants);
            case IN, INTERSECTS -> 4;
            case STARTSWITH, BSTARTSWITH, ENDSWITH -> 2 * Math.max(1, constants);
            case CONTAINS, BCONTAINS -> 10 * Math.max(1, constants);
            case ICONTAINS, GLOB, IGLOB, PMATCH -> 20 * Math.max(1, constants);
            case REGEX -> 200 * Math.max(1, constants);
        };
    }

    /** {@code evt.around[nanoseconds] = milliseconds}: no field is compared, but the time of the event. */
    private static Part around(Expression.Check check, BoundField field) {
        if (check.operator() != Operator.EQUAL || !(check.right() instanceof Term.Literal literal)) {
            throw new FilterException(
                    AROUND + " supports only the '=' operator with a number of milliseconds", check.position());
        }
        String argument = field.argument() == null ? "" : field.argument();
        BigInteger center = BigInteger.valueOf(LiteralParser.number(
                FieldType.SIGNED, new Term.Literal(argument, check.left().position())));
        BigInteger width = BigInteger.valueOf(LiteralParser.number(FieldType.SIGNED, literal))
                .multiply(BigInteger.valueOf(NANOS_PER_MILLISECOND));
        EventTest test = new EventTest.Around(limited(center.subtract(width)), limited(center.add(width)));
        return part(check, test, null, EVENT_TYPE_COST, false, Reads.EVENT);
    }

    private static long limited(BigInteger nanos) {
        return nanos.min(BigInteger.valueOf(Long.MAX_VALUE))
                .max(BigInteger.valueOf(Long.MIN_VALUE))
                .longValue();
    }
}
