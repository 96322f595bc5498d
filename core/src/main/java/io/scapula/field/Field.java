package io.scapula.field;

import java.util.Set;

/**
 * A field as the filter language and output formats know it.
 *
 * @param name         such as {@code proc.name}
 * @param group        the class it is listed under, such as {@code process}
 * @param type         the kind of its value
 * @param multiplicity how many values it has when no argument selects one
 * @param argument     the argument it takes
 * @param format       how its number is printed
 * @param flags        what is special about it
 * @param reads        what its value depends on
 * @param description  one sentence for the list of fields
 */
public record Field(
        String name,
        String group,
        FieldType type,
        Multiplicity multiplicity,
        ArgumentForm argument,
        NumberFormat format,
        Set<FieldFlag> flags,
        Reads reads,
        String description) {
    public Field {
        flags = Set.copyOf(flags);
    }

    public boolean has(FieldFlag flag) {
        return flags.contains(flag);
    }
}
