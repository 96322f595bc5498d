package io.scapula.filter;

import io.scapula.field.FieldType;
import io.scapula.field.FieldValue;
import io.scapula.filter.internal.FullMatch;
import io.scapula.filter.internal.Glob;
import io.scapula.filter.internal.IpNetwork;
import io.scapula.filter.internal.PathPatterns;
import io.scapula.filter.internal.TextComparison;
import io.scapula.format.CaptureText;
import io.scapula.format.event.IpAddress;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes comparisons with constants: everything that can be worked out before the first event is. */
final class ConstantTests {
    /** Up to here it is faster to compare with one after the other. */
    private static final int FEW = 8;

    private ConstantTests() {}

    /** A comparison with one constant. */
    static ValueTest single(FieldType type, Operator operator, Term.Literal literal) {
        return switch (type) {
            case TEXT, PATH -> text(operator, literal);
            case BYTES -> bytes(operator, literal);
            case SIGNED, UNSIGNED, DURATION, TIME, PORT, BOOLEAN, DECIMAL -> {
                FieldValue constant = new FieldValue();
                constant.add(LiteralParser.number(type, literal));
                yield bound(PairTest.of(type, operator), constant);
            }
            case ADDRESS -> {
                FieldValue constant = new FieldValue();
                constant.add(LiteralParser.address(literal));
                yield bound(PairTest.of(type, operator), constant);
            }
            case NETWORK -> {
                IpNetwork network = LiteralParser.network(literal);
                yield operator == Operator.EQUAL
                        ? (value, index) -> network.contains(value.address(index))
                        : (value, index) -> !network.contains(value.address(index));
            }
            case DYNAMIC -> DynamicTest.single(operator, literal);
        };
    }

    private static ValueTest bound(PairTest test, FieldValue constant) {
        return (value, index) -> test.matches(value, index, constant, 0);
    }

    private static ValueTest text(Operator operator, Term.Literal literal) {
        String constant = literal.text();
        return switch (operator) {
            case EQUAL -> (value, index) -> value.text(index).equals(constant);
            case NOT_EQUAL -> (value, index) -> !value.text(index).equals(constant);
            case CONTAINS -> (value, index) -> value.text(index).contains(constant);
            case STARTSWITH -> (value, index) -> value.text(index).startsWith(constant);
            case ENDSWITH -> (value, index) -> value.text(index).endsWith(constant);
            case ICONTAINS -> (value, index) -> TextComparison.containsIgnoringCase(value.text(index), constant);
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                (value, index) -> operator.accepts(TextComparison.byBytes(value.text(index), constant));
            case GLOB, IGLOB -> {
                Glob glob = Glob.compile(constant, operator == Operator.IGLOB);
                yield (value, index) -> glob.matches(value.text(index));
            }
            case REGEX -> {
                FullMatch pattern = regex(literal);
                yield (value, index) -> pattern.matches(value.text(index));
            }
            case EXISTS, INTERSECTS, IN, PMATCH, BCONTAINS, BSTARTSWITH -> throw new AssertionError(operator);
        };
    }

    private static FullMatch regex(Term.Literal literal) {
        try {
            return FullMatch.compile(literal.text());
        } catch (FullMatch.InvalidPatternException e) {
            throw new FilterException("invalid regex: " + e.getMessage(), literal.position());
        }
    }

    private static ValueTest bytes(Operator operator, Term.Literal literal) {
        boolean hexadecimal = operator == Operator.BCONTAINS || operator == Operator.BSTARTSWITH;
        byte[] constant = hexadecimal ? LiteralParser.hexadecimal(literal) : CaptureText.encode(literal.text());
        return switch (operator) {
            case EQUAL -> (value, index) -> Arrays.equals(value.bytes(index), constant);
            case NOT_EQUAL -> (value, index) -> !Arrays.equals(value.bytes(index), constant);
            case CONTAINS, BCONTAINS -> (value, index) -> TextComparison.indexOf(value.bytes(index), constant) >= 0;
            case STARTSWITH, BSTARTSWITH ->
                (value, index) -> TextComparison.startsWith(value.bytes(index), 0, constant);
            case ENDSWITH ->
                (value, index) -> TextComparison.startsWith(
                        value.bytes(index), value.bytes(index).length - constant.length, constant);
            case LESS,
                    LESS_OR_EQUAL,
                    GREATER,
                    GREATER_OR_EQUAL,
                    EXISTS,
                    ICONTAINS,
                    GLOB,
                    IGLOB,
                    REGEX,
                    INTERSECTS,
                    IN,
                    PMATCH -> throw new AssertionError(operator);
        };
    }

    /** A comparison with the elements of a list: {@code in} or {@code pmatch}; {@code intersects} is {@code in} here. */
    static ValueTest list(FieldType type, Operator operator, List<Term.Literal> elements) {
        if (type == FieldType.DYNAMIC) {
            return DynamicTest.list(operator, elements);
        }
        if (operator == Operator.PMATCH) {
            PathPatterns patterns = new PathPatterns(texts(elements));
            return (value, index) -> patterns.match(value.text(index));
        }
        return switch (type) {
            case TEXT, PATH -> {
                Set<String> texts = new HashSet<>();
                texts(elements).forEach(text -> texts.add(TextComparison.withoutTrailingNuls(text)));
                yield (value, index) -> texts.contains(TextComparison.withoutTrailingNuls(value.text(index)));
            }
            case SIGNED, UNSIGNED, DURATION, TIME, PORT, BOOLEAN, DECIMAL -> numbers(type, elements);
            case ADDRESS -> {
                Set<IpAddress> addresses = new HashSet<>();
                elements.forEach(element -> addresses.add(LiteralParser.address(element)));
                yield (value, index) -> addresses.contains(value.address(index));
            }
            case NETWORK, BYTES -> {
                ValueTest[] tests = elements.stream()
                        .map(element -> single(type, Operator.EQUAL, element))
                        .toArray(ValueTest[]::new);
                yield new ValueTest.Modified(Modifier.ANYOF, tests);
            }
            case DYNAMIC -> throw new AssertionError(type);
        };
    }

    private static List<String> texts(List<Term.Literal> elements) {
        return elements.stream().map(Term.Literal::text).toList();
    }

    private static ValueTest numbers(FieldType type, List<Term.Literal> elements) {
        long[] numbers = elements.stream()
                .mapToLong(element -> LiteralParser.number(type, element))
                .sorted()
                .toArray();
        if (numbers.length > FEW) {
            return (value, index) -> Arrays.binarySearch(numbers, value.number(index)) >= 0;
        }
        return (value, index) -> {
            long wanted = value.number(index);
            for (long number : numbers) {
                if (number == wanted) {
                    return true;
                }
            }
            return false;
        };
    }
}
