package io.scapula.print;

import io.scapula.field.BoundField;
import io.scapula.field.FieldException;
import io.scapula.field.FieldFlag;
import io.scapula.field.Fields;
import io.scapula.filter.FilterException;
import io.scapula.filter.ShownOperand;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to print of an event: text with fields in it, such as {@code *%evt.num %proc.name %10fd.num|}.
 *
 * <ul>
 *   <li>{@code %FIELD} is the field's value; of what follows the percent sign, the longest text counts that is a field
 *       or the call of a transformer.
 *   <li>{@code %10FIELD} takes ten characters: filled up with blanks, or cut.
 *   <li>{@code *} at the very beginning: a value that is missing prints as {@code <NA>}. Without it, an event that lacks
 *       one of the values is not printed at all.
 *   <li>{@code %%} is a percent sign, {@code \n} and {@code \t} are a line feed and a tab.
 * </ul>
 */
public final class OutputFormat {
    /** What sysdig prints without a format. */
    public static final String DEFAULT =
            "*%evt.num %evt.outputtime %evt.cpu %proc.name (%thread.tid) %evt.dir %evt.type %evt.info";
    /** {@code -pc}: the same with containers. */
    public static final String CONTAINER = "*%evt.num %evt.outputtime %evt.cpu %container.name (%container.id) "
            + "%proc.name (%thread.tid:%thread.vtid) %evt.dir %evt.type %evt.info";
    /** {@code -pk}: the same with pods. */
    public static final String KUBERNETES = "*%evt.num %evt.outputtime %evt.cpu %k8s.pod.name (%container.id) "
            + "%proc.name (%thread.tid:%thread.vtid) %evt.dir %evt.type %evt.info";
    /** {@code -pm}: the same with Mesos tasks, which captures do not tell. */
    public static final String MESOS = "*%evt.num %evt.outputtime %evt.cpu %mesos.task.name (%container.id) "
            + "%proc.name (%thread.tid:%thread.vtid) %evt.dir %evt.type %evt.info";

    private static final int WIDEST = 1 << 16;

    /**
     * A piece of the format.
     *
     * @param literal text in front of the value
     * @param field   what is read, {@code null} behind the last field
     * @param width   characters it takes, 0 for as many as it has
     */
    record Part(String literal, @Nullable BoundField field, int width) {}

    private final List<Part> parts;
    private final boolean keepsIncomplete;

    private OutputFormat(List<Part> parts, boolean keepsIncomplete) {
        this.parts = List.copyOf(parts);
        this.keepsIncomplete = keepsIncomplete;
    }

    /**
     * Reads a format. Fields remember what they need to from one event to the next, so every pass over a capture wants
     * a format of its own.
     *
     * @throws FormatException if it makes no sense
     */
    public static OutputFormat parse(String template, Fields fields) {
        return new Parser(template, fields).parse();
    }

    List<Part> parts() {
        return parts;
    }

    /** Whether an event is printed that lacks a value. */
    boolean keepsIncomplete() {
        return keepsIncomplete;
    }

    private static final class Parser {
        private final String template;
        private final Fields fields;
        private final List<Part> parts = new ArrayList<>();
        private final StringBuilder literal = new StringBuilder();
        private int position;

        Parser(String template, Fields fields) {
            this.template = template;
            this.fields = fields;
        }

        OutputFormat parse() {
            boolean keepsIncomplete = template.startsWith("*");
            position = keepsIncomplete ? 1 : 0;
            while (position < template.length()) {
                char next = template.charAt(position);
                if (next == '%') {
                    value();
                } else if (next == '\\' && template.startsWith("n", position + 1)) {
                    literal('\n');
                } else if (next == '\\' && template.startsWith("t", position + 1)) {
                    literal('\t');
                } else {
                    literal.append(next);
                    position++;
                }
            }
            if (literal.length() > 0 || parts.isEmpty()) {
                parts.add(new Part(literal.toString(), null, 0));
            }
            return new OutputFormat(parts, keepsIncomplete);
        }

        private void literal(char character) {
            literal.append(character);
            position += 2;
        }

        private void value() {
            int percent = position++;
            if (template.startsWith("%", position)) {
                literal.append('%');
                position++;
                return;
            }
            int width = width(percent);
            if (position == template.length()) {
                throw new FormatException("the format ends where a field was expected behind '%'", percent + 1);
            }
            BoundField field = ShownOperand.begins(template.substring(position)) ? transformer() : field();
            if (field.field().has(FieldFlag.FILTER_ONLY)) {
                throw new FormatException(
                        field.field().name() + " is filter only and cannot be used as a display field", percent + 2);
            }
            parts.add(new Part(literal.toString(), field, width));
            literal.setLength(0);
        }

        private int width(int percent) {
            int width = 0;
            while (position < template.length() && isDigit(template.charAt(position))) {
                width = 10 * width + template.charAt(position++) - '0';
                if (width > WIDEST) {
                    throw new FormatException("no value is wider than " + WIDEST + " characters", percent + 2);
                }
            }
            return width;
        }

        /** The longest text from here on that names a field. */
        private BoundField field() {
            int start = position;
            int nameEnd = start;
            while (nameEnd < template.length() && isOfName(template.charAt(nameEnd))) {
                nameEnd++;
            }
            FieldException first = null;
            for (int end = nameEnd; end > start; end--) {
                String name = template.substring(start, end);
                int close = end < template.length() && template.charAt(end) == '[' ? template.indexOf(']', end) : -1;
                try {
                    if (close > 0) {
                        BoundField withArgument = fields.bind(name, unquoted(template.substring(end + 1, close)));
                        position = close + 1;
                        return withArgument;
                    }
                } catch (FieldException e) {
                    first = first == null ? e : first;
                }
                try {
                    BoundField field = fields.bind(name, null);
                    position = end;
                    return field;
                } catch (FieldException e) {
                    first = first == null ? e : first;
                }
            }
            throw unknown(start, nameEnd, first);
        }

        private FormatException unknown(int start, int end, @Nullable FieldException first) {
            if (first == null) {
                return new FormatException(
                        "'" + template.charAt(start) + "' follows '%', where a field was expected", start + 1);
            }
            List<String> similar =
                    first.isUnknownField() ? fields.similarTo(template.substring(start, end)) : List.of();
            return new FormatException(String.valueOf(first.getMessage()), similar, start + 1);
        }

        private BoundField transformer() {
            int end = position;
            int depth = 0;
            char quote = 0;
            while (end < template.length()) {
                char next = template.charAt(end++);
                if (quote != 0) {
                    quote = next == quote ? 0 : quote;
                } else if (next == '"' || next == '\'') {
                    quote = next;
                } else if (next == '(') {
                    depth++;
                } else if (next == ')' && --depth == 0) {
                    break;
                }
            }
            if (end < template.length() && template.charAt(end) == '[' && template.indexOf(']', end) > 0) {
                end = template.indexOf(']', end) + 1;
            }
            try {
                BoundField shown = ShownOperand.compile(template.substring(position, end), fields);
                position = end;
                return shown;
            } catch (FilterException e) {
                throw new FormatException(e.problem(), position + e.column());
            }
        }

        private static String unquoted(String argument) {
            int last = argument.length() - 1;
            boolean quoted = last > 0
                    && (argument.charAt(0) == '"' || argument.charAt(0) == '\'')
                    && argument.charAt(last) == argument.charAt(0);
            return quoted ? argument.substring(1, last) : argument;
        }

        private static boolean isDigit(char character) {
            return character >= '0' && character <= '9';
        }

        private static boolean isOfName(char character) {
            return (character >= 'a' && character <= 'z')
                    || (character >= 'A' && character <= 'Z')
                    || isDigit(character)
                    || character == '.'
                    || character == '_'
                    || character == '-'
                    || character == '/';
        }
    }
}
