package io.scapula.analyzers.terminal;

/**
 * Lets through what only changes the picture on a terminal: characters, the cursor's place, erasing, colours, the alternate
 * screen. What a capture holds was chosen by somebody else: titles, clipboards, questions that the terminal would answer
 * with keys of its own, files, printers and settings are left out.
 */
final class HarmlessOutput implements TerminalActions {
    private static final String CONTROLS = "\b\t\n\u000b\u000c\r\u000e\u000f";
    private static final String ESCAPES = "78DEM=>";
    private static final String CHARACTER_SETS = "()";
    private static final String SEQUENCES = "ABCDEFGHIJKLMPSTXZ@`abdefgmrsu";
    /** Sequences that mean something else with a mark of private use. */
    private static final String PRIVATE_SEQUENCES = "JK";

    private final StringBuilder text = new StringBuilder();
    private final EscapeParser parser = new EscapeParser(this);

    /** What of the bytes is let through; a sequence that goes on in the next bytes comes with these. */
    String filter(byte[] bytes) {
        parser.take(bytes);
        return drain();
    }

    /** Bytes are missing here. */
    void skip() {
        parser.skip();
    }

    private String drain() {
        String passed = text.toString();
        text.setLength(0);
        return passed;
    }

    @Override
    public void print(int codePoint) {
        int type = Character.getType(codePoint);
        // Directions of writing would let a text pose as another.
        text.appendCodePoint(type == Character.FORMAT || type == Character.SURROGATE ? '\uFFFD' : codePoint);
    }

    @Override
    public void control(int character) {
        if (CONTROLS.indexOf(character) >= 0) {
            text.append((char) character);
        }
    }

    @Override
    public void escape(int intermediate, int last) {
        if (intermediate == 0 && ESCAPES.indexOf(last) >= 0) {
            text.append('\u001b').append((char) last);
        } else if (CHARACTER_SETS.indexOf(intermediate) >= 0 && intermediate != 0 && (last == '0' || last == 'B')) {
            text.append('\u001b').append((char) intermediate).append((char) last);
        }
    }

    @Override
    public void sequence(ControlSequence sequence) {
        boolean plain = sequence.intermediate() == 0;
        boolean passes = plain
                && switch (sequence.mark()) {
                    case 0 -> SEQUENCES.indexOf(sequence.last()) >= 0 || isInsertMode(sequence);
                    case '?' -> PRIVATE_SEQUENCES.indexOf(sequence.last()) >= 0 || isDisplayMode(sequence);
                    default -> false;
                };
        if (passes) {
            text.append(sequence);
        }
    }

    private static boolean isInsertMode(ControlSequence sequence) {
        return isMode(sequence) && sequence.count() == 1 && sequence.value(0, 0) == 4;
    }

    /** Wrapping, the cursor's look, the alternate screen. */
    private static boolean isDisplayMode(ControlSequence sequence) {
        if (!isMode(sequence) || sequence.count() == 0) {
            return false;
        }
        for (int index = 0; index < sequence.count(); index++) {
            switch (sequence.value(index, 0)) {
                case 7, 12, 25, 47, 1047, 1048, 1049 -> {}
                default -> {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isMode(ControlSequence sequence) {
        return sequence.last() == 'h' || sequence.last() == 'l';
    }

    @Override
    public void string(int introducer, String dropped) {
        // Titles, clipboards, pictures, questions.
    }
}
