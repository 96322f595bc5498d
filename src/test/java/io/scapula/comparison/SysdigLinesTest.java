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
    private static final List<KnownLineDifference> KNOWN = List.of();

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
