package io.scapula.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.CaptureReader;
import io.scapula.format.ReadOptions;
import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.EventBytes;
import io.scapula.format.testing.ProcessBytes;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventReplayTest {
    private static <T> List<T> each(byte[] capture, EventReplay.Options options, Function<EventContext, T> answer)
            throws IOException {
        List<T> answers = new ArrayList<>();
        CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(capture), "test.scap", ReadOptions.DEFAULT);
        try (EventReplay replay = EventReplay.open(reader, options)) {
            while (replay.advance()) {
                answers.add(answer.apply(replay.event()));
            }
        }
        return answers;
    }

    private static <T> List<T> each(byte[] capture, Function<EventContext, T> answer) throws IOException {
        return each(capture, EventReplay.Options.DEFAULT, answer);
    }

    private static Workload readOnce() {
        return Workload.start()
                .running(Task.process(10))
                .event(EventBytes.of("SYSCALL_READ_E").thread(10).values(3, 100))
                .event(EventBytes.of("SYSCALL_READ_X").thread(10).values(2, new byte[] {'h', 'i'}));
    }

    @Test
    void theRecordedViewHasBothHalvesOfACall() throws IOException {
        List<String> events = each(
                readOnce().toByteArray(),
                event -> event.event().number() + " " + event.event().parameterCount());

        assertThat(events).containsExactly("1 2", "2 2");
    }

    @Test
    void theUnifiedViewHasCompleteExitEventsUnderTheSameNumbers() throws IOException {
        List<String> events = each(
                readOnce().toByteArray(),
                EventReplay.Options.DEFAULT.inCurrentSchema(),
                event -> event.event().number() + " " + event.event().integer(2, -1));

        assertThat(events).containsExactly("2 3");
    }

    @Test
    void anEventHasTheStateItLeft() throws IOException {
        byte[] capture = Workload.start()
                .running(Task.process(10).cwd("/"))
                .call(10, "SYSCALL_CHDIR", 0, "/srv")
                .call(10, "SYSCALL_CHDIR", 0, "/tmp")
                .toByteArray();

        assertThat(each(
                        capture,
                        event -> String.valueOf(
                                event.leader() == null ? null : event.leader().cwd())))
                .containsExactly("/srv/", "/tmp/");
    }

    @Test
    void theCaptureStartsWithItsFirstEventThatHasATime() throws IOException {
        byte[] capture = Workload.start()
                .container("{\"container\":{\"id\":\"abc\"}}")
                .running(Task.process(10))
                .call(10, "SYSCALL_CHDIR", 0, "/srv")
                .toByteArray();

        assertThat(each(capture, EventContext::captureStartNanos))
                .containsExactly(Workload.START_NANOS + Workload.MILLISECOND);
    }

    @Test
    void aContainerEventHasTheContainerThatItDescribes() throws IOException {
        byte[] capture = Workload.start()
                .running(Task.process(10))
                .call(10, "SYSCALL_CHDIR", 0, "/srv")
                .container("{\"container\":{\"id\":\"abc\",\"name\":\"web\"}}")
                .toByteArray();

        List<String> names = each(
                capture,
                event -> event.container() == null ? "-" : event.container().name());

        assertThat(names).containsExactly("-", "web");
    }

    @Test
    void theHostIsNamed() throws IOException {
        assertThat(each(readOnce().toByteArray(), EventContext::hostname)).containsOnly("node");
    }

    @ParameterizedTest
    @CsvSource({"0, false", "5, false", "29, true", "76, true"})
    void theRecordersAgeShowsInTheProcessList(int tailBytes, boolean current) throws IOException {
        CaptureBytes capture = CaptureBytes.section()
                .processes(9, ProcessBytes.of(7).tailBytes(tailBytes))
                .event(EventBytes.of("SYSCALL_READ_E").thread(7).values(0, 1));

        assertThat(each(capture.toByteArray(), EventContext::isFromCurrentRecorder))
                .containsExactly(current);
    }

    @Test
    void aRecorderThatWritesNewEventsIsCurrent() throws IOException {
        CaptureBytes capture = CaptureBytes.section()
                .event(EventBytes.of("SYSCALL_READ_E").thread(7).values(0, 1))
                .event(EventBytes.of("SYSCALL_PIPE2_X").thread(7).values(0, 3, 4, 5, 0));

        assertThat(each(capture.toByteArray(), EventContext::isFromCurrentRecorder))
                .containsExactly(false, true);
    }

    @ParameterizedTest
    @CsvSource({"false, sigreturn", "true, rt_sigreturn"})
    void aCallThatWasRenamedHasTheNameOfItsRecordersTime(boolean current, String name) throws IOException {
        CaptureBytes capture = CaptureBytes.section()
                .processes(9, ProcessBytes.of(7).tailBytes(current ? 76 : 5))
                .event(EventBytes.of("GENERIC_E").thread(7).values(298, 15));

        assertThat(each(capture.toByteArray(), EventContext::typeName)).containsExactly(name);
    }
}
