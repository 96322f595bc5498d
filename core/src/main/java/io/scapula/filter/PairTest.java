package io.scapula.filter;

import io.scapula.field.FieldType;
import io.scapula.field.FieldValue;
import io.scapula.filter.internal.Glob;
import io.scapula.filter.internal.TextComparison;
import java.util.Arrays;

/** Compares two values of the same type. */
@FunctionalInterface
interface PairTest {
    boolean matches(FieldValue left, int leftIndex, FieldValue right, int rightIndex);

    /** The comparison that the operator makes of values of this type; {@code in} and {@code intersects} are equality. */
    static PairTest of(FieldType type, Operator operator) {
        Operator plain = operator == Operator.IN || operator == Operator.INTERSECTS ? Operator.EQUAL : operator;
        return switch (type) {
            case TEXT, PATH -> texts(plain);
            case BYTES -> bytes(plain);
            case SIGNED -> (left, i, right, j) -> plain.accepts(Long.compare(left.number(i), right.number(j)));
            case UNSIGNED, DURATION, TIME, PORT, BOOLEAN ->
                (left, i, right, j) -> plain.accepts(Long.compareUnsigned(left.number(i), right.number(j)));
            case DECIMAL -> (left, i, right, j) -> plain.accepts(Double.compare(left.decimal(i), right.decimal(j)));
            case ADDRESS, NETWORK ->
                plain == Operator.EQUAL
                        ? (left, i, right, j) -> left.address(i).equals(right.address(j))
                        : (left, i, right, j) -> !left.address(i).equals(right.address(j));
            case DYNAMIC -> throw new AssertionError(type);
        };
    }

    private static PairTest texts(Operator operator) {
        return switch (operator) {
            case EQUAL -> (left, i, right, j) -> left.text(i).equals(right.text(j));
            case NOT_EQUAL -> (left, i, right, j) -> !left.text(i).equals(right.text(j));
            case CONTAINS -> (left, i, right, j) -> left.text(i).contains(right.text(j));
            case STARTSWITH -> (left, i, right, j) -> left.text(i).startsWith(right.text(j));
            case ENDSWITH -> (left, i, right, j) -> left.text(i).endsWith(right.text(j));
            case ICONTAINS -> (left, i, right, j) -> TextComparison.containsIgnoringCase(left.text(i), right.text(j));
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                (left, i, right, j) -> operator.accepts(TextComparison.byBytes(left.text(i), right.text(j)));
            case GLOB, IGLOB ->
                (left, i, right, j) ->
                        Glob.compile(right.text(j), operator == Operator.IGLOB).matches(left.text(i));
            case EXISTS, IN, INTERSECTS, PMATCH, REGEX, BCONTAINS, BSTARTSWITH -> throw new AssertionError(operator);
        };
    }

    private static PairTest bytes(Operator operator) {
        return switch (operator) {
            case EQUAL -> (left, i, right, j) -> Arrays.equals(left.bytes(i), right.bytes(j));
            case NOT_EQUAL -> (left, i, right, j) -> !Arrays.equals(left.bytes(i), right.bytes(j));
            case CONTAINS, BCONTAINS ->
                (left, i, right, j) -> TextComparison.indexOf(left.bytes(i), right.bytes(j)) >= 0;
            case STARTSWITH, BSTARTSWITH ->
                (left, i, right, j) -> TextComparison.startsWith(left.bytes(i), 0, right.bytes(j));
            case ENDSWITH ->
                (left, i, right, j) -> TextComparison.startsWith(
                        left.bytes(i), left.bytes(i).length - right.bytes(j).length, right.bytes(j));
            case EXISTS,
                    IN,
                    INTERSECTS,
                    PMATCH,
                    REGEX,
                    GLOB,
                    IGLOB,
                    ICONTAINS,
                    LESS,
                    LESS_OR_EQUAL,
                    GREATER,
                    GREATER_OR_EQUAL -> throw new AssertionError(operator);
        };
    }
}
