package io.scapula.analysis;

import io.scapula.table.Table;

/** What came of an analysis. The three never look alike: nothing found, could not be asked, went wrong. */
public sealed interface Outcome {
    /** An answer; a table without rows says that nothing was found. */
    record Answered(Table table) implements Outcome {}

    /**
     * The question makes no sense for this capture.
     *
     * @param reason a clause, such as {@code the capture holds no execve event}
     */
    record NotApplicable(String reason) implements Outcome {}

    /** The analyzer failed; a defect of it, not of the capture. */
    record Failed(RuntimeException cause) implements Outcome {}
}
