package io.scapula.analyzers;

import static io.scapula.analyzers.GroundTruth.nanos;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scapula.Capture;
import io.scapula.analyzers.GroundTruth.Run;
import io.scapula.captures.Captures;
import io.scapula.history.CaptureHistory;
import io.scapula.table.Table;
import io.scapula.testing.Rows;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/** {@code pods} against what the runtime itself said about each container. */
class PodsGroundTruthTest {
    /** The runtime's clock is the recorder's, but it looks at it before or after the kernel does what it asked for. */
    private static final long TOLERANCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final int SHORT_ID = 12;

    private static Table pods(String capture) throws IOException {
        try (Capture opened = Capture.open(Captures.find(capture))) {
            return opened.analyze("pods");
        }
    }

    private static int row(Table pods, String containerId) {
        String id = containerId.substring(0, SHORT_ID);
        List<Integer> rows = IntStream.range(0, pods.rowCount())
                .filter(row -> pods.text(row, "container.id").equals(id))
                .boxed()
                .toList();
        assertThat(rows).as("rows of container " + id).hasSize(1);
        return rows.get(0);
    }

    @TestFactory
    Stream<DynamicTest> everyContainerOfTheZooIsToldAsItWas() throws IOException {
        return zoo("zoo-a.scap.gz", true);
    }

    @TestFactory
    Stream<DynamicTest> everyContainerOfTheZooIsToldFromExitEventsAlone() throws IOException {
        return zoo("zoo-a-exit-only.scap.gz", false);
    }

    private static Stream<DynamicTest> zoo(String capture, boolean described) throws IOException {
        try {
            Table pods = pods(capture);
            List<Run> runs = GroundTruth.runsOfTheZoo();
            Stream<DynamicTest> each = runs.stream()
                    .map(run -> DynamicTest.dynamicTest(run.toString(), () -> assertTold(pods, run, described)));
            DynamicTest count = DynamicTest.dynamicTest(
                    "and no other",
                    () -> assertThat(pods.rowCount()).isEqualTo(runs.size()).isEqualTo(40));
            return Stream.concat(each, Stream.of(count));
        } catch (TestAbortedException e) {
            return Stream.of(DynamicTest.dynamicTest("skipped", () -> {
                throw e;
            }));
        }
    }

    private static void assertTold(Table pods, Run run, boolean described) {
        int row = row(pods, run.containerId());
        assertThat(pods.value(row, "container.full_id")).isEqualTo(run.containerId());
        assertThat(pods.value(row, "k8s.pod.uid")).isEqualTo(run.podUid());
        assertThat(pods.value(row, "k8s.pod.name")).isEqualTo(described ? run.pod() : null);
        assertThat(pods.value(row, "k8s.ns.name")).isEqualTo(described ? run.namespace() : null);
        assertThat(pods.value(row, "container.name")).isEqualTo(described ? run.container() : null);
        assertThat(pods.integer(row, "attempt")).isEqualTo(run.attempt());
        assertThat(pods.value(row, "exit_code")).isEqualTo(run.exitCode());
        assertThat(pods.value(row, "signal")).isEqualTo(run.signal());
        assertThat(pods.timeNanos(row, "start")).isCloseTo(run.startNanos(), within(TOLERANCE_NANOS));
        assertThat(pods.isAbsent(row, "end")).isEqualTo(run.endNanos() == null);
        if (run.endNanos() != null) {
            assertThat(pods.timeNanos(row, "end")).isCloseTo(run.endNanos(), within(TOLERANCE_NANOS));
        }
        assertThat(pods.text(row, "cause").equals("still_running")).isEqualTo(run.endNanos() == null);
    }

    /** The entry shell itself exited with 134; what the pods' table calls its signal hit its child. */
    @Test
    void aSignalThatTheEntryShellPassedOnIsTold() throws IOException {
        try (Capture capture = Capture.open(Captures.find("zoo-a.scap.gz"))) {
            Table commands = capture.analyze("commands");
            Table pods = capture.analyze("pods");

            assertThat(Rows.of(pods, "container.name", "exit_code", "signal", "cause"))
                    .contains("ledger 134 SIGABRT abort");

            assertThat(Rows.of(commands, "container.name", "proc.name", "exit_code", "signal"))
                    .contains("ledger ledger 134 SIGABRT", "ledger sh 134 -");
        }
    }

    private record Crash(long attempt, String id, long exitCode, long startNanos) {}

    private static List<Crash> crashes() throws IOException {
        Pattern line = Pattern.compile("container payments attempt (\\d+) (\\w+) exit (\\d+) Error started (\\d+)");
        return GroundTruth.lines(
                "crashloop",
                line,
                found -> new Crash(
                        Long.parseLong(found.group(1)),
                        found.group(2),
                        Long.parseLong(found.group(3)),
                        Long.parseLong(found.group(4))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"crashloop.scap.gz", "crashloop-exit-only.scap.gz"})
    void everyCrashOfTheCrashloopIsToldAsItWas(String capture) throws IOException {
        Table pods = pods(capture);
        List<Crash> crashes = crashes();

        assertThat(crashes).hasSize(6);
        for (Crash crash : crashes) {
            int row = row(pods, crash.id());
            assertThat(pods.integer(row, "attempt")).isEqualTo(crash.attempt());
            assertThat(pods.integer(row, "restarts")).isEqualTo(crashes.size() - 1);
            assertThat(pods.integer(row, "exit_code")).isEqualTo(crash.exitCode());
            assertThat(pods.isAbsent(row, "signal")).isTrue();
            assertThat(pods.timeNanos(row, "start")).isCloseTo(crash.startNanos(), within(TOLERANCE_NANOS));
            assertThat(pods.timeNanos(row, "end")).isCloseTo(crash.startNanos(), within(TOLERANCE_NANOS));
        }
        assertThat(pods.rowCount()).isEqualTo(crashes.size() + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"crashloop.scap.gz", "crashloop-exit-only.scap.gz"})
    void theHealthyNeighbourOnlyDiesWhenTheRecordingIsTakenDown(String capture) throws IOException {
        String id = GroundTruth.lines("crashloop", Pattern.compile("container web (\\w+) pid"), found -> found.group(1))
                .get(0);
        long pid = GroundTruth.lines(
                        "crashloop",
                        Pattern.compile("container web \\w+ pid (\\d+)"),
                        found -> Long.parseLong(found.group(1)))
                .get(0);
        long lastSeenRunning = GroundTruth.lines(
                        "crashloop",
                        Pattern.compile("^(\\S+) web still CONTAINER_RUNNING"),
                        found -> nanos(found.group(1)))
                .get(0);
        long workloadDone = GroundTruth.lines(
                        "crashloop", Pattern.compile("^(\\S+) done"), found -> nanos(found.group(1)))
                .get(0);

        Table pods = pods(capture);

        int row = row(pods, id);
        assertThat(pods.integer(row, "proc.pid")).isEqualTo(pid);
        assertThat(pods.integer(row, "attempt")).isZero();
        assertThat(pods.text(row, "signal")).isEqualTo("SIGKILL");
        assertThat(pods.integer(row, "exit_code")).isEqualTo(137);
        assertThat(pods.timeNanos(row, "end")).isBetween(lastSeenRunning, workloadDone);
    }

    @Test
    void everyJobIsToldAsItWas() throws IOException {
        Table pods = pods("short-lived.scap.gz");
        List<String> jobs = GroundTruth.lines(
                "short-lived",
                Pattern.compile("container (job-\\d+) (\\w{12})\\w+ want \\d+ exit (\\d+)"),
                found -> found.group(1) + " " + found.group(2) + " " + found.group(3) + " - 0");

        assertThat(jobs).hasSize(8);
        assertThat(Rows.of(pods, "container.name", "container.id", "exit_code", "signal", "attempt"))
                .containsExactlyElementsOf(jobs);
    }

    @Test
    void theAttackedContainerIsToldAsItWas() throws IOException {
        Pattern line = Pattern.compile("^(\\S+) podman container (\\S+) (\\w+) pid (\\d+)");
        String[] truth = GroundTruth.lines("attack", line, found ->
                        new String[] {found.group(1), found.group(2), found.group(3), found.group(4)})
                .get(0);
        long stopped = GroundTruth.lines(
                        "attack", Pattern.compile("^(\\S+) stop shop-web"), found -> nanos(found.group(1)))
                .get(0);

        Table pods = pods("attack.scap.gz");

        int row = row(pods, truth[2]);
        assertThat(pods.text(row, "container.name")).isEqualTo(truth[1]);
        assertThat(pods.integer(row, "proc.pid")).isEqualTo(Long.parseLong(truth[3]));
        assertThat(pods.timeNanos(row, "start")).isCloseTo(nanos(truth[0]), within(TOLERANCE_NANOS));
        assertThat(pods.timeNanos(row, "end")).isCloseTo(stopped, within(TOLERANCE_NANOS));
        assertThat(pods.integer(row, "exit_code")).isZero();
        assertThat(pods.rowCount()).isEqualTo(1);
    }

    @Test
    void ofTheOldDockerMachineTwoContainersHaveProcesses() throws IOException {
        Table pods = pods("docker-haproxy-502.scap");

        List<String> rows = Rows.of(pods, "container.name", "container.id", "proc.pid", "proc.cmdline", "cause");

        assertThat(rows)
                .startsWith(
                        "example2_web_1 c78a447010cd 13700 python /server.py still_running",
                        "example2_lb_1 59fd49aa4072 13851 tini -- dockercloud-haproxy still_running");
        assertThat(rows.subList(2, rows.size())).hasSize(13).allMatch(row -> row.endsWith(" - - unknown"));
    }

    @Test
    void theOldDockerMachinesPodsAreInTheNamesOfItsContainers() throws IOException {
        Table pods = pods("docker-haproxy-502.scap");

        assertThat(Rows.of(pods, "k8s.ns.name", "k8s.pod.name", "container.name"))
                .contains(
                        "kube-system kube-dns-v19-lbuxg kubedns",
                        "kube-system k8s-etcd-127.0.0.1 etcd",
                        "default nginx-3449338310-q9saj nginx",
                        "- - blissful_turing");
    }

    @TestFactory
    Stream<DynamicTest> everyRowOfARecordingStandsOnEvents() {
        return Captures.each(Captures::bundled, file -> {
            try (Capture capture = Capture.open(file)) {
                Table pods = capture.analyze("pods");
                CaptureHistory history = capture.history();

                for (int row = 0; row < pods.rowCount(); row++) {
                    assertThat(LongStream.of(pods.events(row, "evidence")).boxed())
                            .isNotEmpty()
                            .isSorted()
                            .allMatch(number -> number >= 1
                                    && number <= history.statistics().events());
                }
            }
        });
    }
}
