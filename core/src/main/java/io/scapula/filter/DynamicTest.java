package io.scapula.filter;

import io.scapula.field.FieldType;
import io.scapula.field.FieldValue;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Compares values whose type only the event knows, such as {@code evt.rawarg} of a parameter that has several: the
 * constant is read as every type that takes the operator and allows it. A value of any other type is no match.
 */
final class DynamicTest implements ValueTest {
    private final Map<FieldType, ValueTest> tests;

    private DynamicTest(Map<FieldType, ValueTest> tests) {
        this.tests = tests;
    }

    @Override
    public boolean matches(FieldValue value, int index) {
        ValueTest test = tests.get(value.dynamicType());
        return test != null && test.matches(value, index);
    }

    static ValueTest single(Operator operator, Term.Literal literal) {
        return any(operator, type -> ConstantTests.single(type, operator, literal));
    }

    static ValueTest list(Operator operator, List<Term.Literal> elements) {
        return any(operator, type -> ConstantTests.list(type, operator, ofType(type, elements)));
    }

    /** The elements that can be read as values of the type. */
    private static List<Term.Literal> ofType(FieldType type, List<Term.Literal> elements) {
        List<Term.Literal> fitting = new ArrayList<>();
        for (Term.Literal element : elements) {
            try {
                ConstantTests.single(type, Operator.EQUAL, element);
                fitting.add(element);
            } catch (FilterException notOfThisType) {
                continue;
            }
        }
        return fitting;
    }

    private static ValueTest any(Operator operator, Function<FieldType, ValueTest> compiler) {
        Map<FieldType, ValueTest> tests = new EnumMap<>(FieldType.class);
        FilterException refused = null;
        for (FieldType type : FieldType.values()) {
            if (type != FieldType.DYNAMIC && OperatorSupport.isSupported(type, operator)) {
                try {
                    tests.put(type, compiler.apply(type));
                } catch (FilterException notOfThisType) {
                    refused = notOfThisType;
                }
            }
        }
        if (tests.isEmpty() && refused != null) {
            throw refused;
        }
        return new DynamicTest(tests);
    }
}
