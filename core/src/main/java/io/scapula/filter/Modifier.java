package io.scapula.filter;

/** How an operator is applied to a list of values: {@code proc.name startswith anyof (ngin, hapr)}. */
public enum Modifier {
    /** Exactly one holds. */
    ONEOF("oneof"),
    /** At least one holds. */
    ANYOF("anyof"),
    /** All hold. */
    ALLOF("allof");

    private final String spelling;

    Modifier(String spelling) {
        this.spelling = spelling;
    }

    /** As it is written. */
    public String spelling() {
        return spelling;
    }
}
