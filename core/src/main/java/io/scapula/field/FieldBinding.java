package io.scapula.field;

import org.jspecify.annotations.Nullable;

/** Gives a field its reader, with the argument taken in. */
@FunctionalInterface
interface FieldBinding {
    /**
     * Binds the field.
     *
     * @param field    its row of the table
     * @param argument as written; whether it must be there has been checked
     * @throws FieldException if the argument makes no sense
     */
    BoundField bind(Field field, @Nullable String argument) throws FieldException;

    /** A reader for one argument. */
    @FunctionalInterface
    interface OfArgument {
        FieldReader reader(String argument) throws FieldException;
    }

    /** The field as its row has it. */
    static BoundField plain(Field field, @Nullable String argument, FieldReader reader) {
        return new BoundField(field, argument, field.type(), field.multiplicity(), field.format(), reader);
    }

    /** The field with one value, such as a chain of which an argument chose one. */
    static BoundField single(Field field, String argument, FieldReader reader) {
        return new BoundField(field, argument, field.type(), Multiplicity.SINGLE, field.format(), reader);
    }
}
