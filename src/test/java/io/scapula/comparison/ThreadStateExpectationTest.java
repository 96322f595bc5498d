package io.scapula.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.EventCursor;
import io.scapula.format.EventNames;
import io.scapula.format.event.EventType;
import io.scapula.state.StateEngine;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The recordings, event by event: what the state engine says of the thread and its container, and what programs built on
 * the field's own library print (0.20 for enter and exit events, 0.25 for exit-only ones). Every difference that is left
 * stands in {@link #TOLERANCES} with its reason; one event more fails.
 */
class ThreadStateExpectationTest {
    private static final List<Tolerance> TOLERANCES = List.of(
            new Tolerance(
                    StateColumn.PROC_CWD,
                    "fchdir names its directory by a descriptor, and descriptors are not replayed yet: the directory is"
                            + " not known from there on",
                    Map.of(
                            "attack", 4,
                            "crashloop", 36,
                            "crashloop-exit-only", 18,
                            "file-churn-exit-only", 5,
                            "short-lived", 36,
                            "ssh-session", 577,
                            "zoo-a", 264,
                            "zoo-a-exit-only", 132)),
            new Tolerance(
                    StateColumn.PROC_CWD,
                    "a leader that only its new thread tells of has no directory; the programs know no leader",
                    Map.of("zoo-a-exit-only", 3)),
            new Tolerance(
                    StateColumn.PROC_SID,
                    "the child's side of clone3 has no flags; the programs take such a thread for a process and give it"
                            + " its parent's session, although its pid says whose thread it is",
                    Map.of(
                            "attack", 12,
                            "crashloop", 46,
                            "crashloop-exit-only", 47,
                            "short-lived", 38,
                            "zoo-a", 376,
                            "zoo-a-exit-only", 326)),
            new Tolerance(
                    StateColumn.PROC_EXEPATH,
                    "for the same reason: the programs give it its parent's executable",
                    Map.of("zoo-a-exit-only", 3)),
            new Tolerance(
                    StateColumn.PROC_PPID,
                    "for the same reason: the programs know no leader and so no parent",
                    Map.of("zoo-a-exit-only", 3)),
            new Tolerance(
                    StateColumn.PROC_PNAME,
                    "for the same reason: the programs know no leader and so no parent",
                    Map.of("zoo-a-exit-only", 3)),
            new Tolerance(
                    StateColumn.USER_NAME,
                    "sshd went back to root by setreuid, which libs 0.20 does not follow",
                    Map.of("ssh-session", 224)),
            new Tolerance(
                    StateColumn.USER_NAME,
                    "a container's user 1000 is not the host's; the program knew no containers",
                    Map.of("zoo-a-exit-only", 24)));

    private static final Pattern CONTROL_CHARACTER = Pattern.compile("\\p{Cntrl}");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attack",
                "crashloop",
                "crashloop-exit-only",
                "file-churn-exit-only",
                "net",
                "net-exit-only",
                "short-lived",
                "ssh-session",
                "zoo-a",
                "zoo-a-exit-only"
            })
    void everyEventIsToldAsTheFieldsProgramsTellIt(String recording) throws IOException {
        boolean exitOnly = recording.endsWith("-exit-only");
        ExpectedEvents expected = ExpectedEvents.read(ComparedCaptures.expectedEvents(recording), exitOnly);
        Comparison comparison = new Comparison(expected.lines(), exitOnly);

        StateReplay.run(ComparedCaptures.recording(recording), comparison);

        String report = comparison.tallies.report(recording + ", " + expected.cut() + " cut lines left out");
        System.out.println(report);
        assertThat(comparison.tallies.events())
                .as("events that were expected and found, in order")
                .isEqualTo(expected.lines().size())
                .isPositive();
        SoftAssertions.assertSoftly(softly -> {
            for (ColumnTally tally : comparison.tallies.all()) {
                softly.assertThat(tally.differing())
                        .as("%s", report)
                        .isLessThanOrEqualTo(Tolerance.of(TOLERANCES, recording, tally.column()));
            }
        });
        assertThat(comparison.tallies.of(StateColumn.PROC_CWD).contradicting())
                .as("directories that are wrong rather than unknown: %s", report)
                .isZero();
    }

    /** Walks through the capture and the lines side by side: the lines are some of the capture's events, in its order. */
    private static final class Comparison implements StateReplay.Visitor {
        private final List<ExpectedEvents.Line> lines;
        private final ColumnTallies tallies;
        private int next;

        Comparison(List<ExpectedEvents.Line> lines, boolean exitOnly) {
            this.lines = lines;
            this.tallies = new ColumnTallies(
                    // As the later program prints them; of the earlier one, lines with such characters were cut.
                    exitOnly ? text -> CONTROL_CHARACTER.matcher(text).replaceAll("\uFFFD") : UnaryOperator.identity());
        }

        @Override
        public void event(EventCursor event, StateEngine state) {
            if (next < lines.size() && isOf(lines.get(next), event)) {
                tallies.compare(lines.get(next).values(), event, state);
                next++;
            }
        }

        private static boolean isOf(ExpectedEvents.Line line, EventCursor event) {
            EventType type = event.type();
            return event.timestampNanos() == line.timestampNanos()
                    && event.tid() == line.tid()
                    && type != null
                    && (line.direction().isEmpty() || line.direction().equals(type.isExit() ? "<" : ">"))
                    && EventNames.of(event).equals(line.type());
        }
    }
}
