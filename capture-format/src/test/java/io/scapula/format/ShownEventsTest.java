package io.scapula.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.EventBytes;
import io.scapula.format.testing.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShownEventsTest {
    private static final EventBytes CLOSE = EventBytes.of("SYSCALL_CLOSE_E").values(1);
    private static final EventBytes CONTAINER =
            EventBytes.of("CONTAINER_JSON_E").values("{}");

    private static List<Boolean> shown(EventBytes... events) {
        ShownEvents shown = new ShownEvents();
        return Reading.of(CaptureBytes.section().events(events)).events().stream()
                .map(shown::shows)
                .toList();
    }

    private static String name(EventBytes event) {
        return EventNames.of(Reading.of(CaptureBytes.section().event(event)).event());
    }

    @Test
    void eventsThatOnlyUpdateStateAreHidden() {
        assertThat(shown(CLOSE, EventBytes.of("SYSCALL_CLOSE_E").dumpFlags(1), CLOSE))
                .containsExactly(true, false, true);
    }

    @Test
    void otherFlagsHideNothing() {
        assertThat(shown(EventBytes.of("SYSCALL_CLOSE_E").dumpFlags(2))).containsExactly(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROCINFO_E", "SCAPEVENT_E", "DROP_E", "DROP_X"})
    void whatTheRecorderMadeUpForItselfIsHidden(String constant) {
        assertThat(shown(CLOSE, EventBytes.of(constant))).containsExactly(true, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOTIFICATION_E", "CPU_HOTPLUG_E", "SIGNALDELIVER_E", "PAGE_FAULT_E"})
    void otherEventsThatAreNoSystemCallsAreShown(String constant) {
        assertThat(shown(EventBytes.of(constant))).containsExactly(true);
    }

    @Test
    void containersAtTheStartAreHiddenAndLaterOnesShown() {
        assertThat(shown(CONTAINER, EventBytes.of("CONTAINER_JSON_2_E").values("{}"), CLOSE, CONTAINER))
                .containsExactly(false, false, true, true);
    }

    @Test
    void aHiddenEventEndsTheStartToo() {
        assertThat(shown(CONTAINER, EventBytes.of("PROCINFO_E"), CONTAINER)).containsExactly(false, false, true);
    }

    @Test
    void everySectionHasItsStart() {
        Event container = Reading.of(CaptureBytes.section().event(CONTAINER)).event();
        Event close = Reading.of(CaptureBytes.section().event(CLOSE)).event();
        ShownEvents shown = new ShownEvents();
        shown.shows(close);

        shown.startSection();

        assertThat(shown.shows(container)).isFalse();
    }

    @Test
    void unknownEventsAreHidden() {
        assertThat(shown(EventBytes.of(999))).containsExactly(false);
    }

    @Test
    void anEventHasTheNameOfItsType() {
        assertThat(name(EventBytes.of("SYSCALL_OPENAT_2_X"))).isEqualTo("openat");
    }

    @ParameterizedTest
    @CsvSource({"75, mprotect", "298, rt_sigreturn", "300, newfstatat", "0, <unknown>", "9999, <unknown>"})
    void aGenericEventHasTheNameOfItsSystemCall(int id, String name) {
        assertThat(name(EventBytes.of("GENERIC_E").values(id, 0))).isEqualTo(name);
        assertThat(name(EventBytes.of("GENERIC_X").values(id))).isEqualTo(name);
    }

    @Test
    void aGenericEventWithoutItsSystemCallHasNoName() {
        assertThat(name(EventBytes.of("GENERIC_E"))).isEqualTo("<unknown>");
    }

    @Test
    void anUnknownEventHasNoName() {
        assertThat(name(EventBytes.of(999))).isEqualTo("<unknown>");
    }
}
