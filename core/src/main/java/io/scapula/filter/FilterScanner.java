package io.scapula.filter;

import io.scapula.format.CaptureText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the tokens of a filter from left to right; what a token is depends on what the parser looks for. */
final class FilterScanner {
    private static final String BLANKS = " \t\b\r\n";

    private final String text;
    private int offset;
    private int tokenStart;

    FilterScanner(String text) {
        this.text = text;
    }

    int offset() {
        return offset;
    }

    /** Goes back to a place that was visited before. */
    void reset(int earlier) {
        offset = earlier;
    }

    boolean atEnd() {
        return offset == text.length();
    }

    SourcePosition position() {
        return position(offset);
    }

    SourcePosition position(int place) {
        return new SourcePosition(text, place);
    }

    /** The token read last. */
    String lastToken() {
        return text.substring(Math.min(tokenStart, offset), offset).strip();
    }

    /** What follows up to the next blank, for messages. */
    String rest() {
        int end = offset;
        while (end < text.length() && !isBlank(text.charAt(end)) && end - offset < 40) {
            end++;
        }
        return text.substring(offset, end);
    }

    void skipBlanks() {
        while (offset < text.length() && isBlank(text.charAt(offset))) {
            offset++;
        }
    }

    static boolean isBlank(char unit) {
        return BLANKS.indexOf(unit) >= 0;
    }

    boolean nextIs(char unit) {
        return offset < text.length() && text.charAt(offset) == unit;
    }

    boolean nextIsQuote() {
        return nextIs('"') || nextIs('\'');
    }

    /** Reads the character if it comes next. */
    boolean take(char unit) {
        if (!nextIs(unit)) {
            return false;
        }
        tokenStart = offset++;
        return true;
    }

    /** Reads the symbol, such as {@code >=}, if it comes next. */
    boolean takeSymbol(String symbol) {
        if (!text.startsWith(symbol, offset)) {
            return false;
        }
        tokenStart = offset;
        offset += symbol.length();
        return true;
    }

    /** Reads the word if it comes next and does not go on. */
    boolean takeWord(String word) {
        int end = offset + word.length();
        if (!text.startsWith(word, offset) || (end < text.length() && isNamePart(text.charAt(end)))) {
            return false;
        }
        tokenStart = offset;
        offset = end;
        return true;
    }

    /** Reads the word if it comes next and a blank or an opening parenthesis follows. */
    boolean takeConnective(String word) {
        int end = offset + word.length();
        if (!text.startsWith(word, offset)) {
            return false;
        }
        if (end < text.length() && !isBlank(text.charAt(end)) && text.charAt(end) != '(') {
            return false;
        }
        tokenStart = offset;
        offset = end;
        return true;
    }

    /** Reads a name without dots if one comes next. */
    @Nullable
    String identifier() {
        if (atEnd() || !isLetter(text.charAt(offset))) {
            return null;
        }
        int end = offset + 1;
        while (end < text.length() && isNamePart(text.charAt(end))) {
            end++;
        }
        return token(end);
    }

    /**
     * Reads the name of a field if one comes next: names joined by dots. The key of a label may also hold what labels
     * hold in Kubernetes, and the part behind a dot may be a number.
     */
    @Nullable
    String fieldName() {
        int start = offset;
        if (identifier() == null || !nextIs('.')) {
            offset = start;
            return null;
        }
        int end = offset;
        while (end + 1 < text.length() && text.charAt(end) == '.' && isNamePart(text.charAt(end + 1))) {
            boolean labelKey = text.startsWith(".label", end - ".label".length());
            end++;
            while (end < text.length()
                    && (isNamePart(text.charAt(end)) || (labelKey && isLabelPart(text.charAt(end))))) {
                end++;
            }
        }
        offset = start;
        return end > start && text.substring(start, end).indexOf('.') > 0 ? token(end) : null;
    }

    /** Reads a text up to a blank or any of the stops; {@code null} if there is none. */
    @Nullable
    String bare(String stops) {
        int end = offset;
        while (end < text.length()
                && !isBlank(text.charAt(end))
                && stops.indexOf(text.charAt(end)) < 0
                && !isOtherSpace(text.charAt(end))) {
            end++;
        }
        return end == offset ? null : token(end);
    }

    /** Reads an integer, decimal or hexadecimal number if one comes next. */
    @Nullable
    String number() {
        int end = offset;
        if (end < text.length() && (text.charAt(end) == '+' || text.charAt(end) == '-')) {
            end++;
        }
        int digits = end;
        while (end < text.length() && (isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
            end++;
        }
        if (end == digits || !isDigit(text.charAt(digits))) {
            return null;
        }
        while (end < text.length() && isNamePart(text.charAt(end))) {
            end++;
        }
        return token(end);
    }

    /**
     * Reads a quoted string, which comes next.
     *
     * @return its text, escapes resolved
     */
    String quoted() {
        int start = offset;
        char quote = text.charAt(start);
        int end = closingQuote(start, quote);
        if (end < 0) {
            throw new FilterException("unclosed quote, expected another " + quote, position(start));
        }
        String value = unescape(start + 1, end, quote);
        token(end + 1);
        return value;
    }

    /**
     * A quote character closes the string unless the character before it is a backslash, even an escaped one. Where that
     * leaves the string open, an escaped backslash is taken for what it is.
     */
    private int closingQuote(int start, char quote) {
        for (int index = start + 1; index < text.length(); index++) {
            if (text.charAt(index) == quote && text.charAt(index - 1) != '\\') {
                return index;
            }
        }
        for (int index = start + 1; index < text.length(); index++) {
            if (text.charAt(index) == '\\') {
                index++;
            } else if (text.charAt(index) == quote) {
                return index;
            }
        }
        return -1;
    }

    private String unescape(int start, int end, char quote) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int index = start;
        int plain = start;
        while (index < end) {
            if (text.charAt(index) == '\\') {
                bytes.writeBytes(CaptureText.encode(text.substring(plain, index)));
                bytes.write(escaped(index, end, quote));
                index += text.charAt(index + 1) == 'x' ? 4 : 2;
                plain = index;
            } else {
                index++;
            }
        }
        bytes.writeBytes(CaptureText.encode(text.substring(plain, end)));
        return checked(bytes.toByteArray(), start);
    }

    private int escaped(int backslash, int end, char quote) {
        char letter = backslash + 1 < end ? text.charAt(backslash + 1) : '\0';
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '\\', ' ' -> '\\';
            case '/' -> '/';
            case 'x' -> hexadecimal(backslash, end);
            default -> {
                if (letter != quote || letter == '\0') {
                    throw badEscape(backslash, Math.min(backslash + 2, end));
                }
                yield letter;
            }
        };
    }

    private int hexadecimal(int backslash, int end) {
        int value = 0;
        for (int index = backslash + 2; index < backslash + 4; index++) {
            int digit = index < end && text.charAt(index) < 0x80 ? Character.digit(text.charAt(index), 16) : -1;
            if (digit < 0) {
                throw badEscape(backslash, Math.min(backslash + 4, end));
            }
            value = value * 16 + digit;
        }
        return value;
    }

    private FilterException badEscape(int start, int end) {
        return new FilterException(
                "unsupported string escape sequence: " + text.substring(start, end)
                        + ", expected one of \\b \\f \\n \\r \\t \\\\ \\/ \\xHH or an escaped quote",
                position(start));
    }

    /** A text as it would be if its bytes came from a capture. */
    String checked(byte[] bytes, int start) {
        for (byte each : bytes) {
            if (each == 0) {
                throw new FilterException("filter value cannot contain a NUL byte", position(start));
            }
        }
        return CaptureText.decode(bytes, 0, bytes.length);
    }

    /** A bare word as it would be if its bytes came from a capture. */
    String checked(String word, int start) {
        for (int index = 0; index < word.length(); index++) {
            char unit = word.charAt(index);
            if (unit == 0 || unit >= 0x80) {
                return checked(unit == 0 ? word.getBytes(StandardCharsets.UTF_8) : CaptureText.encode(word), start);
            }
        }
        return word;
    }

    private String token(int end) {
        tokenStart = offset;
        offset = end;
        return text.substring(tokenStart, end);
    }

    private static boolean isLetter(char unit) {
        return (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z');
    }

    private static boolean isDigit(char unit) {
        return unit >= '0' && unit <= '9';
    }

    private static boolean isNamePart(char unit) {
        return isLetter(unit) || isDigit(unit) || unit == '_';
    }

    private static boolean isLabelPart(char unit) {
        return unit == '-' || unit == '/' || unit == '.';
    }

    /** White space that ends a word although it does not separate words. */
    private static boolean isOtherSpace(char unit) {
        return unit == '\f' || unit == 0x0B;
    }
}
