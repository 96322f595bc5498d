package io.scapula.redact;

import io.scapula.format.event.TableResource;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the tables that tell what is secret, and makes rules of them. */
final class PatternTables {
    private static final List<String> SEPARATORS = List.of("", "_", "-", ".", " ");

    private PatternTables() {}

    /** All rules that the options ask for. */
    static SecretPatterns patterns(RedactionOptions options) {
        SecretPatterns.Builder patterns = new SecretPatterns.Builder();
        patterns.add(new PrivateKeyRule(), List.of(PrivateKeyRule.WORD));
        patterns.addForWholeTexts(new PrivateKeyRule.Rest());
        addExpressions(patterns, options.cookies());
        addNames(patterns);
        for (String expression : options.patterns().expressions()) {
            patterns.addForWholeTexts(new OwnExpressionRule(expression));
        }
        if (options.addresses()) {
            patterns.addForWholeTexts(new AddressRule());
        }
        return patterns.build();
    }

    private static void addExpressions(SecretPatterns.Builder patterns, boolean cookies) {
        TableResource.forEachRow(PatternTables.class, "secret-patterns.tsv", row -> {
            if (cookies || !row.get(1).equals("cookies")) {
                patterns.add(
                        new ExpressionRule(
                                row.get(0),
                                row.get(5),
                                row.get(2).equals("edge"),
                                row.get(3).equals("mixed")),
                        List.of(row.get(4).split(" ")));
            }
        });
    }

    private static void addNames(SecretPatterns.Builder patterns) {
        SettingNames names = new SettingNames(words("harmless-names.txt"));
        ValueRules values = new ValueRules();
        TableResource.forEachRow(PatternTables.class, "secret-names.tsv", row -> {
            boolean wordOnly = row.get(1).equals("word");
            patterns.add(
                    new KeyValueRule(row.get(0), wordOnly, names, values),
                    SEPARATORS.stream()
                            .map(separator -> row.get(2).replace("?", separator))
                            .distinct()
                            .toList());
        });
    }

    /** Values that are too common to be replaced wherever they stand. */
    static Set<String> commonWords() {
        return words("common-words.txt");
    }

    private static Set<String> words(String resource) {
        Set<String> words = new LinkedHashSet<>();
        TableResource.forEachRow(
                PatternTables.class,
                resource,
                row -> words.addAll(List.of(row.get(0).split(" "))));
        return new HashSet<>(words);
    }
}
