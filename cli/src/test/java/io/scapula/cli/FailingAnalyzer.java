package io.scapula.cli;

import io.scapula.analysis.Analysis;
import io.scapula.analysis.AnalysisContext;
import io.scapula.analysis.Analyzer;

/** An analyzer from another jar, with a defect. */
public final class FailingAnalyzer implements Analyzer {
    @Override
    public String id() {
        return "failing";
    }

    @Override
    public String description() {
        return "nothing, it fails";
    }

    @Override
    public Analysis begin(AnalysisContext context) {
        return history -> {
            throw new IllegalArgumentException("a defect");
        };
    }
}
