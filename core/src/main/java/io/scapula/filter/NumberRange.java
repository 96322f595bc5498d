package io.scapula.filter;

import io.scapula.field.FieldType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of 64 bits that follow on each other. The range may lead from the largest number on to the smallest, so that
 * comparisons of signed and of unsigned numbers, and {@code !=}, are ranges alike.
 *
 * @param first the first number
 * @param more  how many numbers follow it, unsigned
 */
public record NumberRange(long first, long more) {
    /** Every number. */
    public static final NumberRange ALL = new NumberRange(0, -1);

    private static NumberRange between(long first, long last) {
        return new NumberRange(first, last - first);
    }

    /**
     * The numbers for which a comparison is true; none at all if the list is empty.
     *
     * @return {@code null} if it compares no whole numbers, or does not compare them one by one
     */
    static @Nullable List<NumberRange> of(FieldType type, Operator operator, List<Term.Literal> constants) {
        return switch (type) {
            case SIGNED -> of(operator, numbers(type, constants), Long.MIN_VALUE, Long.MAX_VALUE);
            case UNSIGNED, DURATION, TIME, PORT, BOOLEAN -> of(operator, numbers(type, constants), 0, -1);
            case TEXT, PATH, BYTES, DECIMAL, ADDRESS, NETWORK, DYNAMIC -> null;
        };
    }

    private static long[] numbers(FieldType type, List<Term.Literal> constants) {
        return constants.stream()
                .mapToLong(constant -> LiteralParser.number(type, constant))
                .toArray();
    }

    private static @Nullable List<NumberRange> of(Operator operator, long[] constants, long least, long most) {
        return switch (operator) {
            case EQUAL, IN, INTERSECTS -> points(constants);
            case NOT_EQUAL -> List.of(between(constants[0] + 1, constants[0] - 1));
            case LESS -> constants[0] == least ? List.of() : List.of(between(least, constants[0] - 1));
            case LESS_OR_EQUAL -> List.of(between(least, constants[0]));
            case GREATER -> constants[0] == most ? List.of() : List.of(between(constants[0] + 1, most));
            case GREATER_OR_EQUAL -> List.of(between(constants[0], most));
            case EXISTS,
                    CONTAINS,
                    STARTSWITH,
                    ENDSWITH,
                    ICONTAINS,
                    BCONTAINS,
                    BSTARTSWITH,
                    GLOB,
                    IGLOB,
                    REGEX,
                    PMATCH -> null;
        };
    }

    private static List<NumberRange> points(long[] numbers) {
        return Arrays.stream(numbers)
                .mapToObj(number -> between(number, number))
                .toList();
    }

    /** Whether the number is in the range. */
    public boolean contains(long number) {
        return Long.compareUnsigned(number - first, more) <= 0;
    }
}
