package io.scapula.filter;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts the elements of lists where their names stand as whole words, outside of quotes. */
final class ListReplacement {
    /** Lists may name lists; this stops those that grow without bounds. */
    private static final int LONGEST = 4_000_000;

    private static final Set<String> WORDS_BEFORE_A_LIST =
            Set.of("in", "intersects", "pmatch", "oneof", "anyof", "allof");

    private final Map<String, List<String>> lists;
    private final String text;
    private final StringBuilder replaced = new StringBuilder();
    private final Set<String> open = new HashSet<>();
    private String wordBefore = "";

    ListReplacement(Map<String, List<String>> lists, String text) {
        this.lists = lists;
        this.text = text;
    }

    String replaced() {
        int offset = 0;
        while (offset < text.length()) {
            char unit = text.charAt(offset);
            int end = offset + 1;
            if (unit == '"' || unit == '\'') {
                end = endOfQuoted(offset);
                wordBefore = "";
            } else if (!isDelimiter(unit)) {
                while (end < text.length() && !isDelimiter(text.charAt(end)) && !isQuote(text.charAt(end))) {
                    end++;
                }
                appendWord(offset, end);
                offset = end;
                continue;
            } else if (!FilterScanner.isBlank(unit)) {
                wordBefore = "";
            }
            replaced.append(text, offset, end);
            offset = end;
        }
        return replaced.toString();
    }

    private void appendWord(int start, int end) {
        String word = text.substring(start, end);
        boolean glued =
                (start > 0 && isQuote(text.charAt(start - 1))) || (end < text.length() && isQuote(text.charAt(end)));
        if (glued || !lists.containsKey(word)) {
            replaced.append(word);
        } else {
            boolean parentheses = WORDS_BEFORE_A_LIST.contains(wordBefore);
            replaced.append(parentheses ? "(" : "");
            appendList(word, start);
            replaced.append(parentheses ? ")" : "");
        }
        wordBefore = word;
    }

    private void appendList(String name, int place) {
        if (!open.add(name)) {
            throw new FilterException("list '" + name + "' contains itself", new SourcePosition(text, place));
        }
        String separator = "";
        for (String element : lists.getOrDefault(name, List.of())) {
            replaced.append(separator);
            separator = ", ";
            if (lists.containsKey(element)) {
                appendList(element, place);
            } else {
                replaced.append(
                        isQuoted(element) || FilterPrinter.isBare(element) ? element : FilterPrinter.quote(element));
            }
            if (replaced.length() > LONGEST) {
                throw new FilterException("list '" + name + "' is too long", new SourcePosition(text, place));
            }
        }
        open.remove(name);
    }

    private static boolean isQuoted(String element) {
        return element.length() > 1
                && isQuote(element.charAt(0))
                && element.charAt(element.length() - 1) == element.charAt(0);
    }

    private int endOfQuoted(int start) {
        for (int index = start + 1; index < text.length(); index++) {
            if (text.charAt(index) == text.charAt(start) && text.charAt(index - 1) != '\\') {
                return index + 1;
            }
        }
        return text.length();
    }

    private static boolean isQuote(char unit) {
        return unit == '"' || unit == '\'';
    }

    private static boolean isDelimiter(char unit) {
        return FilterScanner.isBlank(unit) || unit == '(' || unit == ')' || unit == ',' || unit == '=';
    }
}
