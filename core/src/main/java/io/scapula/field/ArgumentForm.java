package io.scapula.field;

/**
 * The argument that a field takes.
 *
 * @param presence whether it must be there
 * @param kinds    what it may be, in words for the list of fields, such as {@code index} or {@code key}; empty if none
 * @param dotted   whether it follows a dot instead of standing in brackets: {@code evt.arg.name}
 */
public record ArgumentForm(Presence presence, String kinds, boolean dotted) {
    /** Whether an argument must, may or must not be given. */
    public enum Presence {
        NONE,
        OPTIONAL,
        REQUIRED
    }

    /** No argument. */
    public static final ArgumentForm NONE = new ArgumentForm(Presence.NONE, "", false);
}
