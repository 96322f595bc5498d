package io.scapula.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The analyzers at hand. */
public final class Analyzers {
    private final List<Analyzer> analyzers;

    /**
     * A list of its own.
     *
     * @throws IllegalArgumentException if two analyzers have the same id
     */
    public Analyzers(List<Analyzer> analyzers) {
        this.analyzers = new ArrayList<>(analyzers);
        this.analyzers.sort(Comparator.comparing(Analyzer::id));
        for (int index = 1; index < this.analyzers.size(); index++) {
            if (this.analyzers
                    .get(index)
                    .id()
                    .equals(this.analyzers.get(index - 1).id())) {
                throw new IllegalArgumentException(
                        "two analyzers have the id " + this.analyzers.get(index).id());
            }
        }
    }

    /** Those on the class path. */
    public static Analyzers load() {
        return new Analyzers(ServiceLoader.load(Analyzer.class).stream()
                .map(ServiceLoader.Provider::get)
                .collect(Collectors.toList()));
    }

    /** All of them, by id. */
    public List<Analyzer> all() {
        return List.copyOf(analyzers);
    }

    public @Nullable Analyzer find(String id) {
        return analyzers.stream()
                .filter(analyzer -> analyzer.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    static void checkOptions(Analyzer analyzer, Map<String, String> options) {
        for (Map.Entry<String, String> chosen : options.entrySet()) {
            Option<?> option = analyzer.options().stream()
                    .filter(candidate -> candidate.name().equals(chosen.getKey()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            analyzer.id() + " has no option --" + chosen.getKey() + "; it has " + names(analyzer)));
            option.parse(chosen.getValue());
        }
    }

    private static String names(Analyzer analyzer) {
        List<Option<?>> options = analyzer.options();
        return options.isEmpty()
                ? "none"
                : options.stream().map(option -> "--" + option.name()).collect(Collectors.joining(", "));
    }
}
