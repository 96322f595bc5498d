package io.scapula.analyzers.terminal;

/** What a terminal showed while a line was typed, to tell whether the line was shown. */
final class Echo {
    /** What is kept of it. */
    private static final int MOST_CHARACTERS = 1 << 16;

    private static final double SHOWN = 0.8;
    private static final double SHOWN_OF_CUT = 0.5;

    private final StringBuilder printed = new StringBuilder();
    private boolean cut;
    private boolean placed;

    void print(int codePoint) {
        if (printed.length() < MOST_CHARACTERS) {
            printed.appendCodePoint(codePoint);
        }
    }

    /** Some of it was not recorded. */
    void missing() {
        cut = true;
    }

    /** A program placed the cursor somewhere on the screen, as line editors don't but to clear it. */
    void sequence(ControlSequence sequence) {
        boolean places = sequence.last() == 'H' || sequence.last() == 'f' || sequence.last() == 'd';
        placed |= sequence.mark() == 0 && places && (sequence.value(0, 1) > 1 || sequence.value(1, 1) > 1);
    }

    boolean isPlaced() {
        return placed;
    }

    boolean isCut() {
        return cut;
    }

    /** Whether the typed characters were shown, one after the other, among whatever else was. */
    boolean shows(String typed) {
        String shown = printed.toString();
        int place = 0;
        int found = 0;
        int characters = 0;
        for (int index = 0; index < typed.length(); index++) {
            char character = typed.charAt(index);
            if (Character.isWhitespace(character)) {
                continue;
            }
            characters++;
            int next = shown.indexOf(character, place);
            if (next >= 0) {
                found++;
                place = next + 1;
            }
        }
        if (characters == 0) {
            return true;
        }
        if (isMask(shown) && !isMask(typed)) {
            return false;
        }
        return cut ? found >= SHOWN_OF_CUT * Math.min(characters, shown.length()) : found >= SHOWN * characters;
    }

    /** Whether it consists of one character that is no letter or digit, as some programs show for each key. */
    private static boolean isMask(String text) {
        String visible = text.strip();
        return !visible.isEmpty()
                && !Character.isLetterOrDigit(visible.codePointAt(0))
                && visible.chars()
                                .filter(character -> character != ' ')
                                .distinct()
                                .count()
                        == 1;
    }
}
