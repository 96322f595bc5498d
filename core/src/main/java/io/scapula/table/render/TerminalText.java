package io.scapula.table.render;

/**
 * Makes a text from elsewhere fit to print: nothing in it can steer a terminal, hide, or pose as another line.
 *
 * <table>
 * <caption>What is escaped</caption>
 * <tr><th>character</th><th>printed as</th></tr>
 * <tr><td>line feed, carriage return, tab</td><td>{@code \n}, {@code \r}, {@code \t}</td></tr>
 * <tr><td>any other control character: below 0x20, 0x7f to 0x9f</td><td>{@code \x1b}</td></tr>
 * <tr><td>format characters: direction overrides, zero-width characters, soft hyphens, tags</td>
 *     <td>{@code \u005cu202e}, {@code \u005cu{e0041}}</td></tr>
 * <tr><td>line and paragraph separators, halves of a surrogate pair</td><td>{@code \u005cu2028}</td></tr>
 * <tr><td>backslashes, where what follows would make them read as one of the above</td><td>doubled</td></tr>
 * </table>
 *
 * <p>So {@code grep '\.log$'} is printed as it was typed, and only {@code printf 'a\nb'} becomes {@code printf
 * 'a\\nb'}. Nothing is ambiguous: a backslash is escaped with all others of its run, and only if the run stands before
 * one of {@code n r t x u} or before a character that is escaped itself. Two different texts never print alike.
 */
public final class TerminalText {
    private static final String ESCAPE_LETTERS = "nrtxu";

    private TerminalText() {}

    /** The text on one line, with everything escaped that could do more than show itself. */
    public static String escape(String text) {
        return escape(text, "");
    }

    /** As {@link #escape(String)}, but lines and tabs stay what they are. */
    public static String escapeLines(String text) {
        return escape(text, "\n\t");
    }

    /** As {@link #escape(String)}, but leaves the characters of {@code kept} as they are. */
    static String escape(String text, String kept) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        int position = 0;
        while (position < text.length()) {
            int codePoint = text.codePointAt(position);
            if (codePoint == '\\') {
                position = copyBackslashes(text, position, kept, out);
            } else {
                position += Character.charCount(codePoint);
                if (needsEscape(codePoint, kept)) {
                    appendEscape(codePoint, out);
                } else {
                    out.appendCodePoint(codePoint);
                }
            }
        }
        return out.toString();
    }

    /** Whether a character would steer, hide or break a line. True for each half of a pair when it stands alone. */
    static boolean needsEscape(int codePoint) {
        if (codePoint < 0x7f) {
            return codePoint < 0x20;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    private static boolean needsEscape(int codePoint, String kept) {
        return needsEscape(codePoint) && kept.indexOf(codePoint) < 0;
    }

    /** Most texts: printable ASCII without a backslash. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c > 0x7e || c == '\\') {
                return false;
            }
        }
        return true;
    }

    private static int copyBackslashes(String text, int start, String kept, StringBuilder out) {
        int end = start;
        while (end < text.length() && text.charAt(end) == '\\') {
            end++;
        }
        boolean doubled = end < text.length() && wouldReadAsEscape(text.codePointAt(end), kept);
        out.append("\\".repeat(doubled ? 2 * (end - start) : end - start));
        return end;
    }

    private static boolean wouldReadAsEscape(int next, String kept) {
        return ESCAPE_LETTERS.indexOf(next) >= 0 || needsEscape(next, kept);
    }

    private static void appendEscape(int codePoint, StringBuilder out) {
        switch (codePoint) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (codePoint < 0x100) {
                    out.append("\\x").append(hex(codePoint, 2));
                } else if (codePoint < 0x10000) {
                    out.append("\\u").append(hex(codePoint, 4));
                } else {
                    out.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
                }
            }
        }
    }

    private static String hex(int codePoint, int width) {
        String digits = Integer.toHexString(codePoint);
        return "0".repeat(width - digits.length()) + digits;
    }
}
