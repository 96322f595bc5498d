package io.scapula.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.field.FieldException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The recordings, event by event: what our fields say, and what programs built on the field's own library print (0.20 for
 * enter and exit events, 0.25 for exit-only ones). Every difference stands in {@link #TOLERANCES} with its reason; one line
 * more or fewer fails.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExpectedLinesTest {
    /** Of all lines, those included whose expected values the capture itself refutes. */
    private static final double LEAST_PERCENT_EQUAL = 99.9;

    private static final String STALE_DESCRIPTORS = "0.20 keeps descriptors that execve closed, and takes an F_GETFD"
            + " that returns 0 for an F_DUPFD to 0; 0.25 and the kernel do not";
    private static final String CLONE3 =
            "the child's side of clone3 has no flags; the programs take such a thread for a"
                    + " process and know no leader of it";

    private static final List<Tolerance> TOLERANCES = List.of(
            new Tolerance(
                    "user.name",
                    "sshd went back to root by setreuid, which 0.20 does not follow; what geteuid answers afterwards"
                            + " refutes it (KernelAnswersTest)",
                    true,
                    Map.of("ssh-session", 224)),
            new Tolerance("fd.name", STALE_DESCRIPTORS, Map.of("attack", 2, "net", 16, "ssh-session", 9, "zoo-a", 75)),
            new Tolerance("fd.typechar", STALE_DESCRIPTORS, Map.of("attack", 2, "zoo-a", 100)),
            new Tolerance(
                    "fd.num",
                    "the program knows no leader of a thread that the process list lacks, and so no descriptors",
                    Map.of("zoo-a", 1)),
            new Tolerance(
                    "evt.args",
                    STALE_DESCRIPTORS + "; and names with control characters",
                    Map.of(
                            "attack", 4,
                            "net", 12,
                            "ssh-session", 8,
                            "zoo-a", 51,
                            "zoo-a-exit-only", 2)),
            new Tolerance("proc.cwd", CLONE3, Map.of("zoo-a-exit-only", 3)),
            new Tolerance("proc.exepath", CLONE3, Map.of("zoo-a-exit-only", 3)),
            new Tolerance("proc.pname", CLONE3, Map.of("zoo-a-exit-only", 3)),
            new Tolerance("proc.ppid", CLONE3, Map.of("zoo-a-exit-only", 3)));

    private long lines;
    private long equalLines;
    private long refutedLines;

    @ParameterizedTest
    @MethodSource("io.scapula.comparison.ComparedCaptures#recordings")
    void everyLineIsWhatTheFieldsProgramsPrint(String recording) throws IOException, FieldException {
        boolean exitOnly = recording.endsWith("-exit-only");
        ExpectedEvents expected = ExpectedEvents.read(ComparedCaptures.expectedEvents(recording), exitOnly);
        // The program behind the exit-only lines was run without its plugin for containers.
        FieldColumns columns = new FieldColumns(expected.columns(), exitOnly);
        LineTally tally = new LineTally(expected, exitOnly);

        ExpectedReplay.walk(ComparedCaptures.recording(recording), expected, (line, event) -> {
            tally.compare(line, columns.read(event), event.event().number());
            return true;
        });

        String report = tally.report(recording);
        System.out.println(report);
        assertThat(tally.lines())
                .as("events that were expected and found, in order")
                .isEqualTo(expected.lines().size())
                .isPositive();
        lines += tally.lines();
        equalLines += tally.equal();
        refutedLines += Tolerance.refuted(TOLERANCES, recording);
        SoftAssertions.assertSoftly(softly -> {
            expected.columns()
                    .forEach(column -> softly.assertThat(tally.differing(column))
                            .as("%s: %s", column, report)
                            .isEqualTo(Tolerance.of(TOLERANCES, recording, column)));
        });
    }

    /** Of all recordings together: what the programs do not follow can be two percent of one and nothing of the others. */
    @AfterAll
    void nearlyAllLinesAreEqual() {
        if (lines > 0) {
            double percent = 100.0 * equalLines / lines;
            System.out.printf(
                    Locale.ROOT,
                    "all recordings: %d lines, %d equal (%.4f %%); without %d that the captures refute %.4f %%%n",
                    lines,
                    equalLines,
                    percent,
                    refutedLines,
                    100.0 * equalLines / (lines - refutedLines));
            assertThat(percent).as("percent of lines that are equal").isGreaterThanOrEqualTo(LEAST_PERCENT_EQUAL);
        }
    }
}
