package io.scapula.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.event.OldSchemaRule;
import io.scapula.format.testing.BothByteOrders;
import io.scapula.format.testing.BundledCaptures;
import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.EventBytes;
import io.scapula.format.testing.Reading;
import io.scapula.format.testing.Written;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OldSchemaEventsTest {
    private static final WriteOptions OLD = WriteOptions.DEFAULT.withProfile(WriteProfile.SYSDIG_0_29_3);
    private static final long THREAD_FLAGS = 0xA803;
    private static final long IN_NAMESPACE = 0x20000000;

    static List<Path> recordings() {
        return BundledCaptures.all();
    }

    private static EventBytes of(String constant) {
        return EventBytes.of(constant).thread(7);
    }

    private static List<Event> written(ByteOrder order, EventBytes... events) {
        byte[] capture = CaptureBytes.section(order).events(events).toByteArray();
        return Reading.of(Written.copy(capture, OLD).bytes()).events();
    }

    private static List<Event> written(EventBytes... events) {
        return written(ByteOrder.LITTLE_ENDIAN, events);
    }

    private static List<String> names(List<Event> events) {
        return events.stream()
                .map(event ->
                        event.type().direction().symbol() + " " + event.type().name())
                .toList();
    }

    @BothByteOrders
    void anExitWithoutEnterGetsOneFromItsParameters(ByteOrder order) {
        List<Event> events = written(order, of("SYSCALL_READ_X").at(99).cpu(3).values(3, "abc", 5, 4096));

        assertThat(names(events)).containsExactly("> read", "< read");
        Event enter = events.get(0);
        assertThat(enter.timestampNanos()).isEqualTo(99);
        assertThat(enter.cpu()).isEqualTo(3);
        assertThat(enter.tid()).isEqualTo(7);
        assertThat(enter.parameterCount()).isEqualTo(2);
        assertThat(enter.integer(0, -1)).isEqualTo(5);
        assertThat(enter.integer(1, -1)).isEqualTo(4096);
        assertThat(events.get(1).text(1)).isEqualTo("abc");
    }

    @Test
    void aRecordedPairStaysAsItIs() {
        List<Event> events = written(
                of("SYSCALL_READ_E").values(5, 4096),
                of("SCHEDSWITCH_6_E").values(8, 0, 0, 0, 0, 0),
                of("SYSCALL_READ_X").values(3, "abc", 5, 4096));

        assertThat(names(events)).containsExactly("> read", "> switch", "< read");
    }

    @Test
    void anEnterEventOfAnotherCallIsNoEnter() {
        List<Event> events = written(
                of("SYSCALL_WRITE_E").values(5, 4096), of("SYSCALL_READ_X").values(3, "abc", 5, 4096));

        assertThat(names(events)).containsExactly("> write", "> read", "< read");
    }

    @Test
    void anOldExitThatDoesNotTellItsEnterStaysAlone() {
        assertThat(names(written(of("SYSCALL_READ_X").values(3, "abc")))).containsExactly("< read");
    }

    @Test
    void anExitThatLostItsDescriptorGetsNoEnterThatClaimsOne() {
        List<Event> events = written(of("SYSCALL_READ_X").values(3, "abc", null, 4096));

        assertThat(names(events)).containsExactly("< read");
    }

    @Test
    void callsWithoutEnterParametersGetTheirEnterOnceTheRecorderIsKnownToWriteNone() {
        List<Event> events = written(
                of("SYSCALL_GETCWD_X").values(0, "/"),
                of("SYSCALL_CLOSE_X").values(0, 5),
                of("SYSCALL_GETCWD_X").values(0, "/"));

        assertThat(names(events)).containsExactly("< getcwd", "> close", "< close", "> getcwd", "< getcwd");
    }

    @Test
    void callsWithoutEnterParametersStayAloneWhereEnterEventsAreRecorded() {
        List<Event> events = written(
                EventBytes.of("SYSCALL_CLOSE_E").thread(8).values(5),
                of("SYSCALL_CLOSE_X").values(0, 5),
                of("SYSCALL_GETCWD_X").values(0, "/"));

        assertThat(names(events)).containsExactly("> close", "> close", "< close", "< getcwd");
    }

    @Test
    void aNewChildNeverEnteredTheCall() {
        List<Event> events = written(
                of("SYSCALL_CLOSE_X").values(0, 5),
                EventBytes.of("SYSCALL_CLONE_20_X").thread(9).values(0),
                of("SYSCALL_CLONE_20_X").values(9));

        assertThat(names(events)).containsExactly("> close", "< close", "< clone", "> clone", "< clone");
    }

    @Test
    void whatAnOpenWasAskedHoldsNothingOfItsOutcome() {
        Event enter = written(of("SYSCALL_OPENAT_2_X").values(3, -100, "/tmp/x", 0x4006, 0644, 1, 2))
                .get(0);

        assertThat(enter.typeCode()).isEqualTo(306);
        assertThat(enter.integer(0, 0)).isEqualTo(-100);
        assertThat(enter.text(1)).isEqualTo("/tmp/x");
        assertThat(enter.integer(2, 0)).isEqualTo(0x0006);
        assertThat(enter.integer(3, 0)).isEqualTo(0644);
    }

    @Test
    void whatAPollWaitedForIsNotWhatCame() {
        byte[] came = {1, 0, 3, 0, 0, 0, 0, 0, 0, 0, 1, 0};

        List<Event> events = written(of("SYSCALL_POLL_X").values(1, came, 500));

        assertThat(events.get(0).bytes(0)).containsExactly(1, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(events.get(0).integer(1, 0)).isEqualTo(500);
        assertThat(events.get(1).bytes(1)).isEqualTo(came);
    }

    @Test
    void aTransferBeganWhereItEndedLessWhatWasMoved() {
        Event enter = written(of("SYSCALL_SENDFILE_X").values(5, 12, 1, 3, 100)).get(0);

        assertThat(enter.integer(0, 0)).isEqualTo(1);
        assertThat(enter.integer(1, 0)).isEqualTo(3);
        assertThat(enter.integer(2, 0)).isEqualTo(7);
        assertThat(enter.integer(3, 0)).isEqualTo(100);
    }

    @Test
    void newerCallsBecomeThoseOfOldRecorders() {
        List<Event> events = written(
                of("SYSCALL_DUP3_X").values(4, 3, 4, 0),
                of("SYSCALL_PIPE2_X").values(0, 5, 6, 77, 0),
                of("SYSCALL_EVENTFD2_X").values(8, 1, 9),
                of("SYSCALL_UMOUNT2_X").values(0, "/mnt", 2));

        assertThat(names(events))
                .containsExactly(
                        "> dup", "< dup", "> pipe", "< pipe", "> eventfd", "< eventfd", "> umount", "< umount");
        assertThat(events).allMatch(event -> event.typeCode() < 336);
        assertThat(events.get(0).integer(0, -1)).isEqualTo(3);
        assertThat(events.get(1).integer(0, -1)).isEqualTo(4);
        assertThat(events.get(4).integer(0, -1)).isEqualTo(9);
        assertThat(events.get(4).integer(1, -1)).isEqualTo(1);
        assertThat(events.get(6).integer(0, -1)).isEqualTo(2);
    }

    @Test
    void theEnterHalfOfANewerCallBecomesAnOldOneToo() {
        List<Event> events =
                written(of("SYSCALL_DUP2_E").values(3), of("SYSCALL_DUP2_X").values(4, 3, 4));

        assertThat(names(events)).containsExactly("> dup", "< dup");
    }

    @Test
    void callsThatHadNoEventOfTheirOwnAreNamed() {
        List<Event> events = written(of("SYSCALL_PRCTL_X").values(0, 15, "name", 0));

        assertThat(events).extracting(Event::typeCode).containsExactly(0, 1);
        assertThat(events).extracting(event -> event.integer(0, -1)).containsExactly(106L, 106L);
    }

    @Test
    void callsThatSysdigDoesNotKnowAreUnknown() {
        List<Event> events = written(
                of("SYSCALL_MEMFD_CREATE_X").values(3, "x", 0), of("GENERIC_X").values(380, 334));

        assertThat(events).extracting(Event::typeCode).containsExactly(0, 1, 0, 1);
        assertThat(events).extracting(event -> event.integer(0, -1)).containsOnly(0L);
        assertThat(events.get(3).integer(1, -1)).isEqualTo(334);
    }

    @Test
    void aContainerThatAPluginDescribesIsDescribedAsBefore() {
        List<Event> events = written(
                of("ASYNCEVENT_E").values(0, "container", "{\"container\":{}}"),
                of("ASYNCEVENT_E").values(0, "container_removed", "{}"));

        assertThat(events).extracting(Event::typeCode).containsExactly(324);
        assertThat(events.get(0).text(0)).isEqualTo("{\"container\":{}}");
    }

    @Test
    void anExecveatThatSucceedsIsTheExecveThatTheKernelMakesOfIt() {
        List<Event> events = written(
                of("SYSCALL_EXECVEAT_E").values(6, "", 1),
                        of("SYSCALL_EXECVE_19_X").values(0, "runc"),
                of("SYSCALL_EXECVEAT_E").values(6, "bin/x", 0),
                        of("SYSCALL_EXECVEAT_X").values(0, "x"));

        assertThat(names(events))
                .containsExactly("> execveat", "> execve", "< execve", "> execveat", "> execve", "< execve");
        assertThat(events.get(1).text(0)).isEqualTo("/dev/fd/6");
        assertThat(events.get(4).text(0)).isEqualTo("/dev/fd/6/bin/x");
    }

    @Test
    void anExecveatThatFailsStaysWhatItIs() {
        List<Event> events = written(
                of("SYSCALL_EXECVEAT_E").values(6, "x", 0),
                of("SYSCALL_EXECVEAT_X").values(-2, "x"));

        assertThat(names(events)).containsExactly("> execveat", "< execveat");
    }

    @Test
    void anExecveWithoutEnterNamesTheFileThatItWasTold() {
        Object[] values = new Object[31];
        values[0] = 0;
        values[27] = "/usr/bin/python3.11";
        values[30] = "/usr/bin/python3";

        assertThat(written(of("SYSCALL_EXECVE_19_X").values(values)).get(0).text(0))
                .isEqualTo("/usr/bin/python3");
        assertThat(written(of("SYSCALL_EXECVE_19_X").values(Arrays.copyOf(values, 28)))
                        .get(0)
                        .text(0))
                .isEqualTo("/usr/bin/python3.11");
    }

    @Test
    void aThreadHasTheFlagsOfThreads() {
        Object[] thread = {0, "x", null, 12, 10, 9, "", 0, 0, 0, 0, 0, 0, "x", null, IN_NAMESPACE | 0x40};
        Object[] process = {0, "x", null, 12, 12, 9, "", 0, 0, 0, 0, 0, 0, "x", null, 0x40};

        List<Event> events = written(
                of("SYSCALL_CLONE3_X").values(thread), of("SYSCALL_CLONE3_X").values(process));

        assertThat(events)
                .extracting(event -> event.integer(15, -1))
                .containsExactly(IN_NAMESPACE | THREAD_FLAGS, 0x40L);
    }

    @Test
    void whatIsAbsentHasBytesThatSayNothing() {
        List<Event> events = written(
                of("SYSCALL_MOUNT_X").values(0, null, "/mnt", "tmpfs", 0),
                of("SYSCALL_CLONE_20_X").values(0, "x", null, 9, 9, 7, null));

        assertThat(events.get(1).bytes(1)).isEqualTo("(NULL)\0".getBytes(StandardCharsets.US_ASCII));
        assertThat(events.get(2).bytes(6)).containsExactly(0);
    }

    @Test
    void aTextWithoutNulGetsOne() {
        List<Event> events = written(of("SYSCALL_GETCWD_X").values(0, new byte[] {'/', 'x'}));

        assertThat(events.get(0).bytes(1)).containsExactly('/', 'x', 0);
    }

    @Test
    void countsSayWhatBecameOfEachType() throws Exception {
        List<Integer> codes = new ArrayList<>();
        OldSchemaEvents events = new OldSchemaEvents();
        byte[] capture = CaptureBytes.section()
                .events(
                        of("SYSCALL_READ_X").values(3, "abc", 5, 4096),
                        of("SYSCALL_DUP2_X").values(4, 3, 4),
                        of("SYSCALL_PRCTL_X").values(0, 15, "name", 0),
                        of("USER_ADDED_E").values(0, 0, "root", "/root", "/bin/sh", ""))
                .toByteArray();

        for (Event event : Reading.of(capture).events()) {
            events.rewrite(event, 0, (written, flags) -> codes.add(written.typeCode()));
        }

        assertThat(codes).containsExactly(6, 7, 124, 125, 0, 1, 354);
        assertThat(events.report().entries())
                .containsExactly(
                        new OldSchemaReport.Entry(7, 1, 0, 0, 0, 1),
                        new OldSchemaReport.Entry(354, 0, 0, 0, 1, 0),
                        new OldSchemaReport.Entry(363, 0, 1, 0, 0, 1),
                        new OldSchemaReport.Entry(401, 0, 0, 1, 0, 1));
    }

    /** Read with today's rules, every event that was kept says what was recorded; others may stand between them. */
    @ParameterizedTest
    @MethodSource("recordings")
    void readInTodaysSchemaTheEventsThatWereKeptAreTheSame(Path recording) throws Exception {
        byte[] written = Written.copy(recording, OLD).bytes();

        long kept = 0;
        try (CaptureReader before = CaptureReader.open(recording);
                CaptureReader after =
                        CaptureReader.open(new ByteArrayInputStream(written), "written", ReadOptions.DEFAULT)) {
            UnifiedCursor copy = after.unifiedEvents(block -> {});
            UnifiedCursor original = before.unifiedEvents(block -> {});
            while (original.advance()) {
                EventView event = original.event();
                if (original.recorded().typeCode() > OldSchemaRule.LAST_CODE || isUnknownCall(event)) {
                    continue;
                }
                assertThat(findCopy(copy, event))
                        .as("a copy of event %d", event.number())
                        .isTrue();
                assertThat(differences(event, copy.event()))
                        .as("event %d, %s", event.number(), event.type().name())
                        .isEmpty();
                kept++;
            }
        }
        assertThat(kept).isGreaterThan(10_000);
    }

    private static boolean isUnknownCall(EventView event) {
        return event.typeCode() < 2 && event.integer(0, 0) > OldSchemaRule.LAST_SYSCALL;
    }

    private static boolean findCopy(UnifiedCursor copy, EventView event) throws IOException {
        while (copy.advance()) {
            EventView found = copy.event();
            if (found.typeCode() == event.typeCode()
                    && found.timestampNanos() == event.timestampNanos()
                    && found.tid() == event.tid()) {
                return true;
            }
        }
        return false;
    }

    /** Indexes of parameters that differ, but for absent texts, the flags of new threads, and what execveat ran. */
    private static List<Integer> differences(EventView event, EventView copy) {
        List<Integer> differences = new ArrayList<>();
        for (int index = 0; index < event.parameterCount(); index++) {
            boolean isThreadFlags = event.typeCode() == 335 && index == 15 && event.integer(0, -1) == 0;
            boolean isProgram = event.typeCode() == 293 && index == 30 && event.parameterLength(index) == 0;
            boolean isAbsent = event.parameterLength(index) == 0
                    && (copy.text(index) == null || copy.text(index).isEmpty());
            if (!isThreadFlags && !isProgram && !isAbsent && !Arrays.equals(event.bytes(index), copy.bytes(index))) {
                differences.add(index);
            }
        }
        return differences;
    }
}
