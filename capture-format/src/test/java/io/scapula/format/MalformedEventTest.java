package io.scapula.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scapula.format.testing.BothByteOrders;
import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.EventBytes;
import io.scapula.format.testing.Reading;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events whose own lengths make no sense, in blocks that are sound: the next block is read. */
class MalformedEventTest {
    private static final ReadOptions FAIL = ReadOptions.DEFAULT.withOnDamage(ReadOptions.OnDamage.FAIL);

    private static EventBytes close() {
        return EventBytes.of("SYSCALL_CLOSE_X").thread(5).values(0);
    }

    private static void assertHeaderOnly(Reading reading, String message) {
        assertThat(reading.events()).hasSize(3);
        Event damaged = reading.events().get(1);
        assertThat(damaged.number()).isEqualTo(2);
        assertThat(damaged.tid()).isEqualTo(5);
        assertThat(damaged.typeCode()).isEqualTo(5);
        assertThat(damaged.parameterCount()).isZero();
        assertThat(reading.events().get(2).integer(0, -1)).isZero();
        assertThat(reading.warnings()).singleElement().hasToString("block 3 at byte 80: event code 5: " + message);
        assertThat(reading.warningKinds()).containsExactly(CaptureWarning.Kind.MALFORMED_EVENT);
    }

    @BothByteOrders
    void aLengthBeyondTheBlockKeepsTheHeader(ByteOrder order) {
        Reading reading = Reading.of(CaptureBytes.section(order).events(close(), close().lengthError(1000), close()));

        assertHeaderOnly(reading, "length 1036 does not fit its block");
    }

    @BothByteOrders
    void aLengthShorterThanTheHeaderKeepsTheHeader(ByteOrder order) {
        Reading reading = Reading.of(CaptureBytes.section(order).events(close(), close().lengthError(-11), close()));

        assertHeaderOnly(reading, "length 25 does not fit its block");
    }

    @BothByteOrders
    void aLengthThatLooksNegativeKeepsTheHeader(ByteOrder order) {
        Reading reading =
                Reading.of(CaptureBytes.section(order).events(close(), close().lengthError(0xFFFFFFF0L - 36), close()));

        assertHeaderOnly(reading, "length 4294967280 does not fit its block");
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 256, 257, 0x7FFFFFFF, 0x80000001L, 0xFFFFFFFFL})
    void aCountThatDoesNotFitKeepsTheHeader(long count) {
        Reading reading = Reading.of(CaptureBytes.section().events(close(), close().claimedCount(count), close()));

        assertHeaderOnly(reading, count + " parameters do not fit its length");
    }

    @Test
    void lengthsThatAddUpToMoreKeepTheHeader() {
        EventBytes shorter = close().lengthError(-1);

        Reading reading = Reading.of(CaptureBytes.section().events(close(), shorter, close()));

        assertHeaderOnly(reading, "the lengths of its parameters exceed its length");
    }

    @BothByteOrders
    void fourByteLengthsThatLookNegativeKeepTheHeader(ByteOrder order) {
        Reading reading = Reading.of(CaptureBytes.section(order)
                .block(
                        0x221,
                        body -> body.u16(0)
                                .u64(1)
                                .u64(2)
                                .u32(26 + 8)
                                .u16(322)
                                .u32(2)
                                .u32(0xFFFFFFFFL)
                                .u32(1)));

        assertThat(reading.event().parameterCount()).isZero();
        assertThat(reading.warnings().get(0).message())
                .isEqualTo("event code 322: the lengths of its parameters exceed its length");
    }

    @Test
    void bytesBetweenTheParametersAndTheEndAreLeftAlone() {
        Reading reading = Reading.of(CaptureBytes.section()
                .block(
                        0x216,
                        body -> body.u16(0)
                                .u64(1)
                                .u64(2)
                                .u32(26 + 2 + 8 + 6)
                                .u16(5)
                                .u32(1)
                                .u16(8)
                                .u64(-2)
                                .zeros(6)));

        assertThat(reading.warnings()).isEmpty();
        assertThat(reading.event().integer(0, 0)).isEqualTo(-2);
    }

    @BothByteOrders
    void aBlockShorterThanTheHeaderIsNoEvent(ByteOrder order) {
        Reading reading = Reading.of(CaptureBytes.section(order)
                .block(0x216, body -> body.u16(0).zeros(22))
                .event(close()));

        assertThat(reading.events()).hasSize(1);
        assertThat(reading.events().get(0).number()).isEqualTo(1);
        assertThat(reading.warnings())
                .singleElement()
                .hasToString("block 2 at byte 28: event of 22 bytes is shorter than its 26-byte header");
    }

    @BothByteOrders
    void anEmptyEventBlockIsNoEvent(ByteOrder order) {
        Reading reading = Reading.of(CaptureBytes.section(order)
                .block(0x216, body -> {})
                .block(0x217, body -> {})
                .event(close()));

        assertThat(reading.events()).hasSize(1);
        assertThat(reading.warningKinds()).containsExactly(CaptureWarning.Kind.MALFORMED_EVENT);
    }

    @Test
    void whoAsksForFailureGetsThePlace() {
        byte[] capture = CaptureBytes.section()
                .events(close(), close().lengthError(1000))
                .toByteArray();

        assertThatThrownBy(() -> Reading.of(capture, FAIL))
                .cause()
                .isInstanceOfSatisfying(
                        MalformedCaptureException.class,
                        e -> assertThat(e.location()).isEqualTo(new CaptureLocation(3, 80)))
                .hasMessage("block 3 at byte 80: event code 5: length 1036 does not fit its block");
    }

    @Test
    void whatHasAWrongWidthIsNoInteger() {
        Event event = Reading.of(CaptureBytes.section()
                        .event(EventBytes.of("SYSCALL_CLOSE_X").parameter(out -> out.u32(7))))
                .event();

        assertThat(event.has(0)).isFalse();
        assertThat(event.integer(0, -77)).isEqualTo(-77);
    }

    @Test
    void aTextIsNoInteger() {
        Event event = Reading.of(CaptureBytes.section()
                        .event(EventBytes.of("SYSCALL_CHDIR_X").values(0, "/tmp/x")))
                .event();

        assertThat(event.integer(1, -77)).isEqualTo(-77);
    }
}
