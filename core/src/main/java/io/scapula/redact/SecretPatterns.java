package io.scapula.redact;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Finds secrets in a text by what stands around them. Every rule names words without which it cannot match; one pass over
 * the text finds these, and only there a rule looks closer. For one thread.
 */
final class SecretPatterns {
    /** Collects rules and the words they wait for. */
    static final class Builder {
        private final List<SecretRule> rules = new ArrayList<>();
        private final Map<String, List<Integer>> byWord = new HashMap<>();
        private final List<SecretRule> everywhere = new ArrayList<>();

        /** Adds a rule that looks where a word stands, in capitals or not. */
        void add(SecretRule rule, List<String> words) {
            rules.add(rule);
            for (String word : words) {
                byWord.computeIfAbsent(word.toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                        .add(rules.size() - 1);
            }
        }

        /** Adds a rule that is shown each text as a whole, as the place from its start to its end. */
        void addForWholeTexts(SecretRule rule) {
            everywhere.add(rule);
        }

        SecretPatterns build() {
            return new SecretPatterns(this);
        }
    }

    private final SecretRule[] rules;
    private final SecretRule[] everywhere;
    private final ByteSearch search;
    private final int[] wordLengths;
    private final int[][] rulesOfWord;
    /** Up to where each rule has told everything. */
    private final int[] told;

    private SecretPatterns(Builder builder) {
        rules = builder.rules.toArray(SecretRule[]::new);
        everywhere = builder.everywhere.toArray(SecretRule[]::new);
        List<String> words = builder.byWord.keySet().stream().sorted().toList();
        search = new ByteSearch(words.stream()
                .map(word -> word.getBytes(StandardCharsets.ISO_8859_1))
                .toList());
        wordLengths = words.stream().mapToInt(String::length).toArray();
        rulesOfWord = words.stream()
                .map(word -> builder.byWord.getOrDefault(word, List.of()).stream()
                        .mapToInt(Integer::intValue)
                        .toArray())
                .toArray(int[][]::new);
        told = new int[rules.length];
    }

    /** Tells the secrets in a text; two may overlap. */
    void find(SearchedText text, Consumer<Finding> findings) {
        Arrays.fill(told, 0);
        for (SecretRule rule : everywhere) {
            rule.look(text, 0, text.length(), findings);
        }
        int state = ByteSearch.START;
        for (int index = 0; index < text.length(); index++) {
            state = search.step(state, Letters.toLower(text.at(index)));
            for (int end = search.end(state); end != ByteSearch.NONE; end = search.shorter(end)) {
                int word = search.string(end);
                look(text, word, index + 1 - wordLengths[word], index + 1, findings);
            }
        }
    }

    private void look(SearchedText text, int word, int start, int end, Consumer<Finding> findings) {
        for (int rule : rulesOfWord[word]) {
            if (start >= told[rule]) {
                int found = rules[rule].look(text, start, end, findings);
                if (found != SecretRule.NOTHING) {
                    told[rule] = Math.max(end, found);
                }
            }
        }
    }
}
