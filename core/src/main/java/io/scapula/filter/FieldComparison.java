package io.scapula.filter;

import io.scapula.event.EventContext;
import io.scapula.field.FieldType;
import io.scapula.field.FieldValue;
import io.scapula.field.Multiplicity;
import java.util.EnumMap;
import java.util.Map;

/** Compares a field with another one at the same event; false if either has no value. */
final class FieldComparison implements EventTest {
    private final CompiledOperand left;
    private final CompiledOperand right;
    private final FieldValue leftValue = new FieldValue();
    private final FieldValue rightValue = new FieldValue();
    private final boolean all;
    private final boolean emptyMatches;
    /** By the type of both values; one for each type if the types are dynamic. */
    private final Map<FieldType, PairTest> tests = new EnumMap<>(FieldType.class);

    FieldComparison(CompiledOperand left, Operator operator, CompiledOperand right) {
        this.left = left;
        this.right = right;
        boolean list = left.multiplicity() == Multiplicity.LIST;
        emptyMatches = list && operator == Operator.IN;
        all = emptyMatches || (left.multiplicity() == Multiplicity.ENDS && operator == Operator.NOT_EQUAL);
        for (FieldType type : FieldType.values()) {
            boolean possible = left.type() == FieldType.DYNAMIC || left.type() == type;
            if (possible && type != FieldType.DYNAMIC && OperatorSupport.isSupported(type, operator)) {
                tests.put(type, PairTest.of(type, operator));
            }
        }
    }

    @Override
    public boolean matches(EventContext event) {
        leftValue.clear();
        if (!left.reader().read(event, leftValue)) {
            return false;
        }
        rightValue.clear();
        if (!right.reader().read(event, rightValue)) {
            return false;
        }
        FieldType type = left.type();
        if (type == FieldType.DYNAMIC) {
            type = leftValue.dynamicType();
            if (rightValue.dynamicType() != type) {
                return false;
            }
        }
        PairTest test = tests.get(type);
        return test != null && holds(test);
    }

    private boolean holds(PairTest test) {
        for (int index = 0; index < leftValue.count(); index++) {
            if (matchesAny(test, index) != all) {
                return !all;
            }
        }
        return all && (emptyMatches || leftValue.count() > 0);
    }

    private boolean matchesAny(PairTest test, int index) {
        for (int other = 0; other < rightValue.count(); other++) {
            if (test.matches(leftValue, index, rightValue, other)) {
                return true;
            }
        }
        return false;
    }
}
