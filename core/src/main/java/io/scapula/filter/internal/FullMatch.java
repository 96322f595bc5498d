package io.scapula.filter.internal;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A regular expression that has to match a whole text; takes time in proportion to the text. For one thread. */
public final class FullMatch {
    /** Deeper ones would exhaust the stack while they are compiled. */
    private static final int MOST_PARENTHESES = 500;

    private static final int LONGEST = 100_000;

    private final Matcher matcher;

    private FullMatch(Matcher matcher) {
        this.matcher = matcher;
    }

    /**
     * Compiles an expression in the syntax of RE2.
     *
     * @throws InvalidPatternException if it is none
     */
    public static FullMatch compile(String expression) throws InvalidPatternException {
        if (expression.length() > LONGEST) {
            throw new InvalidPatternException("longer than " + LONGEST + " characters");
        }
        if (expression.chars().filter(unit -> unit == '(').count() > MOST_PARENTHESES) {
            throw new InvalidPatternException("more than " + MOST_PARENTHESES + " parentheses");
        }
        if (PatternSize.of(expression) > PatternSize.LARGEST) {
            throw new InvalidPatternException(
                    "its repetitions multiply to more than " + PatternSize.LARGEST + " steps");
        }
        try {
            // As RE2 reads POSIX expressions: ^ and $ also match at line ends.
            return new FullMatch(
                    Pattern.compile(wellFormed(expression), Pattern.MULTILINE).matcher(""));
        } catch (PatternSyntaxException e) {
            throw new InvalidPatternException(e.getMessage());
        }
    }

    /** Whether the whole text matches. */
    public boolean matches(String text) {
        return matcher.reset(wellFormed(text)).matches();
    }

    /** Bytes that are no valid UTF-8 become replacement characters. */
    private static String wellFormed(String text) {
        StringBuilder replaced = null;
        for (int index = 0; index < text.length(); ) {
            int codePoint = text.codePointAt(index);
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                if (replaced == null) {
                    replaced = new StringBuilder(text);
                }
                replaced.setCharAt(index, '\uFFFD');
            }
            index += Character.charCount(codePoint);
        }
        return replaced == null ? text : replaced.toString();
    }

    /** What is wrong with an expression. */
    public static final class InvalidPatternException extends Exception {
        private static final long serialVersionUID = 1;

        InvalidPatternException(@Nullable String problem) {
            super(problem);
        }
    }
}
