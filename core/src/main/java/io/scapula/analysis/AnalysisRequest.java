package io.scapula.analysis;

import java.util.Map;

/**
 * An analyzer to be asked.
 *
 * @param analyzer which one
 * @param options  chosen values by option name
 */
public record AnalysisRequest(Analyzer analyzer, Map<String, String> options) {
    public AnalysisRequest {
        options = Map.copyOf(options);
    }

    /** With its default options. */
    public AnalysisRequest(Analyzer analyzer) {
        this(analyzer, Map.of());
    }
}
