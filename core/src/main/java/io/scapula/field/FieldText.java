package io.scapula.field;

import io.scapula.text.BufferText;
import io.scapula.text.DisplayOptions;
import io.scapula.text.NumberText;
import java.util.Set;

/**
 * Values of fields as people read them, and as JSON. Appends to what the caller gives. Holds a buffer of its own: for one
 * thread.
 *
 * <p>Texts come as the capture has them, control characters and all; whoever prints to a terminal takes care of those.
 */
public final class FieldText {
    private static final char[] HEX_DIGITS = "0123456789abcdef".toCharArray();
    private static final int FRACTION_DIGITS = 9;
    private static final double MOST_TENTHS = 1e15;

    /** Times as text for people, which JSON has as nanoseconds since the epoch. */
    private static final Set<String> CLOCKS =
            Set.of("evt.time", "evt.time.s", "evt.time.iso8601", "evt.datetime", "evt.datetime.s", "evt.outputtime");

    private enum JsonKind {
        NUMBER,
        BOOLEAN,
        STRING
    }

    private final BufferText buffers;

    /** Texts that follow the options. */
    public FieldText(DisplayOptions display) {
        this.buffers = new BufferText(display.buffers());
    }

    /**
     * Appends what the field shows: a chain's values with blanks in between, a list as {@code (a,b)}.
     *
     * @param value what the field read, at least one value unless it is a list
     */
    public void append(StringBuilder out, BoundField field, FieldValue value) {
        FieldType type = typeOf(field, value);
        if (field.multiplicity() == Multiplicity.LIST) {
            out.append('(');
            appendAll(out, field, type, value, ',');
            out.append(')');
        } else {
            appendAll(out, field, type, value, ' ');
        }
    }

    private void appendAll(StringBuilder out, BoundField field, FieldType type, FieldValue value, char between) {
        for (int index = 0; index < value.count(); index++) {
            if (index > 0) {
                out.append(between);
            }
            append(out, type, field.format(), value, index);
        }
    }

    private static FieldType typeOf(BoundField field, FieldValue value) {
        return field.type() == FieldType.DYNAMIC ? value.dynamicType() : field.type();
    }

    private void append(StringBuilder out, FieldType type, NumberFormat format, FieldValue value, int index) {
        switch (type) {
            case TEXT, PATH -> out.append(value.text(index));
            case BOOLEAN -> out.append(value.number(index) != 0);
            case SIGNED, DURATION, TIME, PORT -> appendNumber(out, format, value.number(index));
            case UNSIGNED -> appendUnsigned(out, format, value.number(index));
            case DECIMAL -> appendDecimal(out, value.decimal(index));
            case ADDRESS, NETWORK -> out.append(value.address(index));
            case BYTES -> buffers.append(out, value.bytes(index), 0, value.bytes(index).length);
            case DYNAMIC -> throw new AssertionError("a value that was read has a type");
        }
    }

    private static void appendUnsigned(StringBuilder out, NumberFormat format, long number) {
        boolean isDecimal = format != NumberFormat.HEXADECIMAL && format != NumberFormat.OCTAL;
        if (number < 0 && isDecimal) {
            out.append(Long.toUnsignedString(number));
        } else {
            appendNumber(out, format, number);
        }
    }

    private static void appendNumber(StringBuilder out, NumberFormat format, long number) {
        switch (format) {
            case HEXADECIMAL -> NumberText.appendHex(out, number);
            case OCTAL -> NumberText.appendOctal(out, number);
            case NINE_DIGITS -> {
                if (number < 0) {
                    out.append(number);
                } else {
                    NumberText.appendPadded(out, number, FRACTION_DIGITS);
                }
            }
            case DEFAULT, DECIMAL, IDENTIFIER -> out.append(number);
        }
    }

    /** One decimal; two would claim more than a percentage is worth. */
    private static void appendDecimal(StringBuilder out, double number) {
        if (Math.abs(number) >= MOST_TENTHS) {
            out.append(number);
            return;
        }
        long tenths = Math.round(Math.abs(number) * 10);
        out.append(number < 0 && tenths > 0 ? "-" : "")
                .append(tenths / 10)
                .append('.')
                .append(tenths % 10);
    }

    /** Whether the field is a time as text for people, which JSON has as nanoseconds since the epoch. */
    public static boolean isClock(BoundField field) {
        return CLOCKS.contains(field.field().name());
    }

    private static JsonKind jsonKind(BoundField field, FieldType type) {
        return switch (type) {
            case BOOLEAN -> JsonKind.BOOLEAN;
            case SIGNED, UNSIGNED, DURATION, TIME, PORT, DECIMAL ->
                switch (field.format()) {
                    case HEXADECIMAL, OCTAL -> JsonKind.STRING;
                    case DEFAULT, DECIMAL, NINE_DIGITS, IDENTIFIER -> JsonKind.NUMBER;
                };
            case TEXT, PATH, ADDRESS, NETWORK, BYTES, DYNAMIC -> JsonKind.STRING;
        };
    }

    /**
     * Appends the values as JSON: a list as an array, a chain as one text.
     *
     * @param field no {@linkplain #isClock clock}
     * @param value what the field read, at least one value unless it is a list
     */
    public void appendJson(StringBuilder out, BoundField field, FieldValue value) {
        FieldType type = typeOf(field, value);
        JsonKind kind = jsonKind(field, type);
        if (field.multiplicity() == Multiplicity.LIST) {
            out.append('[');
            for (int index = 0; index < value.count(); index++) {
                out.append(index == 0 ? "" : ",");
                appendJson(out, kind, type, field.format(), value, index);
            }
            out.append(']');
        } else if (value.count() > 1) {
            out.append('"');
            int start = out.length();
            append(out, field, value);
            finishString(out, start);
        } else {
            appendJson(out, kind, type, field.format(), value, 0);
        }
    }

    private void appendJson(
            StringBuilder out, JsonKind kind, FieldType type, NumberFormat format, FieldValue value, int index) {
        switch (kind) {
            // No leading zeros: JSON has no such numbers.
            case NUMBER, BOOLEAN -> append(out, type, NumberFormat.DECIMAL, value, index);
            case STRING -> {
                out.append('"');
                int start = out.length();
                append(out, type, format, value, index);
                finishString(out, start);
            }
        }
    }

    /**
     * Finishes a JSON string whose quotation mark and text were appended: escapes in the text what must be escaped, and
     * what is no character, such as a byte of broken UTF-8; then the second quotation mark.
     *
     * @param start where the text starts, behind the quotation mark; it goes to the end
     */
    public static void finishString(StringBuilder out, int start) {
        int end = out.length();
        int index = start;
        while (index < end && isPlain(out.charAt(index))) {
            index++;
        }
        if (index < end) {
            String rest = out.substring(index);
            out.setLength(index);
            appendEscaped(out, rest);
        }
        out.append('"');
    }

    /** Most characters: those that JSON has as they are, whatever stands beside them. */
    private static boolean isPlain(char unit) {
        return unit >= ' ' && unit < 0x7F && unit != '"' && unit != '\\';
    }

    private static void appendEscaped(StringBuilder out, String text) {
        for (int index = 0; index < text.length(); index++) {
            char unit = text.charAt(index);
            switch (unit) {
                case '"', '\\' -> out.append('\\').append(unit);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (unit < ' ' || unit == 0x7F || isLoneSurrogate(text, index)) {
                        appendEscape(out, unit);
                    } else {
                        out.append(unit);
                    }
                }
            }
        }
    }

    private static boolean isLoneSurrogate(String text, int index) {
        char unit = text.charAt(index);
        if (Character.isHighSurrogate(unit)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        return Character.isLowSurrogate(unit) && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }

    private static void appendEscape(StringBuilder out, char unit) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX_DIGITS[unit >>> shift & 0xF]);
        }
    }
}
