package io.scapula.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.field.FieldType;
import io.scapula.field.FieldValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ranges are the numbers for which the comparison itself is true. */
class NumberRangeTest {
    private static final List<Operator> COMPARISONS = List.of(
            Operator.EQUAL,
            Operator.NOT_EQUAL,
            Operator.LESS,
            Operator.LESS_OR_EQUAL,
            Operator.GREATER,
            Operator.GREATER_OR_EQUAL);
    private static final long[] EDGES = {
        Long.MIN_VALUE, Long.MIN_VALUE + 1, -2, -1, 0, 1, 2, Long.MAX_VALUE - 1, Long.MAX_VALUE
    };

    @ParameterizedTest
    @EnumSource(names = {"SIGNED", "UNSIGNED", "DURATION", "TIME"})
    void containTheNumbersThatTheComparisonIsTrueFor(FieldType type) {
        for (Operator operator : COMPARISONS) {
            for (long constant : EDGES) {
                Term.Literal literal = literal(constant);
                assertSame(type, operator, List.of(literal), ConstantTests.single(type, operator, literal));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SIGNED", "UNSIGNED"})
    void ofListsHoldEachOfThem(FieldType type) {
        List<Term.Literal> literals = List.of(literal(-1), literal(7), literal(Long.MIN_VALUE));

        assertSame(type, Operator.IN, literals, ConstantTests.list(type, Operator.IN, literals));
    }

    @Test
    void truthIsANumber() {
        List<Term.Literal> literals = List.of(new Term.Literal("true", new SourcePosition("", 0)));

        assertSame(
                FieldType.BOOLEAN,
                Operator.EQUAL,
                literals,
                ConstantTests.single(FieldType.BOOLEAN, Operator.EQUAL, literals.get(0)));
    }

    @Test
    void thereAreNoneOfTexts() {
        List<Term.Literal> literals = List.of(literal(1));

        assertThat(NumberRange.of(FieldType.TEXT, Operator.EQUAL, literals)).isNull();
        assertThat(NumberRange.of(FieldType.DECIMAL, Operator.LESS, literals)).isNull();
    }

    @Test
    void allHoldsAll() {
        assertThat(numbers()).allMatch(NumberRange.ALL::contains);
    }

    private static Term.Literal literal(long number) {
        return new Term.Literal(Long.toString(number), new SourcePosition("", 0));
    }

    private static void assertSame(FieldType type, Operator operator, List<Term.Literal> literals, ValueTest test) {
        List<NumberRange> ranges = NumberRange.of(type, operator, literals);
        assertThat(ranges).isNotNull();
        FieldValue value = new FieldValue();
        for (long number : numbers()) {
            value.clear();
            value.add(number);
            assertThat(ranges.stream().anyMatch(range -> range.contains(number)))
                    .as("%s %d %s %s", type, number, operator, literals)
                    .isEqualTo(test.matches(value, 0));
        }
    }

    private static List<Long> numbers() {
        List<Long> numbers = new ArrayList<>();
        for (long edge : EDGES) {
            numbers.add(edge);
        }
        new Random(1).longs(50).forEach(numbers::add);
        new Random(2).longs(50, -10, 10).forEach(numbers::add);
        return numbers;
    }
}
