package io.scapula.analyzers.terminal;

/**
 * A line as its keys alone tell it: typed characters, and the editing keys that do the same everywhere. Once a key is
 * pressed whose effect only the screen shows, such as those that recall or complete, it no longer knows.
 */
final class KeyLine {
    /** Longer lines are no longer followed. */
    static final int MOST_CHARACTERS = 1 << 16;

    private static final int CTRL_A = 1;
    private static final int CTRL_B = 2;
    private static final int CTRL_D = 4;
    private static final int CTRL_E = 5;
    private static final int CTRL_F = 6;
    private static final int CTRL_H = 8;
    private static final int CTRL_K = 11;
    private static final int CTRL_L = 12;
    private static final int CTRL_U = 21;
    private static final int CTRL_W = 23;
    private static final int DELETE = 0x7F;

    private static final int DELETE_KEY = 3;

    private final StringBuilder text = new StringBuilder();
    private int cursor;
    private boolean exact = true;
    private int keys;
    private int typed;

    /** How many keys were pressed. */
    int keys() {
        return keys;
    }

    /** How many of them were characters. */
    int typedCharacters() {
        return typed;
    }

    /** Whether {@link #text()} is what the line editor had. */
    boolean isExact() {
        return exact;
    }

    String text() {
        return text.toString();
    }

    /** A character. */
    void type(int codePoint) {
        keys++;
        typed++;
        if (text.length() < MOST_CHARACTERS) {
            String character = Character.toString(codePoint);
            text.insert(cursor, character);
            cursor += character.length();
        } else {
            exact = false;
        }
    }

    /** Some keys were not recorded. */
    void missing() {
        exact = false;
    }

    /** A key with Control, or the backspace key. */
    void control(int character) {
        keys++;
        switch (character) {
            case DELETE, CTRL_H -> deleteBackwards();
            case CTRL_U -> {
                text.delete(0, cursor);
                cursor = 0;
            }
            case CTRL_W -> {
                int start = wordStart();
                text.delete(start, cursor);
                cursor = start;
            }
            case CTRL_A -> cursor = 0;
            case CTRL_E -> cursor = text.length();
            case CTRL_B -> left();
            case CTRL_F -> right();
            case CTRL_K -> text.setLength(cursor);
            case CTRL_D -> deleteForwards();
            case CTRL_L -> {} // the screen is drawn again, the line stays
            default -> exact = false;
        }
    }

    /** A key that sends a sequence. */
    void sequence(ControlSequence sequence) {
        keys++;
        boolean plain = sequence.mark() == 0 && sequence.count() == 0;
        switch (sequence.last()) {
            case 'C' -> move(plain, 1);
            case 'D' -> move(plain, -1);
            case 'H' -> cursor = 0;
            case 'F' -> cursor = text.length();
            case '~' -> numbered(sequence.value(0, 0));
            default -> exact = false;
        }
    }

    private void move(boolean plain, int direction) {
        if (!plain) {
            exact = false;
        } else if (direction < 0) {
            left();
        } else {
            right();
        }
    }

    private void numbered(int key) {
        switch (key) {
            case 1, 7 -> cursor = 0;
            case 4, 8 -> cursor = text.length();
            case DELETE_KEY -> deleteForwards();
            default -> exact = false;
        }
    }

    /** Any other key. */
    void other() {
        keys++;
        exact = false;
    }

    private void left() {
        if (cursor > 0) {
            cursor = text.offsetByCodePoints(cursor, -1);
        }
    }

    private void right() {
        if (cursor < text.length()) {
            cursor = text.offsetByCodePoints(cursor, 1);
        }
    }

    private void deleteBackwards() {
        int end = cursor;
        left();
        text.delete(cursor, end);
    }

    private void deleteForwards() {
        if (cursor < text.length()) {
            text.delete(cursor, text.offsetByCodePoints(cursor, 1));
        }
    }

    private int wordStart() {
        int start = cursor;
        while (start > 0 && Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        while (start > 0 && !Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }
}
