package io.scapula.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.Capture;
import io.scapula.CaptureOptions;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.Table;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Answers say how much of them rests on events behind a loss. */
class GuessesTest {
    private static Analyzer citing(long[]... evidence) {
        return new Analyzer() {
            @Override
            public String id() {
                return "citing";
            }

            @Override
            public String description() {
                return "for tests";
            }

            @Override
            public Analysis begin(AnalysisContext context) {
                return history -> {
                    Table.Builder table = Table.builder("citing", new Column("evidence", ColumnType.EVENTS, "events"));
                    for (long[] events : evidence) {
                        table.addRow((Object) events);
                    }
                    return table.build();
                };
            }
        };
    }

    /** Ten events, of which the fifth is zeroed: nine are left, and from number 5 on the state is a guess. */
    private static List<String> gaps(Analyzer analyzer) throws IOException {
        Workload workload = Workload.start().running(Task.process(10));
        int start = 0;
        int end = 0;
        for (int event = 1; event <= 10; event++) {
            start = event == 5 ? workload.capture().size() : start;
            workload.call(10, "SYSCALL_CLOSE", 0, 3);
            end = event == 5 ? workload.capture().size() : end;
        }
        byte[] bytes = workload.toByteArray();
        Arrays.fill(bytes, start, end, (byte) 0);
        try (Capture capture = Capture.open(new ByteArrayInputStream(bytes), "test.scap", CaptureOptions.DEFAULT)) {
            return ((Outcome.Answered) capture.analyze(analyzer, Map.of())).gaps();
        }
    }

    @Test
    void rowsBehindALossAreCounted() throws IOException {
        assertThat(gaps(citing(new long[] {1, 4}, new long[] {4, 5}, new long[] {9})))
                .singleElement()
                .asString()
                .startsWith("something is missing after event 4 (blocks: block length 0 is shorter")
                .endsWith(
                        "see 'scapula info --blind-spots'; 2 of 3 rows rest on events after a loss, where the state is"
                                + " a guess");
    }

    @Test
    void rowsBeforeALossAreNoGuesses() throws IOException {
        assertThat(gaps(citing(new long[] {1, 4}, new long[] {2}))).isEmpty();
    }

    @Test
    void anAnswerWithoutRowsMayLackWhatWasLost() throws IOException {
        assertThat(gaps(citing())).singleElement().asString().endsWith("what happened there is not in the answer");
    }

    @Test
    void aSoundCaptureSaysNothing() {
        Workload workload = Workload.start().running(Task.process(10)).call(10, "SYSCALL_CLOSE", 0, 3);

        assertThat(((Outcome.Answered) workload.ask(citing(new long[] {1}), Map.of())).gaps())
                .isEmpty();
    }
}
