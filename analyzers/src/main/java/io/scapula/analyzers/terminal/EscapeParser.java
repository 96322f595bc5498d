package io.scapula.analyzers.terminal;

import java.util.function.IntConsumer;

/**
 * Takes bytes for a terminal apart into characters, control characters and sequences, after the state machine of the DEC
 * VT500 that today's terminals follow. It remembers a bounded part of a sequence only, so that endless ones do no harm.
 *
 * @see <a href="https://vt100.net/emu/dec_ansi_parser">A parser for DEC's ANSI-compatible video terminals</a>
 */
public final class EscapeParser {
    /** What is kept of a string such as a title. */
    public static final int MOST_STRING_CHARACTERS = 4096;

    private static final int ESC = 0x1B;
    private static final int BEL = 0x07;
    private static final int CANCEL = 0x18;
    private static final int SUBSTITUTE = 0x1A;
    private static final int DELETE = 0x7F;

    private enum State {
        GROUND,
        ESCAPE,
        SEQUENCE,
        /** A control sequence that makes no sense: skipped to its end. */
        BROKEN_SEQUENCE,
        STRING,
        /** An ESC within a string: the first half of its end. */
        STRING_ESCAPE
    }

    private final TerminalActions actions;
    private final Utf8Stream characters = new Utf8Stream();
    private final IntConsumer next = this::character;
    private final ControlSequence sequence = new ControlSequence();
    private final StringBuilder text = new StringBuilder();
    private State state = State.GROUND;
    private int intermediate;
    private int introducer;

    public EscapeParser(TerminalActions actions) {
        this.actions = actions;
    }

    /** Takes bytes; a sequence may go on in the next ones. */
    public void take(byte[] bytes) {
        for (byte one : bytes) {
            characters.take(one & 0xFF, next);
        }
    }

    /** Bytes are missing here: what began before them does not go on behind them. */
    public void skip() {
        characters.reset();
        state = State.GROUND;
    }

    private void character(int character) {
        switch (state) {
            case GROUND -> ground(character);
            case ESCAPE -> escape(character);
            case SEQUENCE, BROKEN_SEQUENCE -> inSequence(character);
            case STRING -> inString(character);
            case STRING_ESCAPE -> {
                endString();
                if (character != '\\') {
                    escape(character);
                }
            }
        }
    }

    private void ground(int character) {
        if (character == ESC) {
            beginEscape();
        } else if (character < ' ' || character == DELETE) {
            actions.control(character);
        } else if (character > 0x9F || character < 0x80) {
            actions.print(character);
        }
    }

    private void beginEscape() {
        state = State.ESCAPE;
        intermediate = 0;
    }

    private void escape(int character) {
        state = State.ESCAPE;
        if (interrupts(character)) {
            return;
        }
        switch (character) {
            case '[' -> {
                sequence.begin();
                state = State.SEQUENCE;
            }
            case ']', 'P', 'X', '^', '_' -> beginString(character);
            default -> {
                if (character >= 0x20 && character <= 0x2F) {
                    intermediate = character;
                } else {
                    state = State.GROUND;
                    if (character < DELETE) {
                        actions.escape(intermediate, character);
                    }
                }
            }
        }
    }

    private void beginString(int character) {
        if (intermediate != 0) {
            state = State.GROUND;
            actions.escape(intermediate, character);
            return;
        }
        introducer = character;
        text.setLength(0);
        state = State.STRING;
    }

    private void inSequence(int character) {
        if (interrupts(character)) {
            return;
        }
        if (character >= 0x40 && character < DELETE) {
            boolean whole = state == State.SEQUENCE;
            state = State.GROUND;
            if (whole) {
                sequence.last(character);
                actions.sequence(sequence);
            }
        } else if (character >= '0' && character <= '9') {
            sequence.digit(character - '0');
        } else if (character == ';' || character == ':') {
            if (sequence.count() == 0) {
                sequence.separator();
            }
            sequence.separator();
        } else if (character >= '<' && character <= '?') {
            sequence.mark(character);
        } else if (character >= 0x20 && character <= 0x2F) {
            sequence.intermediate(character);
        } else if (character > DELETE) {
            state = State.BROKEN_SEQUENCE;
        }
    }

    /** Control characters work within sequences too; some end them. */
    private boolean interrupts(int character) {
        if (character == ESC) {
            beginEscape();
        } else if (character == CANCEL || character == SUBSTITUTE) {
            state = State.GROUND;
        } else if (character < ' ') {
            actions.control(character);
        } else {
            return false;
        }
        return true;
    }

    private void inString(int character) {
        if (character == ESC) {
            state = State.STRING_ESCAPE;
        } else if (character == BEL && introducer == ']') {
            endString();
        } else if (character == CANCEL || character == SUBSTITUTE) {
            state = State.GROUND;
        } else if (text.length() < MOST_STRING_CHARACTERS) {
            text.appendCodePoint(character);
        }
    }

    private void endString() {
        state = State.GROUND;
        actions.string(introducer, text.toString());
    }
}
