package io.scapula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.scapula.format.Compression;
import io.scapula.format.MalformedCaptureException;
import io.scapula.format.testing.CompressedBytes;
import io.scapula.history.CaptureHistory;
import io.scapula.history.Program;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureTest {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    @TempDir
    private Path directory;

    private static Workload workload(String program) {
        return Workload.start().running(Task.process(10)).fork(10, 20).exec(20, program);
    }

    private Path file(String program) throws IOException {
        return Files.write(
                directory.resolve(program.replace('/', '_') + ".scap"),
                workload(program).toByteArray());
    }

    private static List<String> programs(Capture capture) throws IOException {
        return capture.history().programs().stream()
                .map((Program program) -> program.thread().comm())
                .toList();
    }

    /** What is open under the directory, as the kernel has it. */
    private List<Path> openFiles() throws IOException {
        try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
            return descriptors
                    .map(CaptureTest::target)
                    .filter(target -> target.startsWith(directory))
                    .toList();
        }
    }

    private static Path target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor);
        } catch (IOException e) {
            return Path.of("/gone");
        }
    }

    @Test
    void replaysOnceHoweverOftenItIsAsked() throws IOException {
        try (Capture capture = Capture.open(file("/bin/ls"))) {
            CaptureHistory first = capture.history();

            assertThat(capture.history()).isSameAs(first);
        }
    }

    @Test
    void saysWhatTheFileIs() throws IOException {
        Path file = file("/bin/ls");

        try (Capture capture = Capture.open(file)) {
            assertThat(capture.name()).isEqualTo(file.toString());
            assertThat(capture.storedBytes()).isEqualTo(Files.size(file));
            assertThat(capture.compression()).isEqualTo(Compression.NONE);
        }
    }

    @Test
    void twoMayBeOpenAtOnce() throws IOException {
        try (Capture first = Capture.open(file("/bin/one"));
                Capture second = Capture.open(file("/bin/two"))) {
            assertThat(programs(second)).containsExactly("two");
            assertThat(programs(first)).containsExactly("one");
        }
    }

    @Test
    void theSameFileMayBeOpenTwice() throws IOException {
        Path file = file("/bin/ls");
        try (Capture first = Capture.open(file);
                Capture second = Capture.open(file)) {
            assertThat(programs(first)).isEqualTo(programs(second));
        }
    }

    @Test
    void severalMayBeReadAtTheSameTime() throws IOException {
        Path first = file("/bin/one");
        Path second = file("/bin/two");

        List<CompletableFuture<String>> answers = IntStream.range(0, 16)
                .mapToObj(run -> CompletableFuture.supplyAsync(() -> onlyProgram(run % 2 == 0 ? first : second)))
                .toList();

        assertThat(answers.stream().map(CompletableFuture::join).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("one", "two");
        assertThat(answers.get(0).join()).isEqualTo("one");
    }

    private static String onlyProgram(Path file) {
        try (Capture capture = Capture.open(file)) {
            return programs(capture).get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void closingItLetsGoOfTheFile() throws IOException {
        assumeThat(DESCRIPTORS).isDirectory();
        Path plain = file("/bin/ls");
        Path compressed = Files.write(
                directory.resolve("compressed"),
                CompressedBytes.gzip(workload("/bin/ls").toByteArray()));

        for (Path path : List.of(plain, compressed)) {
            try (Capture capture = Capture.open(path)) {
                capture.history();
            }
            assertThat(openFiles()).isEmpty();
        }
    }

    @Test
    void closingItLetsGoOfTheFileThoughNothingWasAsked() throws IOException {
        assumeThat(DESCRIPTORS).isDirectory();

        Capture.open(file("/bin/ls")).close();

        assertThat(openFiles()).isEmpty();
    }

    @Test
    void aFileThatIsNoCaptureIsLetGoOf() throws IOException {
        assumeThat(DESCRIPTORS).isDirectory();
        Path text = Files.writeString(directory.resolve("text"), "not a capture at all, but long enough for a header");

        assertThatThrownBy(() -> Capture.open(text)).isInstanceOf(MalformedCaptureException.class);

        assertThat(openFiles()).isEmpty();
    }

    @Test
    void aClosedFileCanBeDeletedAndWrittenAgain() throws IOException {
        Path file = file("/bin/ls");
        try (Capture capture = Capture.open(file)) {
            capture.history();
        }

        Files.delete(file);
        Files.write(file, workload("/bin/other").toByteArray());

        try (Capture capture = Capture.open(file)) {
            assertThat(programs(capture)).containsExactly("other");
        }
    }

    @Test
    void theHistoryOutlivesTheCapture() throws IOException {
        CaptureHistory history;
        try (Capture capture = Capture.open(file("/bin/ls"))) {
            history = capture.history();
        }

        assertThat(history.programs().get(0).thread().exepath()).isEqualTo("/bin/ls");
    }

    @Test
    void closingItClosesAStream() throws IOException {
        boolean[] closed = new boolean[1];
        InputStream stream = new ByteArrayInputStream(workload("/bin/ls").toByteArray()) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };

        Capture.open(stream, "a pipe", CaptureOptions.DEFAULT).close();

        assertThat(closed[0]).isTrue();
    }

    @Test
    void leavesNoThreadBehind() throws IOException {
        Path file = file("/bin/ls");
        Set<Thread> before = ownThreads();

        try (Capture capture = Capture.open(file)) {
            capture.history();
        }

        // Threads of others may have ended meanwhile.
        assertThat(before).containsAll(ownThreads());
    }

    private static Set<Thread> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon())
                .collect(Collectors.toSet());
    }

    @Test
    void aMissingFileIsNoCapture() {
        assertThatThrownBy(() -> Capture.open(directory.resolve("missing.scap")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("missing.scap");
    }

    @Test
    void anAnalyzerThatIsNotThereIsTheCallersMistake() throws IOException {
        try (Capture capture = Capture.open(file("/bin/ls"))) {
            assertThatThrownBy(() -> capture.analyze("nonsense"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("there is no analyzer 'nonsense'");
        }
    }
}
