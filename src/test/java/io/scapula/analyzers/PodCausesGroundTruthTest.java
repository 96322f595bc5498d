package io.scapula.analyzers;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.Capture;
import io.scapula.analyzers.GroundTruth.Run;
import io.scapula.captures.Captures;
import io.scapula.table.Table;
import io.scapula.testing.Rows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Why each container died, against what the scripts that let it die wrote down. */
class PodCausesGroundTruthTest {
    private static final int SHORT_ID = 12;
    /** From here on a cause is told as a fact. */
    private static final double SURE = 0.8;

    private static Table pods(String capture) throws IOException {
        try (Capture opened = Capture.open(Captures.find(capture))) {
            return opened.analyze("pods");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zoo-a.scap.gz", "zoo-a-exit-only.scap.gz"})
    void theFirstCauseIsTheRightOneForEveryRun(String capture) throws IOException {
        Table pods = pods(capture);
        Map<String, String> truth = GroundTruth.runsOfTheZoo().stream()
                .collect(Collectors.toMap(run -> run.containerId().substring(0, SHORT_ID), Run::cause));

        List<String> wrong = new ArrayList<>();
        for (int row = 0; row < pods.rowCount(); row++) {
            String wanted = truth.get(pods.text(row, "container.id"));
            if (!pods.text(row, "cause").equals(wanted)) {
                wrong.add(wanted + " told as " + pods.text(row, "summary"));
            }
        }

        assertThat(pods.rowCount()).isEqualTo(truth.size());
        assertThat(wrong).isEmpty();
    }

    /** Not certain: whether a script or its interpreter is missing, and what an exit with a message alone means. */
    @ParameterizedTest
    @ValueSource(strings = {"zoo-a.scap.gz", "zoo-a-exit-only.scap.gz"})
    void allButTheseAreToldWithConfidence(String capture) throws IOException {
        Table pods = pods(capture);
        Map<String, String> names = GroundTruth.runsOfTheZoo().stream()
                .collect(Collectors.toMap(run -> run.containerId().substring(0, SHORT_ID), Run::container));

        List<String> unsure = new ArrayList<>();
        for (int row = 0; row < pods.rowCount(); row++) {
            if (pods.decimal(row, "confidence") < SURE) {
                unsure.add(names.get(pods.text(row, "container.id")));
            }
        }

        assertThat(unsure).containsExactlyInAnyOrder("hook-runner", "billing", "billing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"crashloop.scap.gz", "crashloop-exit-only.scap.gz"})
    void theCrashLoopIsRecognizedAndItsCauseIsTheMissingFile(String capture) throws IOException {
        Table pods = pods(capture);

        assertThat(Rows.of(pods, "cause", "crash_loop", "listening"))
                .containsExactly(
                        "killed false 8088",
                        "missing_file true -",
                        "missing_file true -",
                        "missing_file true -",
                        "missing_file true -",
                        "missing_file true -",
                        "missing_file true -");
        assertThat(pods.text(1, "summary")).contains("/etc/payments/config.yaml does not exist (openat: ENOENT)");
        assertThat(pods.text(1, "last_output")).endsWith("FATAL: cannot load /etc/payments/config.yaml");
    }

    @Test
    void jobsThatExitByThemselvesAreNotExplainedAway() throws IOException {
        assertThat(Rows.of(pods("short-lived.scap.gz"), "exit_code", "cause"))
                .containsExactlyInAnyOrder(
                        "0 completed",
                        "0 completed",
                        "0 completed",
                        "0 completed",
                        "1 error_exit",
                        "2 error_exit",
                        "42 error_exit",
                        "127 error_exit");
    }

    @Test
    void aContainerThatWasStoppedTellsWhoStoppedIt() throws IOException {
        Table pods = pods("attack.scap.gz");

        assertThat(Rows.of(pods, "cause")).containsExactly("completed");
        assertThat(pods.text(0, "summary")).contains("asked it to end (SIGTERM)");
    }
}
