package io.scapula.field;

import org.jspecify.annotations.Nullable;

/**
 * A field with its argument: {@code proc.aname[2]}, ready to read events.
 *
 * @param field        the field
 * @param argument     the argument as written, or {@code null}
 * @param type         the kind of value; that of the field, except that {@code evt.rawarg} has that of its parameter
 * @param multiplicity how many values: an index makes a chain single
 * @param format       how its number is printed
 * @param reader       reads it
 */
public record BoundField(
        Field field,
        @Nullable String argument,
        FieldType type,
        Multiplicity multiplicity,
        NumberFormat format,
        FieldReader reader) {

    /** As it is written in a filter or format: with the argument after a dot or in brackets. */
    public String text() {
        if (argument == null) {
            return field.name();
        }
        return field.argument().dotted() && isName(argument)
                ? field.name() + "." + argument
                : field.name() + "[" + argument + "]";
    }

    /** Whether the text can follow a dot: names with dots between them. */
    private static boolean isName(String text) {
        boolean atStart = true;
        for (int index = 0; index < text.length(); index++) {
            char unit = text.charAt(index);
            boolean letter = unit >= 'a' && unit <= 'z' || unit >= 'A' && unit <= 'Z';
            boolean inside = unit >= '0' && unit <= '9' || unit == '_' || unit == '.';
            if (!letter && (atStart || !inside)) {
                return false;
            }
            atStart = unit == '.';
        }
        return !atStart;
    }
}
