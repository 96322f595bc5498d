package io.scapula.filter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands on either side of an operator, or between the parentheses of a transformer. */
public sealed interface Term {
    /** Where it begins. */
    SourcePosition position();

    /** Something with a value at each event. */
    sealed interface Operand extends Term {}

    /**
     * A field.
     *
     * @param name     as written, with whatever follows dots
     * @param argument what stands in brackets, or {@code null}
     */
    record FieldReference(String name, @Nullable String argument, SourcePosition position) implements Operand {}

    /**
     * A transformer with its arguments.
     *
     * @param argument what stands in brackets behind it, or {@code null}
     */
    record TransformerCall(
            Transformer transformer,
            List<Term> arguments,
            @Nullable String argument,
            SourcePosition position) implements Operand {
        public TransformerCall {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * A constant.
     *
     * @param text its text without quotes and escapes; bytes that are no valid UTF-8 as
     *             {@link io.scapula.format.CaptureText} has them
     */
    record Literal(String text, SourcePosition position) implements Term {}

    /** Terms in parentheses: constants only, except within a transformer. */
    record TermList(List<Term> terms, SourcePosition position) implements Term {
        public TermList {
            terms = List.copyOf(terms);
        }
    }

    /** A name where a list is expected; compiles only if it was the name of a list, which the parser replaces. */
    record ListReference(String name, SourcePosition position) implements Term {}
}
