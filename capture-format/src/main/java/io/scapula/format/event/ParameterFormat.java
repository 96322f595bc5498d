package io.scapula.format.event;

/** How a parameter's number is usually printed. */
public enum ParameterFormat {
    /** Not a number, or no preference. */
    NA,
    DECIMAL,
    HEXADECIMAL,
    OCTAL
}
