package io.scapula.redact;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.function.Consumer;

/** A secret that a regular expression describes, which begins at a known word. The first group, if any, is the secret. */
final class ExpressionRule implements SecretRule {
    /** The longest that an expression is shown: a token with many claims has a few thousand characters. */
    private static final int LONGEST = 1 << 13;

    /** The longest command line of a tool; other words of it may stand there again and again without a match. */
    private static final int LONGEST_COMMAND = 1 << 9;

    private final String kind;
    private final int longest;
    private final boolean behindNoWord;
    private final boolean mixed;
    private final int group;
    private final Matcher matcher;

    /**
     * A rule.
     *
     * @param expression   in the syntax of RE2, on bytes as Latin 1
     * @param behindNoWord whether no letter or digit stands before it
     * @param mixed        whether the secret has something else than letters
     */
    ExpressionRule(String kind, String expression, boolean behindNoWord, boolean mixed) {
        this.kind = kind;
        this.longest = kind.equals("tool-password") ? LONGEST_COMMAND : LONGEST;
        this.behindNoWord = behindNoWord;
        this.mixed = mixed;
        Pattern pattern = Pattern.compile(expression);
        this.group = pattern.groupCount() == 0 ? 0 : 1;
        this.matcher = pattern.matcher("");
    }

    @Override
    public int look(SearchedText text, int start, int end, Consumer<Finding> findings) {
        if (behindNoWord && start > 0 && Letters.isWord(text.at(start - 1))) {
            return NOTHING;
        }
        int last = Math.min(text.length(), start + longest);
        matcher.reset(new LatinText(text.bytes(), start, last));
        if (!matcher.lookingAt()) {
            return NOTHING;
        }
        int from = start + matcher.start(group);
        int to = start + matcher.end(group);
        if (from == to || mixed && ByteKinds.of(text.bytes(), from, to).isLettersOnly()) {
            return NOTHING;
        }
        findings.accept(Finding.certain(kind, from, to, text.isCutAt(to)));
        return to;
    }
}
