package io.scapula.redact;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.function.Consumer;

/** What matches somebody's own regular expression, wherever it stands in a text. */
final class OwnExpressionRule implements SecretRule {
    static final String KIND = "own-pattern";

    private final Matcher matcher;
    private final int group;

    OwnExpressionRule(String expression) {
        Pattern pattern = Pattern.compile(expression, Pattern.MULTILINE);
        group = pattern.groupCount() == 0 ? 0 : 1;
        matcher = pattern.matcher("");
    }

    @Override
    public int look(SearchedText text, int start, int end, Consumer<Finding> findings) {
        matcher.reset(new LatinText(text.bytes(), start, end));
        while (matcher.find()) {
            int from = matcher.start(group);
            int to = matcher.end(group);
            if (from >= 0 && to > from) {
                findings.accept(Finding.certain(KIND, start + from, start + to, text.isCutAt(start + to)));
            }
        }
        return end;
    }
}
