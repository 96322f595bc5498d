package io.scapula.analyzers.terminal;

/** Takes what a terminal sent apart into keys. Its answers to questions of programs are none. */
final class Keys implements TerminalActions {
    private static final int INTERRUPT = 3;
    private static final int END_OF_INPUT = 4;
    private static final int SUSPEND = 26;
    private static final int QUIT = 28;
    private static final int PASTE_BEGINS = 200;
    private static final int PASTE_ENDS = 201;

    private final TypedLineReader reader;
    private boolean pasting;
    /** Whether the next character belongs to an {@code ESC O}, as arrow keys send it in one of their modes. */
    private boolean shifted;

    private boolean afterReturn;

    Keys(TypedLineReader reader) {
        this.reader = reader;
    }

    @Override
    public void print(int codePoint) {
        boolean arrow = shifted;
        shifted = false;
        afterReturn = false;
        if (reader.hasProgramTheScreen()) {
            if (!arrow) {
                reader.programKey();
            }
        } else if (arrow) {
            ControlSequence sequence = new ControlSequence();
            sequence.begin();
            sequence.last(codePoint);
            reader.key().keys.sequence(sequence);
        } else {
            reader.key().type(codePoint);
        }
    }

    @Override
    public void control(int character) {
        boolean secondHalf = afterReturn && character == '\n';
        afterReturn = character == '\r';
        if (secondHalf) {
            return;
        }
        if (reader.hasProgramTheScreen()) {
            reader.programKey();
        } else if (pasting) {
            reader.key().type(character == '\r' ? '\n' : character);
        } else {
            line(character);
        }
    }

    private void line(int character) {
        switch (character) {
            case '\r', '\n' -> reader.enter();
            case INTERRUPT -> reader.end("^C", TypedLine.Kind.INTERRUPTED);
            case QUIT -> reader.end("^\\", TypedLine.Kind.INTERRUPTED);
            case SUSPEND -> reader.end("^Z", TypedLine.Kind.INTERRUPTED);
            case END_OF_INPUT -> {
                if (reader.key().keys.keys() == 0) {
                    reader.end("^D", TypedLine.Kind.END_OF_INPUT);
                } else {
                    reader.key().keys.control(character);
                }
            }
            default -> reader.key().keys.control(character);
        }
    }

    @Override
    public void escape(int intermediate, int last) {
        if (reader.hasProgramTheScreen()) {
            reader.programKey();
            shifted = last == 'O';
        } else if (intermediate == 0 && last == 'O') {
            shifted = true;
        } else {
            reader.key().keys.other();
        }
    }

    @Override
    public void sequence(ControlSequence sequence) {
        if (sequence.last() == '~' && sequence.value(0, 0) == PASTE_BEGINS) {
            pasting = true;
        } else if (sequence.last() == '~' && sequence.value(0, 0) == PASTE_ENDS) {
            pasting = false;
        } else if (!isAnswer(sequence)) {
            if (reader.hasProgramTheScreen()) {
                reader.programKey();
            } else {
                reader.key().keys.sequence(sequence);
            }
        }
    }

    /** What the terminal is, where its cursor is, that its window got the focus, what the mouse did. */
    private static boolean isAnswer(ControlSequence sequence) {
        return sequence.mark() != 0
                || sequence.intermediate() != 0
                || "cnRtxyIO".indexOf(sequence.last()) >= 0
                || sequence.last() == 'M';
    }

    @Override
    public void string(int introducer, String text) {
        // Answers to questions after colours and capabilities.
    }
}
