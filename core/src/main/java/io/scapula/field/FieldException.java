package io.scapula.field;

/** A field name or argument that makes no sense; the message says what was expected. */
public final class FieldException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean unknownField;

    /** States the problem with an argument. */
    public FieldException(String message) {
        this(message, false);
    }

    private FieldException(String message, boolean unknownField) {
        super(message);
        this.unknownField = unknownField;
    }

    /** There is no field with this name. */
    public static FieldException unknownField(String name) {
        return new FieldException("nonexistent field " + name, true);
    }

    /** Whether it is the name that is wrong, so that similar names may help. */
    public boolean isUnknownField() {
        return unknownField;
    }
}
