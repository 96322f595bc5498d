package io.scapula.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.event.ParameterValue;
import io.scapula.format.testing.BothByteOrders;
import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.EventBytes;
import io.scapula.format.testing.Reading;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventViewTest {

    private static Event event(EventBytes event) {
        return Reading.of(CaptureBytes.section().event(event)).event();
    }

    @Test
    void textsLoseTheirNul() {
        Event event = event(EventBytes.of("SYSCALL_CHDIR_X").values(0, "/tmp"));

        assertThat(event.text(1)).isEqualTo("/tmp");
        assertThat(event.value(1)).isEqualTo(new ParameterValue.Text("/tmp"));
    }

    @Test
    void textThatCouldNotBeReadIsNull() {
        Event event = event(EventBytes.of("SYSCALL_CHDIR_X").values(0, "(NULL)"));

        assertThat(event.text(1)).isNull();
        assertThat(event.value(1)).isInstanceOf(ParameterValue.Absent.class);
    }

    @Test
    void textThatIsMissingIsNull() {
        Event event = event(EventBytes.of("SYSCALL_CHDIR_X").values(0));

        assertThat(event.text(1)).isNull();
        assertThat(event.texts(1)).isEmpty();
        assertThat(event.bytes(1)).isEmpty();
    }

    @Test
    void argumentsAreSplit() {
        Event event = event(EventBytes.of("SYSCALL_EXECVE_19_X").values(0, "/bin/sh", "-c\0ls\0".getBytes()));

        assertThat(event.texts(2)).isEqualTo(List.of("-c", "ls"));
    }

    @BothByteOrders
    void integersAreExtendedAsTheirTypeSays(ByteOrder order) {
        Event event = Reading.of(CaptureBytes.section(order)
                        .event(EventBytes.of("SYSCALL_CLOSE_X").values(-2, -3)))
                .event();

        assertThat(event.integer(0, 0)).isEqualTo(-2);
        assertThat(event.integer(1, 0)).isEqualTo(-3);
        assertThat(event.byteOrder()).isEqualTo(order);
    }

    @Test
    void unsignedIntegersStayPositive() {
        Event event = event(EventBytes.of("SYSCALL_READ_E").values(1, 0xFFFFFFFFL));

        assertThat(event.integer(1, 0)).isEqualTo(0xFFFFFFFFL);
    }

    @Test
    void parametersBeyondTheCountAreAbsent() {
        Event event = event(EventBytes.of("SYSCALL_CLOSE_E").values(1));

        assertThat(event.parameterLength(100)).isZero();
        assertThat(event.has(100)).isFalse();
        assertThat(event.value(100)).isInstanceOf(ParameterValue.Absent.class);
    }

    @Test
    void aKeptEventSaysWhatItIs() {
        assertThat(event(EventBytes.of("SYSCALL_CLOSE_E").at(5).cpu(2).thread(7)))
                .hasToString("1 5 2 7 > close");
        assertThat(event(EventBytes.of(999).at(5).cpu(2).thread(7))).hasToString("0 5 2 7 ? code 999");
    }

    @Test
    void aKeptEventIsItsOwnCopy() {
        Event event = event(EventBytes.of("SYSCALL_CLOSE_E"));

        assertThat(event.toEvent()).isSameAs(event);
    }
}
