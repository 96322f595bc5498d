package io.scapula.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import io.scapula.format.testing.BothByteOrders;
import io.scapula.format.testing.Bytes;
import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.EventBytes;
import io.scapula.format.testing.Reading;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Version 1 records no parameter count: it follows from the lengths. */
class EventVersionOneTest {

    @BothByteOrders
    void theCountFollowsFromTheLengthsForEveryCodeAndCount(ByteOrder order) {
        for (EventType type : EventTable.current().all()) {
            for (int count = 0; count <= type.oldestParameterCount(); count++) {
                EventBytes event = EventBytes.of(type.code()).version1();
                for (int index = 0; index < count; index++) {
                    byte[] value = new byte[8 + index];
                    event.parameter(out -> out.raw(value));
                }
                if (type.lengthBytes() == 2) {
                    assertThat(Reading.of(CaptureBytes.section(order).event(event))
                                    .event()
                                    .parameterCount())
                            .as("%s with %d parameters", type.constant(), count)
                            .isEqualTo(count);
                }
            }
        }
    }

    @Test
    void emptyParametersAtTheEndAreFound() {
        Event event = Reading.of(CaptureBytes.section()
                        .event(EventBytes.of("SYSCALL_READ_X").version1().values(5, null)))
                .event();

        assertThat(event.parameterCount()).isEqualTo(2);
        assertThat(event.has(1)).isFalse();
    }

    @ParameterizedTest(name = "code {0}")
    @ValueSource(ints = {280, 286})
    void notificationAndInfrastructureStoreALengthThatIsThreeTooLarge(int code) {
        EventBytes event = EventBytes.of(code).version1().lengthError(3);
        int count = EventTable.current().get(code).oldestParameterCount();
        for (int index = 0; index < count; index++) {
            event.values("text " + index);
        }

        Reading reading = Reading.of(CaptureBytes.section().block(0x204, body -> withThreeBytesMore(body, event)));

        assertThat(reading.warnings()).isEmpty();
        assertThat(reading.event().parameterCount()).isEqualTo(count);
        assertThat(reading.event().text(count - 1)).isEqualTo("text " + (count - 1));
    }

    private static void withThreeBytesMore(Bytes body, EventBytes event) {
        byte[] block = CaptureBytes.empty(body.order()).event(event).toByteArray();
        body.raw(Arrays.copyOfRange(block, 8, block.length - 4)).zeros(3);
    }

    @ParameterizedTest(name = "code {0}")
    @ValueSource(ints = {280, 286})
    void theirTrueLengthIsReadAsWell(int code) {
        EventBytes event = EventBytes.of(code).version1();
        int count = EventTable.current().get(code).oldestParameterCount();
        for (int index = 0; index < count; index++) {
            event.values("text " + index);
        }

        Reading reading = Reading.of(CaptureBytes.section().event(event));

        assertThat(reading.warnings()).isEmpty();
        assertThat(reading.event().parameterCount()).isEqualTo(count);
    }

    @BothByteOrders
    void aLengthThatNoCountFitsIsDamage(ByteOrder order) {
        Reading reading = Reading.of(CaptureBytes.section(order)
                .event(EventBytes.of("SYSCALL_CLOSE_E").version1().values(5).lengthError(-1)));

        assertThat(reading.event().parameterCount()).isZero();
        assertThat(reading.warnings().get(0).message())
                .isEqualTo("event code 4: no number of parameters fits its length");
    }

    @Test
    void anUnknownCodeKeepsItsLengthsAndValuesAsOne() {
        Reading reading = Reading.of(CaptureBytes.section()
                .event(EventBytes.of(999).version1().parameter(bytes -> bytes.raw(new byte[] {7, 8, 9}))));

        assertThat(reading.event().number()).isZero();
        assertThat(reading.event().parameterCount()).isEqualTo(1);
        assertThat(reading.event().bytes(0)).containsExactly(3, 0, 7, 8, 9);
        assertThat(reading.warningKinds()).containsExactly(CaptureWarning.Kind.UNKNOWN_EVENT);
    }

    @Test
    void aBlockShorterThanTheHeaderIsDamage() {
        Reading reading = Reading.of(
                CaptureBytes.section().block(0x204, body -> body.u16(0).zeros(18)));

        assertThat(reading.events()).isEmpty();
        assertThat(reading.warnings().get(0).message())
                .isEqualTo("event of 18 bytes is shorter than its 22-byte header");
    }
}
