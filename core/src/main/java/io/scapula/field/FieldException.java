package io.scapula.field;

/** A field name or argument that makes no sense; the message says what was expected. */
public final class FieldException extends Exception {
    private static final long serialVersionUID = 1;

    /** States the problem. */
    public FieldException(String message) {
        super(message);
    }
}
