package io.scapula.analysis;

import io.scapula.table.Column;
import java.util.List;

/**
 * A question that can be asked of any capture. Stateless: one instance may serve any number of captures at the same time.
 *
 * <p>To add one, implement this interface with a public constructor without parameters and name the class in
 * {@code META-INF/services/io.scapula.analysis.Analyzer}. The command, the library and reports find it on the class path.
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

    /**
     * The columns of the answer with default options, so that it can be used as a table by SQL before it is asked for.
     * Empty, which is the default, if it is not to be.
     */
    default List<Column> columns() {
        return List.of();
    }

    /** What the capture must hold for the question to make sense. */
    default Requirements requirements() {
        return Requirements.none();
    }

    /**
     * Begins to ask a capture. Whether it meets the requirements is known only when all of it has been read; if it does not,
     * the analysis is dropped without being asked for its answer.
     *
     * @param context what was chosen
     * @throws IllegalArgumentException if what was chosen does not go together
     */
    Analysis begin(AnalysisContext context);
}
