package io.scapula.analyzers.terminal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line while it is typed. */
final class LineInProgress {
    final long pid;
    final String program;
    final Anchor anchor;
    final KeyLine keys = new KeyLine();
    final Echo echo = new Echo();
    final Evidence evidence = new Evidence();
    /** Whether the kernel shows what is typed, and that is not part of the recording. */
    final boolean echoAssumed;

    /** Every event that brought a key. */
    final List<Long> events = new ArrayList<>();

    private final StringBuilder typed = new StringBuilder();
    private TerminalData last;

    LineInProgress(TerminalData first, Anchor anchor, boolean echoAssumed) {
        pid = first.pid();
        program = first.program();
        last = first;
        this.anchor = anchor;
        this.echoAssumed = echoAssumed;
    }

    void cite(TerminalData data) {
        evidence.add(data.eventNumber());
        boolean isNew = events.isEmpty() || events.get(events.size() - 1) != data.eventNumber();
        if (isNew && events.size() < KeyLine.MOST_CHARACTERS) {
            events.add(data.eventNumber());
        }
        last = data;
    }

    void type(int codePoint) {
        keys.type(codePoint);
        if (typed.length() < KeyLine.MOST_CHARACTERS) {
            typed.appendCodePoint(codePoint);
        }
    }

    /** What had its last key. */
    TerminalData last() {
        return last;
    }

    boolean isHidden() {
        return !echoAssumed && keys.typedCharacters() > 0 && !echo.shows(typed.toString()) && !echo.shows(keys.text());
    }

    /**
     * The line as it was finished; {@code null} if there is nothing to tell, because it is empty.
     *
     * @param shown  what of it is on the screen, empty if that is not known
     * @param suffix how the key that ended it is written
     */
    @Nullable
    TypedLine finish(String shown, String suffix, TypedLine.Kind kind, boolean showHidden) {
        boolean hidden = isHidden();
        String text = (hidden || shown.isEmpty() ? keys.text().stripTrailing() : line(shown)) + suffix;
        if (text.isEmpty()) {
            return null;
        }
        boolean certain = hidden ? keys.isExact() : keys.isExact() || !shown.isEmpty() && !echo.isCut();
        return new TypedLine(
                last.timeNanos(),
                last.eventNumber(),
                pid,
                program,
                anchor.prompt().strip(),
                hidden && !showHidden ? TypedLine.MASK + suffix : text,
                kind,
                hidden,
                certain,
                evidence.events());
    }

    /** The keys tell a line to the letter, unless one of them did something that only the screen shows. */
    private String line(String shown) {
        return keys.isExact() ? keys.text().stripTrailing() : shown;
    }
}
