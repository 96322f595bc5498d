package io.scapula.analysis;

import java.util.Map;

/**
 * What an analysis is told before it begins.
 *
 * @param options chosen values by option name, as text
 */
public record AnalysisContext(Map<String, String> options) {
    public AnalysisContext {
        options = Map.copyOf(options);
    }

    /**
     * The chosen value of an option, or its default.
     *
     * @throws IllegalArgumentException if the chosen text is no such value
     */
    public <T> T option(Option<T> option) {
        String text = options.get(option.name());
        return text == null ? option.defaultValue() : option.parse(text);
    }
}
