package io.scapula.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.Table;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What the engine makes of an analyzer: three outcomes that never look alike, and mistakes of the caller. */
class AnalyzersTest {
    private static final Option<Boolean> ALL = Option.flag("all", "also the others");

    private record Asked(String id, Requirements requirements, Function<AnalysisContext, Table> answer)
            implements Analyzer {
        @Override
        public String description() {
            return "for tests";
        }

        @Override
        public List<Option<?>> options() {
            return List.of(ALL);
        }

        @Override
        public Analysis begin(AnalysisContext context) {
            return history -> answer.apply(context);
        }
    }

    private static final Workload STORY =
            Workload.start().running(Task.process(10)).call(10, "SYSCALL_CLOSE", 0, 3);

    private static Table emptyTable() {
        return Table.builder("answer", new Column("a", ColumnType.TEXT, "a")).build();
    }

    private static Analyzer named(String id) {
        return new Asked(id, Requirements.none(), context -> emptyTable());
    }

    @Test
    void anAnswerWithoutRowsIsAnAnswer() {
        Outcome outcome = STORY.ask(named("a"), Map.of());

        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        assertThat(((Outcome.Answered) outcome).table().rowCount()).isZero();
    }

    @Test
    void anAnalyzerWhoseEventsAreMissingIsNotAsked() {
        Analyzer analyzer = new Asked("a", Requirements.anyEventOf("execveat", "execve"), context -> {
            throw new AssertionError("asked");
        });

        Outcome outcome = STORY.ask(analyzer, Map.of());

        assertThat(outcome).isEqualTo(new Outcome.NotApplicable("the capture holds no execve or execveat event"));
    }

    @Test
    void oneOfTheRequiredEventsIsEnough() {
        Analyzer analyzer = new Asked("a", Requirements.anyEventOf("execve", "close"), context -> emptyTable());

        assertThat(STORY.ask(analyzer, Map.of())).isInstanceOf(Outcome.Answered.class);
    }

    @Test
    void anAnalyzerThatThrowsHasFailed() {
        RuntimeException defect = new IllegalArgumentException("a defect");
        Analyzer analyzer = new Asked("a", Requirements.none(), context -> {
            throw defect;
        });

        assertThat(STORY.ask(analyzer, Map.of())).isEqualTo(new Outcome.Failed(defect));
    }

    @Test
    void anOptionThatDoesNotExistIsTheCallersMistake() {
        assertThatThrownBy(() -> STORY.ask(named("pods"), Map.of("every", "true")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pods has no option --every")
                .hasMessageContaining("--all");
    }

    @Test
    void aValueThatIsNoneIsTheCallersMistake() {
        assertThatThrownBy(() -> STORY.ask(named("pods"), Map.of("all", "perhaps")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--all is true or false, not 'perhaps'");
    }

    @Test
    void anAnalyzerSeesWhatWasChosen() {
        Analyzer analyzer = new Asked(
                "a",
                Requirements.none(),
                context -> Table.builder("answer", new Column("all", ColumnType.BOOLEAN, "all"))
                        .addRow(context.option(ALL))
                        .build());

        Outcome.Answered chosen = (Outcome.Answered) STORY.ask(analyzer, Map.of("all", "true"));
        Outcome.Answered notChosen = (Outcome.Answered) STORY.ask(analyzer, Map.of());

        assertThat(chosen.table().value(0, 0)).isEqualTo(true);
        assertThat(notChosen.table().value(0, 0)).isEqualTo(false);
    }

    @Test
    void twoOfOneNameAreRefused() {
        assertThatThrownBy(() -> new Analyzers(List.of(named("pods"), named("a"), named("pods"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two analyzers have the id pods");
    }

    @Test
    void theyAreInOrderOfTheirNames() {
        Analyzers analyzers = new Analyzers(List.of(named("c"), named("a"), named("b")));

        assertThat(analyzers.all()).extracting(Analyzer::id).containsExactly("a", "b", "c");
        assertThat(analyzers.find("b")).isNotNull();
        assertThat(analyzers.find("d")).isNull();
    }
}
