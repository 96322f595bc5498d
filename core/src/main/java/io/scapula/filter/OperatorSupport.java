package io.scapula.filter;

import io.scapula.field.FieldType;
import io.scapula.field.Multiplicity;

/** Which operators the kinds of values take. */
final class OperatorSupport {
    private OperatorSupport() {}

    /** Throws unless the operand takes the operator. */
    static void require(CompiledOperand operand, Operator operator, SourcePosition position) {
        boolean list = operand.multiplicity() == Multiplicity.LIST;
        if (list ? !isSupportedForLists(operator) : !isSupported(operand.type(), operator)) {
            throw new FilterException(
                    "'" + operator.spelling() + "' operator not supported for " + (list ? "list" : kind(operand.type()))
                            + " filters",
                    position);
        }
    }

    private static boolean isSupportedForLists(Operator operator) {
        return operator == Operator.IN || operator == Operator.INTERSECTS || operator == Operator.EXISTS;
    }

    static boolean isSupported(FieldType type, Operator operator) {
        boolean buffer = type == FieldType.BYTES;
        boolean text = type.isText();
        return switch (operator) {
            case EXISTS, EQUAL, NOT_EQUAL, IN, INTERSECTS -> true;
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                text || type.isNumeric() || type == FieldType.DECIMAL || type == FieldType.DYNAMIC;
            case CONTAINS, STARTSWITH, ENDSWITH -> text || buffer || type == FieldType.DYNAMIC;
            case ICONTAINS, GLOB, IGLOB, PMATCH, REGEX -> text || type == FieldType.DYNAMIC;
            case BCONTAINS, BSTARTSWITH -> buffer || type == FieldType.DYNAMIC;
        };
    }

    private static String kind(FieldType type) {
        return switch (type) {
            case TEXT, PATH -> "string";
            case SIGNED, UNSIGNED, DURATION, TIME, PORT, DECIMAL -> "numeric";
            case BOOLEAN -> "boolean";
            case ADDRESS -> "IP address";
            case NETWORK -> "IP network";
            case BYTES -> "buffer";
            case DYNAMIC -> "dynamic";
        };
    }
}
