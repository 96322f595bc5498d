package io.scapula.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.Capture;
import io.scapula.analysis.Outcome;
import io.scapula.analyzers.session.SessionEvents;
import io.scapula.analyzers.session.SessionsAnalyzer;
import io.scapula.captures.Captures;
import io.scapula.format.WriteOptions;
import io.scapula.table.Column;
import io.scapula.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Analyzers find in a slice what they find in the whole. */
class SliceAnalysesTest {
    /** Its cause lies outside of it: a kubelet asked and got no answer. */
    private static final String KILLED_FOR_A_PROBE = "search-api";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"crashloop.scap.gz", "zoo-a.scap.gz"})
    void everyPodDiesOfTheSameCause(String capture) throws IOException {
        Path whole = Captures.find(capture);
        Table all = pods(whole);

        Set<String> pods = new TreeSet<>(texts(all, "k8s.pod.name"));
        pods.removeIf(pod -> pod.startsWith(KILLED_FOR_A_PROBE));
        for (String pod : pods) {
            SlicedCapture slice = SlicedCapture.of(
                    whole, SliceSelection.EVERYTHING.pod(pod), folder.resolve("pod.scap"), WriteOptions.DEFAULT);

            assertThat(told(pods(slice.file()), pod)).as(pod).isEqualTo(told(all, pod));
        }
    }

    @ParameterizedTest
    @CsvSource({"ssh-session.scap.gz, 1", "attack.scap.gz, 1", "attack.scap.gz, 2"})
    void aSessionIsTheSameStory(String capture, long number) throws IOException {
        Path whole = Captures.find(capture);
        SessionEvents events;
        try (Capture opened = Capture.open(whole)) {
            events = SessionEvents.of(opened, number, (bytes, total) -> {});
        }

        SlicedCapture slice = SlicedCapture.of(
                whole, SliceSelection.EVERYTHING.events(events), folder.resolve("session.scap"), WriteOptions.DEFAULT);

        List<String> story = story(whole, number);
        assertThat(story).anyMatch(line -> line.startsWith("typed "));
        assertThat(story(slice.file(), 1)).isEqualTo(story);
    }

    @ParameterizedTest
    @CsvSource({
        "attack.scap.gz, shop-web, 2",
        "zoo-a.scap.gz, front, 0",
        "crashloop.scap.gz, payments, 0",
        "docker-haproxy-502.scap, example2_lb_1, 0"
    })
    void whoEnteredAContainerIsTold(String capture, String container, int sessions) throws IOException {
        Path whole = Captures.find(capture);
        SliceSelection wanted = SliceSelection.EVERYTHING.container(container);
        List<String> told = sessions(whole).stream()
                .filter(row -> row.contains("container.name=" + container + " "))
                .toList();

        SlicedCapture bare = SlicedCapture.of(whole, wanted, folder.resolve("bare.scap"), WriteOptions.DEFAULT);
        SlicedCapture named =
                SlicedCapture.of(whole, wanted.withAncestorNames(), folder.resolve("named.scap"), WriteOptions.DEFAULT);

        assertThat(told).hasSize(sessions);
        assertThat(sessions(bare.file())).isEqualTo(told);
        assertThat(sessions(named.file())).isEqualTo(told);
    }

    private static Table pods(Path capture) throws IOException {
        try (Capture opened = Capture.open(capture)) {
            return opened.analyze("pods");
        }
    }

    private static List<String> texts(Table table, String column) {
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < table.rowCount(); row++) {
            texts.add(table.text(row, column));
        }
        return texts;
    }

    private static List<String> told(Table pods, String pod) {
        List<String> told = new ArrayList<>();
        for (int row = 0; row < pods.rowCount(); row++) {
            if (pods.text(row, "k8s.pod.name").equals(pod)) {
                told.add(pods.text(row, "container.id") + " " + pods.text(row, "cause"));
            }
        }
        return told;
    }

    /** Every column but the numbers of events, which count what is there. */
    private static List<String> sessions(Path capture) throws IOException {
        try (Capture opened = Capture.open(capture)) {
            Table table = opened.analyze("sessions");
            List<String> columns = table.columns().stream()
                    .map(Column::name)
                    .filter(name -> !name.equals("evidence"))
                    .toList();
            List<String> rows = new ArrayList<>();
            for (int row = 0; row < table.rowCount(); row++) {
                StringBuilder line = new StringBuilder();
                for (String column : columns) {
                    line.append(column)
                            .append('=')
                            .append(table.value(row, column))
                            .append(' ');
                }
                rows.add(line.toString());
            }
            return rows;
        }
    }

    private static List<String> story(Path capture, long number) throws IOException {
        try (Capture opened = Capture.open(capture)) {
            Outcome outcome = opened.analyze(new SessionsAnalyzer(), Map.of("id", Long.toString(number)));
            Table table = ((Outcome.Answered) outcome).table();
            List<String> story = new ArrayList<>();
            for (int row = 0; row < table.rowCount(); row++) {
                String text = table.text(row, "text").replaceAll("session \\d+", "session");
                story.add(table.text(row, "what") + " " + text);
            }
            return story;
        }
    }
}
