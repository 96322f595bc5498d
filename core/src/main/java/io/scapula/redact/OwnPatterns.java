package io.scapula.redact;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.scapula.format.CaptureText;
import java.util.ArrayList;
import java.util.List;

/**
 * What somebody declares to be secret: texts, and regular expressions in the syntax of RE2, whose time is in proportion to
 * what they are shown. Immutable.
 */
public final class OwnPatterns {
    /** Nothing. */
    public static final OwnPatterns NONE = new OwnPatterns(List.of(), List.of());

    private static final String EXPRESSION = "regex:";
    private static final String TEXT = "text:";
    private static final int LONGEST_EXPRESSION = 1000;
    private static final int SHORTEST_TEXT = 3;

    private final List<byte[]> texts;
    private final List<String> expressions;

    private OwnPatterns(List<byte[]> texts, List<String> expressions) {
        this.texts = List.copyOf(texts);
        this.expressions = List.copyOf(expressions);
    }

    /**
     * Reads patterns, one a line: {@code regex:} and an expression, whose first group is the secret if it has one; or a text
     * as it is, after {@code text:} if it begins with one of these words or with {@code #}. Empty lines and those that begin
     * with {@code #} are passed over.
     *
     * @throws IllegalArgumentException if a line is no pattern; the message tells which
     */
    public static OwnPatterns parse(List<String> lines) {
        List<byte[]> texts = new ArrayList<>();
        List<String> expressions = new ArrayList<>();
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith(EXPRESSION)) {
                expressions.add(checked(line.substring(EXPRESSION.length()), index + 1));
            } else {
                texts.add(text(line.startsWith(TEXT) ? line.substring(TEXT.length()) : line, index + 1));
            }
        }
        return new OwnPatterns(texts, expressions);
    }

    private static String checked(String expression, int line) {
        if (expression.length() > LONGEST_EXPRESSION) {
            throw new IllegalArgumentException(
                    "line " + line + ": the expression is longer than " + LONGEST_EXPRESSION + " characters");
        }
        try {
            if (Pattern.compile(expression).matcher("").matches()) {
                throw new IllegalArgumentException(
                        "line " + line + ": the expression '" + expression + "' matches nothing at all as well");
            }
            return expression;
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("line " + line + ": no regular expression: " + e.getMessage(), e);
        }
    }

    private static byte[] text(String text, int line) {
        byte[] bytes = CaptureText.encode(text);
        if (bytes.length < SHORTEST_TEXT) {
            throw new IllegalArgumentException("line " + line + ": '" + text + "' is shorter than " + SHORTEST_TEXT
                    + " bytes; replacing it everywhere would leave little of the capture");
        }
        return bytes;
    }

    /** Texts that are secret wherever they stand. */
    List<byte[]> texts() {
        return texts;
    }

    List<String> expressions() {
        return expressions;
    }
}
