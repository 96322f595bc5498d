package io.scapula.filter;

import io.scapula.format.CaptureText;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes expressions as filters. */
final class FilterPrinter {
    private final StringBuilder text = new StringBuilder();

    String print(Expression expression) {
        write(expression);
        return text.toString();
    }

    private void write(Expression expression) {
        if (expression instanceof Expression.And and) {
            writeAll(and.operands(), " and ");
        } else if (expression instanceof Expression.Or or) {
            writeAll(or.operands(), " or ");
        } else if (expression instanceof Expression.Not not) {
            text.append("not ");
            writeNested(not.operand(), isConnective(not.operand()));
        } else if (expression instanceof Expression.Check check) {
            write(check);
        } else if (expression instanceof Expression.MacroReference macro) {
            text.append(macro.name());
        } else {
            throw new AssertionError(expression);
        }
    }

    /** Only an {@code and} within an {@code or} needs no parentheses. */
    private void writeAll(List<Expression> operands, String connective) {
        boolean loose = connective.equals(" or ");
        for (int index = 0; index < operands.size(); index++) {
            if (index > 0) {
                text.append(connective);
            }
            Expression operand = operands.get(index);
            writeNested(operand, isConnective(operand) && !(loose && operand instanceof Expression.And));
        }
    }

    private void writeNested(Expression expression, boolean parentheses) {
        if (parentheses) {
            text.append('(');
        }
        write(expression);
        if (parentheses) {
            text.append(')');
        }
    }

    private static boolean isConnective(Expression expression) {
        return expression instanceof Expression.And || expression instanceof Expression.Or;
    }

    private void write(Expression.Check check) {
        write(check.left());
        text.append(' ').append(check.operator().spelling());
        if (check.modifier() != null) {
            text.append(' ').append(check.modifier().spelling());
        }
        if (check.operator() != Operator.EXISTS) {
            text.append(' ');
            Term right = Objects.requireNonNull(check.right());
            if (right instanceof Term.FieldReference field) {
                text.append("val(");
                write(field);
                text.append(')');
            } else {
                write(right);
            }
        }
    }

    private void write(Term term) {
        if (term instanceof Term.FieldReference field) {
            text.append(field.name());
            writeArgument(field.argument());
        } else if (term instanceof Term.TransformerCall call) {
            text.append(call.transformer().spelling()).append('(');
            for (int index = 0; index < call.arguments().size(); index++) {
                text.append(index == 0 ? "" : ", ");
                writeTransformed(call.arguments().get(index));
            }
            text.append(')');
            writeArgument(call.argument());
        } else if (term instanceof Term.Literal literal) {
            text.append(isBare(literal.text()) ? literal.text() : quote(literal.text()));
        } else if (term instanceof Term.TermList list) {
            writeList(list, false);
        } else if (term instanceof Term.ListReference list) {
            text.append(list.name());
        } else {
            throw new AssertionError(term);
        }
    }

    /** Among the arguments of a transformer a bare word would be a field. */
    private void writeTransformed(Term term) {
        if (term instanceof Term.Literal literal) {
            text.append(quote(literal.text()));
        } else if (term instanceof Term.TermList list) {
            writeList(list, true);
        } else {
            write(term);
        }
    }

    private void writeList(Term.TermList list, boolean transformed) {
        text.append('(');
        for (int index = 0; index < list.terms().size(); index++) {
            text.append(index == 0 ? "" : ", ");
            if (transformed) {
                writeTransformed(list.terms().get(index));
            } else {
                write(list.terms().get(index));
            }
        }
        text.append(')');
    }

    private void writeArgument(@Nullable String argument) {
        if (argument != null) {
            boolean bare = !argument.isEmpty() && argument.chars().allMatch(FilterPrinter::isPlain);
            text.append('[').append(bare ? argument : quote(argument)).append(']');
        }
    }

    /** Whether the text needs no quotes as the value of a check or in a list. */
    static boolean isBare(String value) {
        if (value.isEmpty() || !value.chars().allMatch(FilterPrinter::isPlain)) {
            return false;
        }
        for (Modifier modifier : Modifier.values()) {
            if (modifier.spelling().equals(value)) {
                return false;
            }
        }
        return true;
    }

    /** Fewer characters than the grammar would allow in a bare word: what people expect to see unquoted. */
    private static boolean isPlain(int unit) {
        return unit > ' ' && unit < 0x7F && "()[]\"'=,\\".indexOf(unit) < 0;
    }

    /** The text in double quotes, with escapes where they are needed. */
    static String quote(String value) {
        StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
        for (int index = 0; index < value.length(); ) {
            int codePoint = value.codePointAt(index);
            index += Character.charCount(codePoint);
            quoteOne(quoted, codePoint, index == value.length());
        }
        return quoted.append('"').toString();
    }

    private static void quoteOne(StringBuilder quoted, int codePoint, boolean last) {
        switch (codePoint) {
            case '\b' -> quoted.append("\\b");
            case '\f' -> quoted.append("\\f");
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            case '"' -> quoted.append("\\\"");
            // A quote character directly behind a backslash would not end the string.
            case '\\' -> quoted.append(last ? "\\ " : "\\\\");
            default -> {
                if (CaptureText.isInvalidByte(codePoint)) {
                    quoted.append("\\x").append(HexFormat.of().toHexDigits((byte) codePoint));
                } else if (codePoint < ' ' || codePoint == 0x7F) {
                    quoted.append("\\x").append(HexFormat.of().toHexDigits((byte) codePoint));
                } else {
                    quoted.appendCodePoint(codePoint);
                }
            }
        }
    }
}
