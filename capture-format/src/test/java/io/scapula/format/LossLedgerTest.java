package io.scapula.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.EventBytes;
import io.scapula.format.testing.Reading;
import org.junit.jupiter.api.Test;

/** What was never recorded stands in the same ledger as what was damaged later. */
class LossLedgerTest {
    private static final long START_NANOS = 1_700_000_000_000_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private static EventBytes close(long seconds) {
        return EventBytes.of("SYSCALL_CLOSE_E")
                .at(START_NANOS + seconds * SECOND)
                .values(3);
    }

    private static EventBytes drop(String constant, long seconds) {
        return EventBytes.of(constant).at(START_NANOS + seconds * SECOND).values(4);
    }

    @Test
    void aSoundCaptureHasLostNothing() {
        assertThat(Reading.of(CaptureBytes.section().event(close(1))).losses()).isEqualTo(LossLedger.NOTHING);
    }

    @Test
    void whatTheKernelDroppedIsEstimatedFromTheTimeBefore() {
        CaptureBytes capture = CaptureBytes.section();
        for (int second = 0; second < 10; second++) {
            capture.event(close(second));
        }
        capture.events(drop("DROP_E", 10), drop("DROP_X", 30), close(31));

        LossLedger losses = Reading.of(capture).losses();

        assertThat(losses.losses()).singleElement().satisfies(loss -> {
            assertThat(loss.kind()).isEqualTo(Loss.Kind.DROPPED);
            assertThat(loss.fromNanos()).isEqualTo(START_NANOS + 10 * SECOND);
            assertThat(loss.toNanos()).isEqualTo(START_NANOS + 30 * SECOND);
            assertThat(loss.estimatedEvents()).isBetween(20L, 23L);
            assertThat(loss.lostBytes()).isEqualTo(Loss.UNKNOWN);
        });
        assertThat(losses.isGuessed(10)).isFalse();
        assertThat(losses.isGuessed(13)).isTrue();
    }

    @Test
    void droppingThatNobodySawEndLastsToTheEnd() {
        Reading reading = Reading.of(CaptureBytes.section().events(close(0), drop("DROP_E", 1)));

        assertThat(reading.losses().losses()).singleElement().satisfies(loss -> {
            assertThat(loss.kind()).isEqualTo(Loss.Kind.DROPPED);
            assertThat(loss.toNanos()).isEqualTo(Loss.UNKNOWN);
        });
    }

    @Test
    void buffersThatWereCutAreCountedByCall() {
        Reading reading = Reading.of(CaptureBytes.section()
                .events(
                        EventBytes.of("SYSCALL_READ_X").at(START_NANOS).values(4, "root"),
                        EventBytes.of("SYSCALL_READ_X").at(START_NANOS + 1).values(100, "root"),
                        EventBytes.of("SYSCALL_READ_X").at(START_NANOS + 2).values(-2, ""),
                        EventBytes.of("SYSCALL_WRITE_X").at(START_NANOS + 3).values(80, ""),
                        EventBytes.of("SYSCALL_READ_X").at(START_NANOS + 4).values(6, "root")));

        LossLedger losses = reading.losses();

        assertThat(losses.losses()).hasSize(2).allMatch(loss -> loss.kind() == Loss.Kind.CUT_BUFFERS);
        assertThat(losses.losses().get(0).fromNanos()).isEqualTo(START_NANOS + 1);
        assertThat(losses.losses().get(0).toNanos()).isEqualTo(START_NANOS + 4);
        assertThat(losses.count(Loss.Kind.CUT_BUFFERS)).isEqualTo(3);
        assertThat(losses.isGuessed(5)).isFalse();
    }

    @Test
    void whatIsNotKnownIsListed() {
        Reading reading = Reading.of(CaptureBytes.section()
                .event(close(1))
                .event(EventBytes.of(9999).values("future"))
                .event(EventBytes.of(9999).values("future"))
                .block(0x999, body -> body.u32(1)));

        assertThat(reading.losses().count(Loss.Kind.UNKNOWN_EVENTS)).isEqualTo(2);
        assertThat(reading.losses().count(Loss.Kind.UNKNOWN_BLOCKS)).isEqualTo(1);
        assertThat(reading.losses().losses())
                .extracting(Loss::cause)
                .containsExactly(
                        "event code 9999 is not known to this version of Scapula",
                        "block type 0x999 is not known to this version of Scapula");
    }

    @Test
    void anEventWithoutItsParametersIsALoss() {
        Reading reading = Reading.of(CaptureBytes.section().events(close(1), close(2).lengthError(500), close(3)));

        assertThat(reading.losses().losses())
                .singleElement()
                .satisfies(loss -> assertThat(loss.kind()).isEqualTo(Loss.Kind.PARAMETERS));
        assertThat(reading.losses().isGuessed(1)).isFalse();
        assertThat(reading.losses().isGuessed(2)).isTrue();
    }
}
