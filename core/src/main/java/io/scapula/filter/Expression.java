package io.scapula.filter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A filter as the parser understood it.
 *
 * <p>Two expressions are equal if they were also read from the same text; compare {@link #text()} to know whether they
 * mean the same.
 */
public sealed interface Expression {
    /** True if every operand is; they are taken from left to right. */
    record And(List<Expression> operands) implements Expression {
        public And {
            operands = List.copyOf(operands);
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /** True if any operand is; they are taken from left to right. */
    record Or(List<Expression> operands) implements Expression {
        public Or {
            operands = List.copyOf(operands);
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /** True if the operand is not. */
    record Not(Expression operand) implements Expression {
        @Override
        public String toString() {
            return text();
        }
    }

    /**
     * One comparison.
     *
     * @param left     what is compared
     * @param operator how
     * @param modifier how with the elements of a list, or {@code null}
     * @param right    compared with what; {@code null} for {@link Operator#EXISTS} only
     * @param position where the operator stands
     */
    record Check(
            Term.Operand left,
            Operator operator,
            @Nullable Modifier modifier,
            @Nullable Term right,
            SourcePosition position)
            implements Expression {
        @Override
        public String toString() {
            return text();
        }
    }

    /** The name of a macro. */
    record MacroReference(String name, SourcePosition position) implements Expression {
        @Override
        public String toString() {
            return text();
        }
    }

    /** The expression as a filter, in the shortest form that is read back as the same expression. */
    default String text() {
        return new FilterPrinter().print(this);
    }
}
