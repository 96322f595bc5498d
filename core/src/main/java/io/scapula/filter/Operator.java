package io.scapula.filter;

/** What a check does with the value of its field. */
public enum Operator {
    EXISTS("exists", Kind.PRESENCE),
    LESS_OR_EQUAL("<=", Kind.ORDER),
    LESS("<", Kind.ORDER),
    GREATER_OR_EQUAL(">=", Kind.ORDER),
    GREATER(">", Kind.ORDER),
    /** Also written {@code ==}. */
    EQUAL("=", Kind.COMPARISON),
    NOT_EQUAL("!=", Kind.COMPARISON),
    GLOB("glob", Kind.COMPARISON),
    IGLOB("iglob", Kind.COMPARISON),
    CONTAINS("contains", Kind.COMPARISON),
    ICONTAINS("icontains", Kind.COMPARISON),
    BCONTAINS("bcontains", Kind.COMPARISON),
    STARTSWITH("startswith", Kind.COMPARISON),
    BSTARTSWITH("bstartswith", Kind.COMPARISON),
    ENDSWITH("endswith", Kind.COMPARISON),
    REGEX("regex", Kind.COMPARISON),
    INTERSECTS("intersects", Kind.LIST),
    IN("in", Kind.LIST),
    PMATCH("pmatch", Kind.LIST);

    /** What stands on the right-hand side. */
    public enum Kind {
        /** Nothing. */
        PRESENCE,
        /** One value. */
        ORDER,
        /** One value or, with a {@link Modifier}, a list. */
        COMPARISON,
        /** A list. */
        LIST
    }

    private final String spelling;
    private final Kind kind;

    Operator(String spelling, Kind kind) {
        this.spelling = spelling;
        this.kind = kind;
    }

    /** As it is written. */
    public String spelling() {
        return spelling;
    }

    public Kind kind() {
        return kind;
    }

    boolean isWord() {
        return Character.isLetter(spelling.charAt(0));
    }

    /** Whether the outcome of comparing left with right, below, at or above zero, satisfies an operator of order. */
    boolean accepts(int comparison) {
        return switch (this) {
            case LESS_OR_EQUAL -> comparison <= 0;
            case LESS -> comparison < 0;
            case GREATER_OR_EQUAL -> comparison >= 0;
            case GREATER -> comparison > 0;
            case EQUAL -> comparison == 0;
            case NOT_EQUAL -> comparison != 0;
            default -> throw new AssertionError(this);
        };
    }
}
