package io.scapula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scapula.filter.FilterException;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsTest {
    @TempDir
    private Path directory;

    private static Workload workload() {
        return Workload.start()
                .running(Task.process(10).command("/bin/sh"))
                .fork(10, 20)
                .exec(20, "/bin/ls", "-l")
                .exit(20, 0);
    }

    private Path file() throws IOException {
        return Files.write(directory.resolve("ls.scap"), workload().toByteArray());
    }

    @Test
    void theEventsThatAFilterSelectsCanBeAskedForTheirFields() throws IOException {
        List<String> found = new ArrayList<>();
        try (Capture capture = Capture.open(file())) {
            capture.events("evt.type = execve and proc.name = ls")
                    .forEach(event -> found.add(event.field("proc.cmdline") + " by " + event.field("proc.aname[1]")));
        }

        assertThat(found).containsExactly("ls -l by sh");
    }

    @Test
    void anEventHasANumberAndATime() throws IOException {
        List<String> found = new ArrayList<>();
        try (Capture capture = Capture.open(file())) {
            capture.events("evt.type = execve").forEach(event -> found.add(event.number() + " " + event.time()));
        }

        assertThat(found)
                .containsExactly("3 " + Instant.ofEpochSecond(0, Workload.START_NANOS + 2 * Workload.MILLISECOND));
    }

    @Test
    void aFileAnswersManyQuestions() throws IOException {
        try (Capture capture = Capture.open(file())) {
            Events all = capture.events();

            assertThat(all.count()).isEqualTo(4);
            assertThat(all.count()).isEqualTo(4);
            assertThat(capture.events("evt.type = procexit").count()).isEqualTo(1);
            assertThat(capture.history().programs()).hasSize(1);
        }
    }

    @Test
    void aStreamAnswersOne() throws IOException {
        try (Capture capture = workload().open()) {
            assertThat(capture.events().count()).isEqualTo(4);
            assertThatThrownBy(() -> capture.events().count())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is a stream and has been read");
        }
    }

    @Test
    void aValueThatIsMissingIsNull() throws IOException {
        List<Object> found = new ArrayList<>();
        try (Capture capture = Capture.open(file())) {
            capture.events("evt.type = procexit").forEach(event -> found.add(event.field("fd.name")));
        }

        assertThat(found).containsOnlyNulls().hasSize(1);
    }

    @Test
    void aFilterThatMakesNoSenseIsRefusedBeforeAnythingIsRead() throws IOException {
        try (Capture capture = Capture.open(file())) {
            assertThatThrownBy(() -> capture.events("proc.nmae = ls"))
                    .isInstanceOf(FilterException.class)
                    .hasMessageContaining("proc.name");
        }
    }

    @Test
    void aFieldThatDoesNotExistIsTheCallersMistake() throws IOException {
        try (Capture capture = Capture.open(file())) {
            assertThatThrownBy(() -> capture.events().forEach(event -> event.field("proc.nmae")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("proc.nmae");
        }
    }
}
