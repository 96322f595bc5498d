package io.scapula.filter;

import io.scapula.field.BoundField;
import io.scapula.field.FieldException;
import io.scapula.field.FieldFlag;
import io.scapula.field.FieldReader;
import io.scapula.field.FieldType;
import io.scapula.field.Multiplicity;
import io.scapula.field.Reads;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds fields and puts transformers around them. */
final class OperandCompiler {
    private static final int FIELD_COST = 4;
    private static final int TRANSFORMER_COST = 40;

    private final FieldBinder fields;

    OperandCompiler(FieldBinder fields) {
        this.fields = fields;
    }

    CompiledOperand compile(Term.Operand operand) {
        if (operand instanceof Term.FieldReference reference) {
            return field(reference, bind(reference));
        }
        if (operand instanceof Term.TransformerCall call) {
            return transformer(call);
        }
        throw new AssertionError(operand);
    }

    BoundField bind(Term.FieldReference reference) {
        BoundField field;
        try {
            field = fields.bind(reference.name(), reference.argument());
        } catch (FieldException e) {
            List<String> similar = e.isUnknownField() ? fields.similarTo(reference.name()) : List.of();
            throw new FilterException(String.valueOf(e.getMessage()), List.of(), similar, reference.position());
        }
        if (field.field().has(FieldFlag.PRINT_ONLY)) {
            throw new FilterException(
                    field.field().name() + " can only be printed, not compared", reference.position());
        }
        return field;
    }

    static CompiledOperand field(Term.FieldReference reference, BoundField field) {
        // The only fields that remember what they were asked.
        boolean stateful = field.field().name().startsWith("evt.deltatime");
        int cost = field.type().isNumeric() || field.type() == FieldType.BOOLEAN ? FIELD_COST : 2 * FIELD_COST;
        return new CompiledOperand(
                field.text(),
                field.type(),
                field.multiplicity(),
                field.reader(),
                field.multiplicity() == Multiplicity.SINGLE ? cost : 5 * cost,
                stateful,
                field.field().reads());
    }

    private CompiledOperand transformer(Term.TransformerCall call) {
        Transformer transformer = call.transformer();
        if (call.argument() != null && transformer != Transformer.GETOPT) {
            throw new FilterException(
                    "'" + transformer.spelling() + "' transformer takes no argument in brackets", call.position());
        }
        List<CompiledOperand> arguments = new ArrayList<>();
        for (Term term : call.arguments()) {
            arguments.add(argument(transformer, term));
        }
        CompiledOperand first = arguments.get(0);
        return switch (transformer) {
            case TOLOWER, TOUPPER, BASENAME -> {
                require(isText(first), call, 0, first);
                yield derived(
                        call,
                        arguments,
                        first.type(),
                        first.multiplicity(),
                        new TextTransformer(transformer, first.reader()));
            }
            case B64 -> {
                require(isText(first) || first.type() == FieldType.BYTES, call, 0, first);
                yield derived(
                        call,
                        arguments,
                        first.type(),
                        first.multiplicity(),
                        new Base64Transformer(first.reader(), first.type() == FieldType.BYTES));
            }
            case LEN -> {
                boolean list = first.multiplicity() == Multiplicity.LIST;
                require(list || isText(first) || first.type() == FieldType.BYTES, call, 0, first);
                yield derived(
                        call,
                        arguments,
                        FieldType.UNSIGNED,
                        Multiplicity.SINGLE,
                        new LengthTransformer(first.reader(), list, first.type() == FieldType.BYTES));
            }
            case JOIN -> {
                require(isSingleText(first), call, 0, first);
                require(isTextList(arguments.get(1)), call, 1, arguments.get(1));
                yield derived(
                        call,
                        arguments,
                        FieldType.TEXT,
                        Multiplicity.SINGLE,
                        new JoinTransformer(first.reader(), arguments.get(1).reader()));
            }
            case CONCAT -> {
                for (int index = 0; index < arguments.size(); index++) {
                    require(isSingleText(arguments.get(index)), call, index, arguments.get(index));
                }
                yield derived(
                        call,
                        arguments,
                        FieldType.TEXT,
                        Multiplicity.SINGLE,
                        new ConcatTransformer(readers(arguments)));
            }
            case GETOPT -> {
                require(isTextList(first), call, 0, first);
                require(isSingleText(arguments.get(1)), call, 1, arguments.get(1));
                yield derived(
                        call,
                        arguments,
                        FieldType.TEXT,
                        call.argument() == null ? Multiplicity.LIST : Multiplicity.SINGLE,
                        new OptionTransformer(first.reader(), arguments.get(1).reader(), option(call)));
            }
        };
    }

    private static @Nullable Character option(Term.TransformerCall call) {
        if (call.argument() == null) {
            return null;
        }
        if (call.argument().length() != 1) {
            throw new FilterException("expected one option letter in brackets", call.position());
        }
        return call.argument().charAt(0);
    }

    private CompiledOperand argument(Transformer transformer, Term term) {
        if (term instanceof Term.FieldReference reference) {
            BoundField field = bind(reference);
            if (field.field().has(FieldFlag.NO_TRANSFORMER)) {
                throw new FilterException(
                        "can't add field transformer: field '" + field.text() + "' takes none, not '"
                                + transformer.spelling() + "' either",
                        reference.position());
            }
            return field(reference, field);
        }
        if (term instanceof Term.Operand operand) {
            return compile(operand);
        }
        if (term instanceof Term.Literal literal) {
            return constant(literal);
        }
        if (term instanceof Term.TermList list) {
            return list(transformer, list);
        }
        throw new AssertionError(term);
    }

    private static CompiledOperand constant(Term.Literal literal) {
        String text = literal.text();
        return new CompiledOperand(
                text, FieldType.TEXT, Multiplicity.SINGLE, (event, value) -> value.add(text), 0, false, Reads.NOTHING);
    }

    private CompiledOperand list(Transformer transformer, Term.TermList list) {
        List<CompiledOperand> elements = new ArrayList<>();
        for (Term term : list.terms()) {
            CompiledOperand element = argument(transformer, term);
            if (!isSingleText(element)) {
                throw unsupported(transformer, element, term.position());
            }
            elements.add(element);
        }
        return new CompiledOperand(
                "(...)",
                FieldType.TEXT,
                Multiplicity.LIST,
                new ListReader(readers(elements)),
                cost(elements),
                stateful(elements),
                reads(elements));
    }

    private static CompiledOperand derived(
            Term.TransformerCall call,
            List<CompiledOperand> arguments,
            FieldType type,
            Multiplicity multiplicity,
            FieldReader reader) {
        return new CompiledOperand(
                call.transformer().spelling() + "()",
                type,
                multiplicity,
                reader,
                cost(arguments) + TRANSFORMER_COST,
                stateful(arguments),
                reads(arguments));
    }

    private static FieldReader[] readers(List<CompiledOperand> operands) {
        return operands.stream().map(CompiledOperand::reader).toArray(FieldReader[]::new);
    }

    private static int cost(List<CompiledOperand> operands) {
        return operands.stream().mapToInt(CompiledOperand::cost).sum();
    }

    private static Reads reads(List<CompiledOperand> operands) {
        return operands.stream().map(CompiledOperand::reads).reduce(Reads.NOTHING, Reads::and);
    }

    private static boolean stateful(List<CompiledOperand> operands) {
        return operands.stream().anyMatch(CompiledOperand::stateful);
    }

    private static void require(boolean fits, Term.TransformerCall call, int index, CompiledOperand argument) {
        if (!fits) {
            throw unsupported(
                    call.transformer(), argument, call.arguments().get(index).position());
        }
    }

    private static FilterException unsupported(
            Transformer transformer, CompiledOperand argument, SourcePosition position) {
        boolean list = argument.multiplicity() != Multiplicity.SINGLE;
        return new FilterException(
                "can't add field transformer: type '" + (list ? "list of " : "") + argument.type()
                        + "' is not supported by '" + transformer.spelling() + "' transformer applied on field '"
                        + argument.text() + "'",
                position);
    }

    private static boolean isText(CompiledOperand operand) {
        return operand.type().isText()
                && (operand.multiplicity() == Multiplicity.SINGLE || operand.multiplicity() == Multiplicity.LIST);
    }

    private static boolean isSingleText(CompiledOperand operand) {
        return operand.type().isText() && operand.multiplicity() == Multiplicity.SINGLE;
    }

    private static boolean isTextList(CompiledOperand operand) {
        return operand.type().isText() && operand.multiplicity() == Multiplicity.LIST;
    }
}
