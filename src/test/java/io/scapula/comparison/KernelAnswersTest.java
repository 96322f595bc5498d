package io.scapula.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.event.EventContext;
import io.scapula.event.EventReplay;
import io.scapula.format.CaptureReader;
import io.scapula.state.ThreadVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the kernel itself answers in the recordings about the state of a thread. It is a better witness than any library,
 * and independent of the events that our state was made from: where a library disagrees with us and the kernel does not,
 * the library is wrong.
 */
class KernelAnswersTest {
    private record Question(String call, ToLongFunction<ThreadVersion> state) {}

    private static final List<Question> QUESTIONS =
            List.of(new Question("geteuid", ThreadVersion::uid), new Question("getegid", ThreadVersion::gid));

    @ParameterizedTest
    @MethodSource("io.scapula.comparison.ComparedCaptures#recordings")
    void usersAndGroupsAreThoseThatTheKernelAnswers(String recording) throws IOException {
        int answers = 0;
        List<String> differing = new ArrayList<>();
        try (EventReplay replay = EventReplay.open(
                CaptureReader.open(ComparedCaptures.recording(recording)), EventReplay.Options.DEFAULT)) {
            while (replay.advance()) {
                EventContext event = replay.event();
                ThreadVersion thread = event.thread();
                if (thread == null
                        || event.event().type() == null
                        || !event.event().type().isExit()) {
                    continue;
                }
                for (Question question : QUESTIONS) {
                    if (event.typeName().equals(question.call)) {
                        answers++;
                        long answer = event.event().integer(0, -1);
                        long state = question.state.applyAsLong(thread);
                        if (answer != state) {
                            differing.add(
                                    event.event().number() + " " + question.call + ": " + answer + ", not " + state);
                        }
                    }
                }
            }
        }

        assertThat(answers).as("answers of the kernel").isPositive();
        assertThat(differing).isEmpty();
    }
}
