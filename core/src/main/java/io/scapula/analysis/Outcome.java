package io.scapula.analysis;

import io.scapula.table.Table;
import java.util.List;

/** What came of an analysis. The three never look alike: nothing found, could not be asked, went wrong. */
public sealed interface Outcome {
    /**
     * An answer.
     *
     * @param table without rows if nothing was found
     * @param gaps  what the capture lacks that would have made the answer better, as clauses about the capture
     */
    record Answered(Table table, List<String> gaps) implements Outcome {
        public Answered {
            gaps = List.copyOf(gaps);
        }
    }

    /**
     * The question makes no sense for this capture.
     *
     * @param reason a clause, such as {@code the capture holds no execve event}
     */
    record NotApplicable(String reason) implements Outcome {}

    /** The analyzer failed; a defect of it, not of the capture. */
    record Failed(RuntimeException cause) implements Outcome {}
}
