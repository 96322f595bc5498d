package io.scapula.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.captures.Captures;
import io.scapula.cli.CommandRun;
import io.scapula.merge.Pieces.Lists;
import io.scapula.merge.Pieces.Range;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A capture that was cut into files and merged again answers as it did before. */
class MergedPiecesTest {
    private static final String NUMBERED = EventLines.FORMAT.replace("*", "*%evt.num %proc.duration ");

    @TempDir
    private Path folder;

    /** Merges files that are given in the wrong order. */
    private Path merge(List<Path> pieces) {
        List<Path> turned = new ArrayList<>(pieces);
        Collections.reverse(turned);
        Path merged = folder.resolve("merged.scap");
        List<String> command = new ArrayList<>(List.of("merge", "-o", merged.toString()));
        turned.forEach(piece -> command.add(piece.toString()));
        CommandRun run = CommandRun.of(command);
        assertThat(run.status()).as(run.err()).isZero();
        return merged;
    }

    private static void assertSameLines(Path merged, Path original) throws IOException {
        try (EventLines actual = EventLines.of(merged, NUMBERED);
                EventLines expected = EventLines.of(original, NUMBERED)) {
            String line;
            do {
                line = expected.next();
                assertThat(actual.next()).isEqualTo(line);
            } while (line != null);
        }
    }

    private void assertJoined(Path capture, int parts, long overlap, Lists lists) throws IOException {
        List<Range> ranges = new ArrayList<>();
        for (Range range : Pieces.ranges(Pieces.count(capture), parts)) {
            ranges.add(new Range(Math.max(0, range.from() - overlap), range.to()));
        }

        Path merged = merge(Pieces.cut(capture, folder, ranges, lists));

        assertSameLines(merged, capture);
    }

    @TestFactory
    Stream<DynamicTest> filesWithFreshListsJoin() {
        return Stream.concat(
                Captures.each(Captures::bundled, capture -> assertJoined(capture, 3, 0, Lists.FRESH)),
                Captures.each(Captures::thirdParty, capture -> assertJoined(capture, 5, 0, Lists.FRESH)));
    }

    @TestFactory
    Stream<DynamicTest> filesWithTheListsOfTheBeginningJoin() {
        return Stream.concat(
                Captures.each(
                        () -> List.of(Captures.find("ssh-session.scap.gz"), Captures.find("net-exit-only.scap.gz")),
                        capture -> assertJoined(capture, 4, 0, Lists.REPEATED)),
                Captures.each(Captures::thirdParty, capture -> assertJoined(capture, 2, 0, Lists.REPEATED)));
    }

    @TestFactory
    Stream<DynamicTest> filesThatOverlapJoin() {
        return Stream.concat(
                Captures.each(
                        () -> List.of(Captures.find("attack.scap.gz"), Captures.find("net-exit-only.scap.gz")),
                        capture -> assertJoined(capture, 3, 700, Lists.FRESH)),
                Captures.each(Captures::thirdParty, capture -> assertJoined(capture, 3, 25, Lists.FRESH)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"commands", "pods", "sessions", "typed"})
    void analyzersAnswerAsBefore(String analyzer) throws IOException {
        for (String name : List.of("attack.scap.gz", "ssh-session.scap.gz", "crashloop-exit-only.scap.gz")) {
            Path capture = Captures.find(name);
            Path merged = merge(Pieces.cut(capture, folder, Pieces.ranges(Pieces.count(capture), 4), Lists.FRESH));

            assertThat(answers(analyzer, merged)).as(name).isEqualTo(answers(analyzer, capture));
        }
    }

    private static String answers(String analyzer, Path capture) {
        CommandRun run = CommandRun.of(List.of(analyzer, capture.toString(), "--format", "jsonl"));
        assertThat(run.status()).as(run.err()).isZero();
        return run.out();
    }

    /** Every second part of a capture is missing; what is left has the same state as in the whole capture. */
    @ParameterizedTest
    @ValueSource(strings = {"attack.scap.gz", "zoo-a-exit-only.scap.gz", "short-lived.scap.gz"})
    void behindAGapTheStateIsTheRightOne(String name) throws IOException {
        Path capture = Captures.find(name);
        List<Range> ranges = Pieces.ranges(Pieces.count(capture), 5);
        List<Range> kept = List.of(ranges.get(0), ranges.get(2), ranges.get(4));

        Path merged = merge(Pieces.cut(capture, folder, kept, Lists.FRESH));

        // A call that was going on when a file began is known by its second half alone.
        String format = EventLines.FORMAT.replace(" %evt.latency", "");
        Set<String> expected = new HashSet<>();
        try (EventLines original = EventLines.of(capture, format)) {
            for (String line = original.next(); line != null; line = original.next()) {
                expected.add(line);
            }
        }
        long lines = 0;
        long wrong = 0;
        try (EventLines actual = EventLines.of(merged, format)) {
            for (String line = actual.next(); line != null; line = actual.next()) {
                lines++;
                wrong += expected.contains(line) ? 0 : 1;
            }
        }
        assertThat(lines).isGreaterThan(1000);
        assertThat(wrong).isLessThan(lines / 200);
    }

    @Test
    void twoRunsAreTheSame() throws IOException {
        Path capture = Captures.find("net-exit-only.scap.gz");
        List<Path> pieces = Pieces.cut(capture, folder, Pieces.ranges(Pieces.count(capture), 3), Lists.FRESH);

        byte[] first = Files.readAllBytes(merge(pieces));

        assertThat(Files.readAllBytes(merge(pieces))).isEqualTo(first);
    }
}
