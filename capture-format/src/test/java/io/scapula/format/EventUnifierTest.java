package io.scapula.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scapula.format.event.EventTable;
import io.scapula.format.event.ParameterValue;
import io.scapula.format.testing.BothByteOrders;
import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.EventBytes;
import io.scapula.format.testing.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventUnifierTest {

    private static List<Event> unified(ByteOrder order, EventBytes... events) {
        return Reading.unified(CaptureBytes.section(order).events(events).toByteArray())
                .events();
    }

    private static Event only(ByteOrder order, EventBytes... events) {
        List<Event> unified = unified(order, events);
        assertThat(unified).hasSize(1);
        return unified.get(0);
    }

    private static EventBytes of(String constant) {
        return EventBytes.of(constant).thread(7);
    }

    @BothByteOrders
    void anOldReadBorrowsItsDescriptorFromTheEnterEvent(ByteOrder order) {
        Event event = only(
                order,
                of("SYSCALL_READ_E").values(5, 4096),
                of("SYSCALL_READ_X").values(3, "abc"));

        assertThat(event.number()).isEqualTo(2);
        assertThat(event.typeCode()).isEqualTo(7);
        assertThat(event.parameterCount()).isEqualTo(4);
        assertThat(event.integer(0, -1)).isEqualTo(3);
        assertThat(event.text(1)).isEqualTo("abc");
        assertThat(event.integer(2, -1)).isEqualTo(5);
        assertThat(event.integer(3, -1)).isEqualTo(4096);
        assertThat(event.byteOrder()).isEqualTo(order);
    }

    @BothByteOrders
    void whatWasNotRecordedStaysAbsentAndIsNotZero(ByteOrder order) {
        Event event = only(order, of("SYSCALL_READ_X").values(3, "abc"));

        assertThat(event.parameterCount()).isEqualTo(4);
        assertThat(event.has(2)).isFalse();
        assertThat(event.integer(2, -77)).isEqualTo(-77);
        assertThat(event.value(3)).isInstanceOf(ParameterValue.Absent.class);
    }

    @Test
    void anEnterEventIsUsedOnce() {
        List<Event> events = unified(
                ByteOrder.LITTLE_ENDIAN,
                of("SYSCALL_READ_E").values(5, 4096),
                of("SYSCALL_READ_X").values(3, "abc"),
                of("SYSCALL_READ_X").values(3, "def"));

        assertThat(events.get(0).has(2)).isTrue();
        assertThat(events.get(1).has(2)).isFalse();
    }

    @Test
    void anEnterEventOfAnotherCallIsNotUsed() {
        Event event = only(
                ByteOrder.LITTLE_ENDIAN,
                of("SYSCALL_WRITE_E").values(5, 4096),
                of("SYSCALL_READ_X").values(3, "abc"));

        assertThat(event.has(2)).isFalse();
    }

    @Test
    void anEnterEventOfAnotherThreadIsNotUsed() {
        List<Event> events = unified(
                ByteOrder.LITTLE_ENDIAN,
                EventBytes.of("SYSCALL_READ_E").thread(1).values(11, 100),
                EventBytes.of("SYSCALL_READ_E").thread(2).values(22, 200),
                EventBytes.of("SYSCALL_READ_X").thread(2).values(3, "b"),
                EventBytes.of("SYSCALL_READ_X").thread(1).values(3, "a"));

        assertThat(events).extracting(event -> event.integer(2, -1)).containsExactly(22L, 11L);
    }

    @Test
    void aLaterEnterEventReplacesAnEarlierOne() {
        Event event = only(
                ByteOrder.LITTLE_ENDIAN,
                of("SYSCALL_READ_E").values(5, 1),
                of("SYSCALL_READ_E").values(6, 2),
                of("SYSCALL_READ_X").values(3, "abc"));

        assertThat(event.integer(2, -1)).isEqualTo(6);
    }

    @BothByteOrders
    void anOldOpenatBecomesToday(ByteOrder order) {
        Event event = only(
                order,
                of("SYSCALL_OPENAT_E").values(-100, "etc/passwd", 1, 0644),
                of("SYSCALL_OPENAT_X").values(9));

        assertThat(event.type()).isSameAs(EventTable.current().findByConstant("PPME_SYSCALL_OPENAT_2_X"));
        assertThat(event.parameterCount()).isEqualTo(7);
        assertThat(event.integer(0, 0)).isEqualTo(9);
        assertThat(event.integer(1, 0)).isEqualTo(-100);
        assertThat(event.text(2)).isEqualTo("etc/passwd");
        assertThat(event.integer(3, 0)).isEqualTo(1);
        assertThat(event.integer(4, 0)).isEqualTo(0644);
        assertThat(event.has(5)).isFalse();
        assertThat(event.has(6)).isFalse();
    }

    @BothByteOrders
    void theOldestExecveBecomesTodays(ByteOrder order) {
        List<Event> events = unified(
                order,
                of("SYSCALL_EXECVE_8_E"),
                of("SYSCALL_EXECVE_8_X").values(0, "/bin/sh", "-c\0ls\0", 7, 7, 1, "/cwd", 1024));

        Event enter = events.get(0);
        assertThat(enter.typeCode()).isEqualTo(292);
        assertThat(enter.parameterCount()).isEqualTo(1);
        assertThat(enter.has(0)).isFalse();
        Event exit = events.get(1);
        assertThat(exit.typeCode()).isEqualTo(293);
        assertThat(exit.parameterCount()).isEqualTo(31);
        assertThat(exit.text(1)).isEqualTo("/bin/sh");
        assertThat(exit.integer(3, -1)).isEqualTo(7);
        assertThat(exit.text(6)).isEqualTo("/cwd");
        assertThat(exit.integer(7, -1)).isEqualTo(1024);
        for (int index = 8; index < 31; index++) {
            assertThat(exit.has(index)).as("parameter %d", index).isFalse();
        }
    }

    @Test
    void theFileNameOfAnExecveComesFromItsEnterEvent() {
        List<Event> events = unified(
                ByteOrder.LITTLE_ENDIAN,
                of("SYSCALL_EXECVE_19_E").values("/usr/bin/id"),
                of("SYSCALL_EXECVE_19_X").values(0, "id", ""));

        assertThat(events.get(0).text(0)).isEqualTo("/usr/bin/id");
        Event exit = events.get(1);
        assertThat(exit.parameterCount()).isEqualTo(31);
        assertThat(exit.text(1)).isEqualTo("id");
    }

    @BothByteOrders
    void anOldCloneBecomesToday(ByteOrder order) {
        Event event = only(order, of("SYSCALL_CLONE_11_X").values(8, "sh", "", 7, 7, 1, "/cwd", 1024, 3, 1001, 1002));

        assertThat(event.typeCode()).isEqualTo(223);
        assertThat(event.parameterCount()).isEqualTo(21);
        assertThat(event.integer(event.type().indexOf("flags"), -1)).isEqualTo(3);
        assertThat(event.integer(event.type().indexOf("uid"), -1)).isEqualTo(1001);
        assertThat(event.integer(event.type().indexOf("gid"), -1)).isEqualTo(1002);
        assertThat(event.has(event.type().indexOf("vm_size"))).isFalse();
    }

    @BothByteOrders
    void anOldContainerBecomesText(ByteOrder order) {
        Event event = only(order, of("CONTAINER_E").thread(-1).values("0123456789ab", 6, "we\"b", "n\uDCFFginx"));

        assertThat(event.typeCode()).isEqualTo(324);
        assertThat(event.text(0))
                .isEqualTo("{\"id\":\"0123456789ab\",\"type\":6,\"name\":\"we\"b\",\"image\":\"n\uDCFFginx\"}");
    }

    @BothByteOrders
    void anOldAccept4LearnsItsFlags(ByteOrder order) {
        Event event = only(
                order,
                of("SOCKET_ACCEPT4_5_E").values(0x800),
                of("SOCKET_ACCEPT4_5_X").values(12, new byte[] {1}, 5, 6, 128));

        assertThat(event.type()).isSameAs(EventTable.current().findByConstant("PPME_SOCKET_ACCEPT4_6_X"));
        assertThat(event.parameterCount()).isEqualTo(6);
        assertThat(event.integer(0, -1)).isEqualTo(12);
        assertThat(event.integer(4, -1)).isEqualTo(128);
        assertThat(event.integer(5, -1)).isEqualTo(0x800);
    }

    @BothByteOrders
    void aValueWiderThanItsNewTypeKeepsItsLowBytes(ByteOrder order) {
        Event event = only(
                order,
                of("SYSCALL_READ_E").values(5).parameter(out -> out.u64(0x1_0000_1234L)),
                of("SYSCALL_READ_X").values(3, "abc"));

        assertThat(event.parameterLength(3)).isEqualTo(4);
        assertThat(event.integer(3, -1)).isEqualTo(0x1234);
    }

    @BothByteOrders
    void anAbsentFirstParameterDoesNotHideTheByteOrder(ByteOrder order) {
        Event event = only(order, of("SYSCALL_PTRACE_E").values(3, 4711), of("SYSCALL_PTRACE_X"));

        assertThat(event.has(0)).isFalse();
        assertThat(event.integer(3, -1)).isEqualTo(3);
        assertThat(event.integer(4, -1)).isEqualTo(4711);
    }

    @Test
    void anEventThatIsCurrentIsShownAsItIs() {
        Event event = only(ByteOrder.LITTLE_ENDIAN, of("SYSCALL_READ_X").values(3, "abc", 5, 4096));

        assertThat(event.integer(2, -1)).isEqualTo(5);
    }

    @Test
    void anEventThatLacksItsLastParametersWithoutARuleIsPadded() {
        Event event = only(ByteOrder.LITTLE_ENDIAN, of("SYSCALL_READ_X").values(3, "abc", 5));

        assertThat(event.parameterCount()).isEqualTo(4);
        assertThat(event.integer(2, -1)).isEqualTo(5);
        assertThat(event.has(3)).isFalse();
    }

    @Test
    void parametersOfTheFutureAreKept() {
        Event event = only(
                ByteOrder.LITTLE_ENDIAN,
                of("SYSCALL_READ_X").values(3, "abc", 5, 4096).parameter(out -> out.text("more")));

        assertThat(event.parameterCount()).isEqualTo(5);
        assertThat(event.text(4)).isEqualTo("more");
    }

    @Test
    void eventsOfTheFutureAreShownAsTheyAre() {
        Event event = only(ByteOrder.LITTLE_ENDIAN, EventBytes.of(999).values("raw"));

        assertThat(event.type()).isNull();
        assertThat(event.text(0)).isEqualTo("raw");
    }

    @Test
    void enterEventsThatStillExistAreShown() {
        List<Event> events = unified(
                ByteOrder.LITTLE_ENDIAN,
                of("SYSCALL_OPENAT_2_E").values(-100, "a", 1, 0),
                of("SOCKET_CONNECT_E").values(5, new byte[] {1, 'x', 0}));

        assertThat(events).extracting(Event::typeCode).containsExactly(306, 22);
    }

    @Test
    void placeholdersAreNotShown() {
        assertThat(unified(ByteOrder.LITTLE_ENDIAN, EventBytes.of(17))).isEmpty();
    }

    @Test
    void beyondTheLimitEnterEventsAreForgottenButNothingBreaks() {
        ReadLimits limits = new ReadLimits(1 << 20, 1, 1, 1, 2);
        EventUnifier unifier = new EventUnifier(limits);
        Reading reading = Reading.of(CaptureBytes.section()
                .events(
                        EventBytes.of("SYSCALL_READ_E").thread(1).values(11, 1),
                        EventBytes.of("SYSCALL_READ_E").thread(2).values(12, 1),
                        EventBytes.of("SYSCALL_READ_E").thread(3).values(13, 1),
                        EventBytes.of("SYSCALL_READ_X").thread(1).values(0, "x"),
                        EventBytes.of("SYSCALL_READ_X").thread(3).values(0, "x")));

        List<Event> exits = reading.events().stream()
                .map(unifier::unify)
                .filter(java.util.Objects::nonNull)
                .map(EventView::toEvent)
                .toList();

        assertThat(exits).extracting(event -> event.integer(2, -1)).containsExactly(-1L, 13L);
    }

    @Test
    void theCursorShowsNothingBeforeAndAfterItsEvents() throws IOException {
        byte[] capture = CaptureBytes.section()
                .event(of("SYSCALL_READ_X").values(0, "x", 1, 2))
                .toByteArray();
        try (CaptureReader reader =
                CaptureReader.open(new ByteArrayInputStream(capture), Reading.NAME, ReadOptions.DEFAULT)) {
            UnifiedCursor cursor = reader.unifiedEvents(block -> {});

            assertThatThrownBy(cursor::event).isInstanceOf(IllegalStateException.class);
            assertThat(cursor.advance()).isTrue();
            assertThat(cursor.event().number()).isEqualTo(cursor.recorded().number());
            assertThat(cursor.advance()).isFalse();
            assertThatThrownBy(cursor::event).isInstanceOf(IllegalStateException.class);
        }
    }
}
