package io.scapula.filter;

import io.scapula.field.ArgumentForm;
import io.scapula.field.BoundField;
import io.scapula.field.Field;
import io.scapula.field.Fields;
import io.scapula.field.NumberFormat;
import java.util.Set;

/** Transformers outside of filters: {@code toupper(proc.name)} as something to show. */
public final class ShownOperand {
    private ShownOperand() {}

    /** Whether the text begins like a call of a transformer. */
    public static boolean begins(String text) {
        int parenthesis = text.indexOf('(');
        return parenthesis > 0 && Transformer.named(text.substring(0, parenthesis)) != null;
    }

    /**
     * Compiles the call of a transformer, to be read as a field is.
     *
     * @param text the whole call
     * @throws FilterException if it makes no sense
     */
    public static BoundField compile(String text, Fields fields) {
        CompiledOperand operand = new OperandCompiler(FieldBinder.of(fields)).compile(FilterParser.parseOperand(text));
        Field shown = new Field(
                text,
                "transformer",
                operand.type(),
                operand.multiplicity(),
                ArgumentForm.NONE,
                NumberFormat.DECIMAL,
                Set.of(),
                operand.reads(),
                "a field's value, transformed");
        return new BoundField(
                shown, null, operand.type(), operand.multiplicity(), NumberFormat.DECIMAL, operand.reader());
    }
}
