package io.scapula.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.scapula.captures.Captures;
import io.scapula.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Other people's captures, as {@code scapula events} and the installed sysdig 0.29.3 print them: every line is the same, byte
 * for byte, but for the differences in {@link #KNOWN}; one line more or fewer fails.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SysdigLinesTest {
    private static final String UDP =
            "a bound UDP socket that sends has the peer of its tuple; sysdig mixes it with the port";
    private static final String LATENCY =
            "an exit whose enter event is missing has no latency; sysdig shows 0, or the time" + " since another event";
    private static final String LATENCY_AND_UDP = LATENCY + "; " + UDP;
    private static final String FRACTION = "fractions of a second have nine digits; sysdig leaves out leading zeros";
    private static final String CLOSE_ON_EXEC = "execve closes the descriptors that are marked for that";
    private static final String LOGIN =
            "who logged in is not known of a thread that an unknown one cloned; sysdig says root";
    private static final String FIRST_DESCRIPTOR =
            "a read whose enter event is missing is about no descriptor that is known;" + " sysdig says 0";
    private static final String UDP_AND_FIRST_DESCRIPTOR = UDP + "; " + FIRST_DESCRIPTOR;
    private static final String UDP_AND_LISTENING =
            UDP + "; a listening socket has its address, whatever role is known";
    private static final String LINE_FEED = "the line feed that old recorders left behind a unix path is no part of it";

    private static final String GROUP = "sysdig adds 2^32 times proc.nchilds to the id";
    private static final String PARENT = "a thread's parent is the process above its own, and known from any thread's"
            + " start; sysdig takes the thread that made it, or -1";

    private static final List<KnownLineDifference> KNOWN = List.of(
            new KnownLineDifference(
                    "group ids",
                    GROUP,
                    Map.of("curl_google", 71, "docker-haproxy-502", 640, "run_as_user_0_container", 371)),
            new KnownLineDifference("parents", PARENT, Map.of("curl_google", 158, "docker-haproxy-502", 5465)),
            new KnownLineDifference("default line", UDP, Map.of("docker-haproxy-502", 36)),
            new KnownLineDifference(
                    "latencies",
                    LATENCY,
                    Map.of(
                            "curl_google",
                            2,
                            "docker-haproxy-502",
                            78,
                            "open-multiple-files",
                            1,
                            "run_as_user_0_container",
                            36)),
            new KnownLineDifference(
                    "waiting",
                    LATENCY,
                    Map.of("docker-haproxy-502", 1, "open-multiple-files", 1, "run_as_user_0_container", 11)),
            new KnownLineDifference(
                    "time absolute", FRACTION, Map.of("docker-haproxy-502", 18, "run_as_user_0_container", 22)),
            new KnownLineDifference("time since the line before", UDP, Map.of("docker-haproxy-502", 36)),
            new KnownLineDifference("slow calls", LATENCY, Map.of("docker-haproxy-502", 2)),
            new KnownLineDifference("arguments", UDP, Map.of("docker-haproxy-502", 36)),
            new KnownLineDifference("info", UDP, Map.of("docker-haproxy-502", 36)),
            new KnownLineDifference("one argument by name", UDP, Map.of("docker-haproxy-502", 36)),
            new KnownLineDifference("JSON of the default line", UDP, Map.of("docker-haproxy-502", 36)),
            new KnownLineDifference(
                    "JSON of many types",
                    LATENCY_AND_UDP,
                    Map.of(
                            "curl_google",
                            8,
                            "docker-haproxy-502",
                            319,
                            "open-multiple-files",
                            2,
                            "run_as_user_0_container",
                            654)),
            new KnownLineDifference(
                    "JSON of what is not missing",
                    UDP_AND_FIRST_DESCRIPTOR,
                    Map.of("docker-haproxy-502", 73, "run_as_user_0_container", 1)),
            new KnownLineDifference("JSON buffers as hexadecimal", UDP, Map.of("docker-haproxy-502", 36)),
            new KnownLineDifference(
                    "JSON of times",
                    LATENCY,
                    Map.of(
                            "curl_google",
                            2,
                            "docker-haproxy-502",
                            78,
                            "open-multiple-files",
                            1,
                            "run_as_user_0_container",
                            36)),
            new KnownLineDifference("open descriptors", CLOSE_ON_EXEC, Map.of("run_as_user_0_container", 191)),
            new KnownLineDifference("login users", LOGIN, Map.of("docker-haproxy-502", 3746)),
            new KnownLineDifference("by image", UDP, Map.of("docker-haproxy-502", 73)),
            new KnownLineDifference(
                    "descriptors",
                    UDP_AND_FIRST_DESCRIPTOR,
                    Map.of("docker-haproxy-502", 73, "run_as_user_0_container", 1)),
            new KnownLineDifference("paths", FIRST_DESCRIPTOR, Map.of("run_as_user_0_container", 1)),
            new KnownLineDifference("paths by prefix", FIRST_DESCRIPTOR, Map.of("run_as_user_0_container", 1)),
            new KnownLineDifference("addresses", UDP_AND_LISTENING, Map.of("docker-haproxy-502", 74)),
            new KnownLineDifference("sockets", UDP, Map.of("docker-haproxy-502", 73)),
            new KnownLineDifference("names that change", UDP, Map.of("docker-haproxy-502", 1)),
            new KnownLineDifference(
                    "names and roles",
                    UDP_AND_FIRST_DESCRIPTOR,
                    Map.of("docker-haproxy-502", 73, "run_as_user_0_container", 1)),
            new KnownLineDifference(
                    "names in containers",
                    UDP_AND_FIRST_DESCRIPTOR,
                    Map.of("docker-haproxy-502", 73, "run_as_user_0_container", 1)),
            new KnownLineDifference("either address", UDP, Map.of("docker-haproxy-502", 73)),
            new KnownLineDifference("neither address", UDP, Map.of("docker-haproxy-502", 73)),
            new KnownLineDifference("networks", UDP, Map.of("docker-haproxy-502", 73)),
            new KnownLineDifference("files' devices", FIRST_DESCRIPTOR, Map.of("run_as_user_0_container", 1)),
            new KnownLineDifference("descriptor lists", LINE_FEED, Map.of("run_as_user_0_container", 11)),
            new KnownLineDifference("not to syslog", UDP, Map.of("docker-haproxy-502", 36)),
            new KnownLineDifference("present", FIRST_DESCRIPTOR, Map.of("run_as_user_0_container", 1)),
            new KnownLineDifference(
                    "unequal is present and unequal",
                    UDP_AND_FIRST_DESCRIPTOR,
                    Map.of("docker-haproxy-502", 73, "run_as_user_0_container", 1)),
            new KnownLineDifference("not equal is also absent", UDP, Map.of("docker-haproxy-502", 73)));

    private final List<SysdigPair> pairs = SysdigPair.all();
    private final Map<String, Long> linesOfPair = new TreeMap<>();
    private List<Path> captures = List.of();
    private SysdigRuns sysdig = new SysdigRuns(List.of());
    private long lines;
    private long different;

    @BeforeAll
    void startSysdig() {
        Sysdig.requireInstalled();
        captures = Captures.thirdParty();
        List<List<String>> commands = new ArrayList<>();
        for (Path capture : captures) {
            pairs.forEach(pair -> commands.add(pair.sysdigCommand(capture)));
        }
        sysdig = new SysdigRuns(commands);
    }

    @AfterAll
    void stopSysdig() {
        sysdig.close();
        System.out.printf(
                Locale.ROOT,
                "sysdig and scapula: %d pairs of format and filter on %d captures, %d lines, %d different%n",
                pairs.size(),
                captures.size(),
                lines,
                different);
    }

    @TestFactory
    @Order(1)
    Stream<DynamicNode> printsTheSameLines() {
        return captures.stream()
                .map(capture -> dynamicContainer(
                        name(capture),
                        pairs.stream().map(pair -> dynamicTest(pair.name(), () -> assertSameLines(capture, pair)))));
    }

    private void assertSameLines(Path capture, SysdigPair pair) throws IOException, InterruptedException {
        String expected = sysdig.take(pair.sysdigCommand(capture));
        CommandRun run = CommandRun.of(pair.scapulaArguments(capture));

        LineDifferences differences = LineDifferences.between(expected, run.out());

        int expectedLines = LineDifferences.lines(expected).size();
        lines += expectedLines;
        different += differences.count();
        linesOfPair.merge(pair.name(), (long) expectedLines, Long::sum);
        assertThat(run.status()).as("%s%n%s", pair, run.err()).isZero();
        assertThat(differences.count())
                .as("lines that differ: %s%s", pair, differences.report())
                .isEqualTo(KnownLineDifference.count(KNOWN, pair.name(), name(capture)));
    }

    /** A pair that nothing answers would agree whatever either prints. */
    @Test
    @Order(2)
    void everyPairHasLinesToCompare() {
        assertThat(linesOfPair)
                .hasSize(pairs.size())
                .allSatisfy((pair, number) -> assertThat(number).isPositive());
    }

    @Test
    void everyKnownDifferenceNamesAPairAndCaptures() {
        assertThat(pairs).extracting(SysdigPair::name).doesNotHaveDuplicates();
        assertThat(KNOWN)
                .allSatisfy(
                        known -> assertThat(pairs).extracting(SysdigPair::name).contains(known.pair()))
                .allSatisfy(known -> assertThat(captures)
                        .extracting(SysdigLinesTest::name)
                        .containsAll(known.lines().keySet()));
    }

    private static String name(Path capture) {
        return capture.getFileName().toString().replaceFirst("\\.scap$", "");
    }
}
