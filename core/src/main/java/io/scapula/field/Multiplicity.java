package io.scapula.field;

/** How many values a field has at one event, and what a comparison makes of several. */
public enum Multiplicity {
    /** One value or none. */
    SINGLE,
    /**
     * One value for each ancestor, nearest first. A comparison holds if it holds for any of them; printed with blanks in
     * between.
     */
    CHAIN,
    /** A list. {@code in} holds if every element is in the set, {@code intersects} if any is; printed {@code (a,b)}. */
    LIST,
    /**
     * The two ends of a conversation. A comparison holds if it holds for either end, {@code !=} only if for both; not
     * printed.
     */
    ENDS
}
