package io.scapula.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.scapula.Capture;
import io.scapula.CaptureOptions;
import io.scapula.IndexPlace;
import io.scapula.analysis.AnalysisRequest;
import io.scapula.analysis.Analyzers;
import io.scapula.analysis.Outcome;
import io.scapula.format.MalformedCaptureException;
import io.scapula.format.UnsupportedCaptureException;
import io.scapula.relation.Relation;
import io.scapula.relation.RelationTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The index of a capture knows what a replay finds, whatever the capture is, and every analyzer has an answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(30)
class QuestionsFuzzTest {
    private static final CaptureOptions OPTIONS = CaptureOptions.DEFAULT.with(IndexPlace.NONE);
    private static final List<String> FILTERS = List.of(
            "proc.pname exists and evt.dir = <",
            "fd.name contains / or fd.num > 2",
            "user.name != root and evt.failed = true",
            "proc.aname = sh or proc.fdopencount > 5",
            "evt.buffer contains a",
            "container.id != host");

    private final CaptureSeeds seeds = new CaptureSeeds();

    @TempDir
    Path folder = Path.of("");

    Stream<Arguments> captures() {
        return seeds.arguments();
    }

    Stream<Arguments> choices() {
        return CaptureSeeds.choices();
    }

    @MethodSource("captures")
    @FuzzTest
    void bytes(byte[] bytes) throws Exception {
        Path file = Files.write(folder.resolve("capture.scap"), bytes);
        try (Capture capture = Capture.open(file, OPTIONS)) {
            // Before the index is there they see the events of a replay, and afterwards those of the index.
            List<String> replayed = analyses(capture);
            checkCounts(capture);
            assertThat(analyses(capture)).isEqualTo(replayed);
            for (Relation relation : capture.relations()) {
                RelationTables.table(relation);
            }
        } catch (MalformedCaptureException | UnsupportedCaptureException e) {
            assertThat(e.getMessage()).as("what is wrong, or where").containsAnyOf("capture", " at byte ");
        }
    }

    @MethodSource("choices")
    @FuzzTest
    void blocks(byte[] choices) throws Exception {
        bytes(seeds.built(choices));
    }

    @Test
    @Timeout(120)
    void bytesInShort() {
        ShortRun.of(40, captures(), this::bytes);
    }

    @Test
    @Timeout(120)
    void blocksInShort() {
        ShortRun.of(40, choices(), this::blocks);
    }

    private static void checkCounts(Capture capture) throws IOException {
        assertThat(capture.query().count()).isEqualTo(capture.events().count());
        for (String filter : FILTERS) {
            assertThat(capture.query(filter).count())
                    .as(filter)
                    .isEqualTo(capture.events(filter).count());
        }
    }

    private static List<String> analyses(Capture capture) throws IOException {
        List<AnalysisRequest> requests = Analyzers.load().all().stream()
                .map(analyzer -> new AnalysisRequest(analyzer, Map.of()))
                .toList();
        return capture.analyze(requests).stream().map(QuestionsFuzzTest::answer).toList();
    }

    private static String answer(Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            throw new AssertionError(failed.cause());
        }
        return outcome instanceof Outcome.Answered answered
                ? answered.table().rowCount() + " rows"
                : outcome.toString();
    }
}
