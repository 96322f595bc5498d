package io.scapula.analysis;

import io.scapula.table.Table;
import java.util.List;

/**
 * Answers one question about a capture. Stateless: one instance may serve any number of captures at the same time.
 *
 * <p>To add one, implement this interface with a public constructor without parameters and name the class in
 * {@code META-INF/services/io.scapula.analysis.Analyzer}.
 */
public interface Analyzer {
    /** The name by which it is asked for, in lower case: {@code pods}. */
    String id();

    /** One line for people. */
    String description();

    /** What can be chosen. */
    default List<Option<?>> options() {
        return List.of();
    }

    /** What the capture must hold for the question to make sense. */
    default Requirements requirements() {
        return Requirements.none();
    }

    /**
     * Answers. The engine has checked the requirements.
     *
     * @return one row for each finding, in a defined order, each with the numbers of the events that show it
     */
    Table analyze(AnalysisContext context);
}
