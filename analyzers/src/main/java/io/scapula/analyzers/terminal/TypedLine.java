package io.scapula.analyzers.terminal;

import java.util.List;

/**
 * A line that was typed.
 *
 * @param timeNanos   when it was finished, nanoseconds since the epoch
 * @param eventNumber number of the event that finished it
 * @param pid         process that read it, 0 if only the other side of the terminal was recorded
 * @param program     name of that process, empty if not known
 * @param prompt      what stood before it on the screen, empty if nothing did or if that was not recorded
 * @param text        the line, without its line feed; {@link #MASK} if it is masked
 * @param kind        what it is
 * @param masked      whether it was typed without echo, and is hidden therefore
 * @param certain     whether keystrokes or screen leave no doubt about it; buffers that were cut leave some
 * @param evidence    numbers of the events that show it, in order; of long lines the first ones and the last
 */
public record TypedLine(
        long timeNanos,
        long eventNumber,
        long pid,
        String program,
        String prompt,
        String text,
        Kind kind,
        boolean masked,
        boolean certain,
        List<Long> evidence) {
    /** Stands for what was typed without echo, whatever its length. */
    public static final String MASK = "********";

    /** What came of the keys. */
    public enum Kind {
        /** A line that was entered. */
        LINE,
        /** A line that was given up with an interrupt, or the interrupt of a program that ran; ends with {@code ^C}. */
        INTERRUPTED,
        /** The end of input: {@code ^D}. */
        END_OF_INPUT,
        /** A line that was begun and never entered. */
        UNFINISHED,
        /** Keys for a program that draws on the whole screen; the text counts them. */
        KEYS
    }

    public TypedLine {
        evidence = List.copyOf(evidence);
    }
}
