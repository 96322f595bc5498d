package io.scapula.field;

/** How a field's number is printed. */
public enum NumberFormat {
    /** In the type's own way. */
    DEFAULT,
    DECIMAL,
    /** Upper-case digits without prefix. */
    HEXADECIMAL,
    OCTAL,
    /** Decimal, filled up to nine digits with zeros. */
    NINE_DIGITS,
    /** An identifier: decimal, never scaled. */
    IDENTIFIER
}
