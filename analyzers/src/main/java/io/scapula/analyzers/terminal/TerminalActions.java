package io.scapula.analyzers.terminal;

/** What the bytes that a terminal is sent ask of it; {@link EscapeParser} calls it. */
public interface TerminalActions {
    /** A character to be shown. */
    void print(int codePoint);

    /** A control character: below U+0020, or U+007F. */
    void control(int character);

    /**
     * An escape sequence without parameters, such as {@code ESC 7}.
     *
     * @param intermediate the character before the last, 0 if there is none
     */
    void escape(int intermediate, int last);

    /** A control sequence, {@code ESC [} and on. */
    void sequence(ControlSequence sequence);

    /**
     * A string for the terminal itself: a title, a clipboard, a query.
     *
     * @param introducer the character after ESC: {@code ]} for an OSC, {@code P} for a DCS, {@code X ^ _} for others
     * @param text       its beginning, no more than {@link EscapeParser#MOST_STRING_CHARACTERS}
     */
    void string(int introducer, String text);
}
