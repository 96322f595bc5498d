package io.scapula.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scapula.Capture;
import io.scapula.format.CaptureWarning;
import io.scapula.format.testing.EventBytes;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class CaptureHistoryTest {
    private static final long START = Workload.START_NANOS;
    /** More events than go by between two reports of the progress. */
    private static final int MANY_EVENTS = 40_000;

    private static Workload longWorkload() {
        Workload workload = Workload.start().running(Task.process(10));
        for (int event = 0; event < MANY_EVENTS; event++) {
            workload.call(10, "SYSCALL_CLOSE", 0, 3);
        }
        return workload;
    }

    @Test
    void spansFromTheEarliestEventToTheLatest() {
        CaptureHistory history = Workload.start()
                .running(Task.process(10))
                .call(10, "SYSCALL_CLOSE", 0, 3)
                .call(10, "SYSCALL_CLOSE", 0, 4)
                .history();

        assertThat(history.firstEventNanos()).isEqualTo(START);
        assertThat(history.lastEventNanos()).isEqualTo(START + Workload.MILLISECOND);
    }

    @Test
    void noticesOfTheRecorderHaveNoTime() {
        Workload workload = Workload.start().running(Task.process(10)).call(10, "SYSCALL_CLOSE", 0, 3);
        workload.capture()
                .event(EventBytes.of("CONTAINER_JSON_2_E").thread(-1).at(1).values("{\"id\":\"a\"}"));
        workload.capture()
                .event(EventBytes.of("CONTAINER_JSON_2_E").thread(-1).at(-1).values("{\"id\":\"b\"}"));

        CaptureHistory history = workload.history();

        assertThat(history.firstEventNanos()).isEqualTo(START);
        assertThat(history.lastEventNanos()).isEqualTo(START);
    }

    @Test
    void aCaptureWithoutEventsHasNoTime() {
        CaptureHistory history = Workload.start().running(Task.process(10)).history();

        assertThat(history.firstEventNanos()).isEqualTo(Process.UNKNOWN_TIME);
        assertThat(history.lastEventNanos()).isEqualTo(Process.UNKNOWN_TIME);
        assertThat(history.processes()).hasSize(1);
    }

    @Test
    void tellsWhatEachSectionBeganWith() {
        CaptureHistory history = Workload.start()
                .running(Task.process(10), Task.thread(11, 10))
                .nextSection()
                .running(Task.process(20))
                .history();

        assertThat(history.sections())
                .extracting(CaptureHistory.Section::threads)
                .containsExactly(2L, 1L);
        assertThat(history.sections().get(0).machine()).isNotNull();
        assertThat(history.sections().get(1).machine()).isNull();
    }

    @Test
    void tellsHowFarItHasCome() throws IOException {
        List<Long> bytes = new ArrayList<>();

        longWorkload().open().history((done, total) -> bytes.add(done));

        assertThat(bytes).hasSize(MANY_EVENTS >> 14).isSorted();
    }

    @Test
    void whoeverIsToldMayStopIt() {
        Capture capture = longWorkload().open();

        assertThatThrownBy(() -> capture.history((done, total) -> {
                    throw new CancellationException("enough");
                }))
                .isInstanceOf(CancellationException.class)
                .hasMessage("enough");
    }

    @Test
    void aCutCaptureTellsWhatLiesBeforeTheCut() throws IOException {
        Workload workload =
                Workload.start().running(Task.process(10)).fork(10, 20).exec(20, "/bin/ls");
        int whole = workload.capture().size();
        byte[] cut = workload.exit(20, 0).capture().truncateAt(whole + 20);

        try (Capture capture =
                Capture.open(new java.io.ByteArrayInputStream(cut), "cut.scap", io.scapula.CaptureOptions.DEFAULT)) {
            CaptureHistory history = capture.history();

            assertThat(history.programs()).extracting(Program::ending).containsExactly(Program.Ending.RUNNING);
            assertThat(history.warnings())
                    .extracting(CaptureWarning::kind)
                    .containsExactly(CaptureWarning.Kind.TRUNCATED);
            assertThat(history.warnings().get(0).location().byteOffset()).isEqualTo(whole);
        }
    }

    @Test
    void anIdIsThatOfTheProcessWhichHadItThen() {
        CaptureHistory history = Workload.start()
                .running(Task.process(10))
                .fork(10, 20)
                .exec(20, "/bin/first")
                .exit(20, 0)
                .fork(10, 20)
                .exec(20, "/bin/second")
                .history();
        Program first = history.programs().get(0);
        Program second = history.programs().get(1);

        Process then = history.processAt(20, first.eventNumber());

        assertThat(then).isEqualTo(first.process());
        assertThat(then.threadAt(first.eventNumber()).exe()).isEqualTo("/bin/first");
        assertThat(then.threadAt(first.eventNumber() - 1)).isEqualTo(then.first());
        assertThat(history.processAt(20, second.eventNumber())).isEqualTo(second.process());
        assertThat(history.processAt(20, 0)).isNull();
        assertThat(history.processAt(99, second.eventNumber())).isNull();
    }
}
