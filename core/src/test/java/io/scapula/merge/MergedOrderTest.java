package io.scapula.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.EventBytes;
import io.scapula.testing.FieldAnswers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order of the events, and those that several inputs hold. */
class MergedOrderTest {
    private static final long START = 1_700_000_000_000_000_000L;
    private static final long MILLISECOND = 1_000_000;

    @TempDir
    private Path folder;

    /** Events whose descriptor tells them apart. */
    private static byte[] capture(EventBytes... events) {
        return CaptureBytes.section().machine("node", 2).events(events).toByteArray();
    }

    private static EventBytes event(long milliseconds, int name) {
        return EventBytes.of("SYSCALL_CLOSE_X")
                .at(START + milliseconds * MILLISECOND)
                .thread(7)
                .values(0, name);
    }

    private static List<String> names(MergeRun merged) {
        return FieldAnswers.ofEach(merged.capture(), "evt.rawarg.fd");
    }

    @Test
    void filesStandInTheOrderOfTimeHoweverTheyAreGiven() {
        MergeRun merged =
                MergeRun.of(folder, capture(event(50, 3)), capture(event(10, 1), event(20, 2)), capture(event(90, 4)));

        assertThat(names(merged)).containsExactly("1", "2", "3", "4");
        assertThat(merged.result().seams())
                .extracting(Seam::gapNanos)
                .containsExactly(30 * MILLISECOND, 40 * MILLISECOND);
    }

    @Test
    void filesThatBeginAtTheSameTimeStandInTheOrderOfTheirNames() {
        MergeRun merged = MergeRun.of(folder, capture(event(10, 1)), capture(event(10, 2)));

        assertThat(names(merged)).containsExactly("1", "2");
    }

    @Test
    void recordingsOfTheSameTimeAreInterleaved() {
        MergeRun merged = MergeRun.of(
                folder,
                capture(event(10, 1), event(30, 3), event(50, 5)),
                capture(event(20, 2), event(40, 4), event(60, 6)));

        assertThat(names(merged)).containsExactly("1", "2", "3", "4", "5", "6");
    }

    @Test
    void aFileKeepsItsOrderWhereItsTimesGoBack() {
        MergeRun merged = MergeRun.of(
                folder, capture(event(10, 1), event(50, 2), event(20, 3), event(80, 5)), capture(event(55, 4)));

        assertThat(names(merged)).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void aFileThatFollowsCloselyDoesNotMixWithTheEndOfTheOneBefore() {
        MergeRun merged = MergeRun.of(folder, capture(event(10, 1), event(50, 2)), capture(event(48, 3), event(60, 4)));

        assertThat(names(merged)).containsExactly("1", "2", "3", "4");
    }

    @Test
    void theSameEventsAreToldOnce() {
        MergeRun merged = MergeRun.of(
                folder,
                capture(event(10, 1), event(20, 2), event(30, 3)),
                capture(event(20, 2), event(30, 3), event(40, 4)));

        assertThat(names(merged)).containsExactly("1", "2", "3", "4");
        assertThat(merged.result().sameEvents()).isEqualTo(2);
    }

    @Test
    void theSameEventsAreToldOnceInTheOrderOfTheFileThatBeganFirst() {
        MergeRun merged = MergeRun.of(
                folder,
                capture(event(10, 1), event(50, 2), event(30, 3), event(60, 4)),
                capture(event(30, 3), event(50, 2), event(60, 4)));

        assertThat(names(merged)).containsExactly("1", "2", "3", "4");
        assertThat(merged.result().sameEvents()).isEqualTo(3);
    }

    @Test
    void threeCopiesAreToldOnce() {
        MergeRun merged = MergeRun.of(
                folder,
                capture(event(10, 1), event(20, 2), event(30, 3)),
                capture(event(11, 9), event(20, 2), event(30, 3)),
                capture(event(12, 8), event(30, 3), event(20, 2)));

        assertThat(names(merged)).containsExactly("1", "9", "8", "2", "3");
        assertThat(merged.result().sameEvents()).isEqualTo(4);
    }

    @Test
    void anEventThatOneFileHoldsTwiceHappenedTwice() {
        MergeRun merged = MergeRun.of(
                folder,
                capture(event(10, 1), event(20, 2), event(20, 2), event(30, 3)),
                capture(event(20, 2), event(30, 3), event(40, 4)));

        assertThat(names(merged)).containsExactly("1", "2", "2", "3", "4");
        assertThat(merged.result().sameEvents()).isEqualTo(2);
    }

    @Test
    void aFileWithoutEventsAddsNothing() {
        MergeRun merged = MergeRun.of(folder, capture(event(10, 1)), capture());

        assertThat(names(merged)).containsExactly("1");
        assertThat(merged.result().inputs())
                .extracting(MergeResult.Input::isEmpty)
                .containsExactly(false, true);
    }

    @Test
    void capturesOfDifferentMachinesAreRefused() {
        byte[] node = capture(event(10, 1));
        byte[] other =
                CaptureBytes.section().machine("other", 2).event(event(20, 2)).toByteArray();

        assertThatThrownBy(() -> MergeRun.of(folder, node, other))
                .isInstanceOf(DifferentHostsException.class)
                .hasMessageContaining("a.scap and ")
                .hasMessageContaining("b.scap tell of different machines: host names other and node");
    }

    @Test
    void capturesOfDifferentMachinesBecomeSectionsIfThatIsWanted() {
        byte[] node = capture(event(10, 1));
        byte[] other =
                CaptureBytes.section().machine("other", 2).event(event(20, 2)).toByteArray();

        MergeRun merged = MergeRun.of(folder, MergeOptions.DEFAULT.withOtherHosts(), node, other);

        assertThat(merged.seam().kind()).isEqualTo(Seam.Kind.OTHER_HOST);
        assertThat(FieldAnswers.ofEach(merged.capture(), "evt.hostname")).containsExactly("node", "other");
    }

    @Test
    void capturesOfDifferentMachinesAreNotInterleaved() {
        byte[] other = CaptureBytes.section()
                .machine("other", 2)
                .events(event(20, 5), event(40, 6))
                .toByteArray();
        MergeOptions options = MergeOptions.DEFAULT.withOtherHosts();

        MergeRun merged =
                MergeRun.of(folder, options, capture(event(10, 1), event(30, 2)), other, capture(event(20, 3)));

        assertThat(names(merged)).containsExactly("1", "3", "2", "5", "6");
    }

    @Test
    void aDamagedFileDeliversWhatCanBeRead() {
        CaptureBytes damaged = CaptureBytes.section().machine("node", 2).events(event(20, 2), event(30, 3));
        byte[] cut = damaged.truncateAt(damaged.size() - 5);

        MergeRun merged = MergeRun.of(folder, capture(event(10, 1)), cut, capture(event(40, 4)));

        assertThat(names(merged)).containsExactly("1", "2", "4");
        assertThat(merged.result().isDamaged()).isTrue();
    }

    @Test
    void twoRunsGiveTheSameBytes() {
        byte[] one = capture(event(10, 1), event(30, 3));
        byte[] two = capture(event(20, 2), event(40, 4));

        assertThat(MergeRun.of(folder, one, two).capture())
                .isEqualTo(MergeRun.of(folder, one, two).capture());
    }
}
