package io.scapula.field;

/** The kind of value that a field has; decides which operators it takes and how it is printed. */
public enum FieldType {
    /** Text. */
    TEXT,
    /** A file system path. */
    PATH,
    /** Signed integer. */
    SIGNED,
    /** Unsigned integer of up to 64 bits. */
    UNSIGNED,
    /** True or false; 1 or 0 in {@link FieldValue#number(int)}. */
    BOOLEAN,
    /** Nanoseconds. */
    DURATION,
    /** Nanoseconds since the epoch. */
    TIME,
    /** A port number. */
    PORT,
    /** A floating-point number. */
    DECIMAL,
    /** An IPv4 or IPv6 address. */
    ADDRESS,
    /** An address that is compared with networks ({@code 10.0.0.0/8}). */
    NETWORK,
    /** Raw bytes. */
    BYTES,
    /** Any of these, as the event's parameter has it: {@code evt.rawarg}. */
    DYNAMIC;

    /** Whether values are integers, ports and times among them. */
    public boolean isNumeric() {
        return this == SIGNED || this == UNSIGNED || this == DURATION || this == TIME || this == PORT;
    }

    /** Whether values are texts. */
    public boolean isText() {
        return this == TEXT || this == PATH;
    }
}
