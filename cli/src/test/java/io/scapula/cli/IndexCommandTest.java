package io.scapula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.EventBytes;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code scapula index}, and {@code scapula events} that answers from what it saved. */
class IndexCommandTest {
    @TempDir
    private Path directory;

    private Path capture() throws IOException {
        byte[] bytes = Workload.start()
                .running(Task.process(10).command("/bin/cat").cwd("/srv/"))
                .call(10, "SYSCALL_OPENAT_2", 3, -100, "a.txt", 1, 0, 0, 0)
                .event(EventBytes.of("SYSCALL_READ_E").thread(10).values(3, 100))
                .event(EventBytes.of("SYSCALL_READ_X").thread(10).values(4, new byte[] {'h', 'i', '\n', (byte) 0xE9}))
                .toByteArray();
        return Files.write(directory.resolve("cat.scap"), bytes);
    }

    @Test
    void savesTheIndexBesideTheCapture() throws IOException {
        Path capture = capture();

        Cli first = Cli.run("index", capture, "--format", "jsonl");
        Cli second = Cli.run("index", capture, "--format", "jsonl");

        assertThat(first.status()).isZero();
        assertThat(first.err()).isEmpty();
        assertThat(first.out())
                .contains("\"index\":\"" + capture + ".index\"")
                .contains("\"events\":3")
                .contains("\"kept\":false");
        assertThat(second.out()).contains("\"kept\":true");
        assertThat(directory.resolve("cat.scap.index").resolve("events.arrow")).isRegularFile();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evt.type=read",
                "proc.name=cat and fd.num=3",
                "evt.buffer contains hi",
                "proc.fdopencount=1",
                "evt.type=close"
            })
    void eventsAreTheSameWithAndWithoutIt(String filter) throws IOException {
        Path capture = capture();
        Cli.run("index", capture);

        for (String[] options : new String[][] {
            {}, {"-pc"}, {"-j"}, {"-X"}, {"-t", "r"}, {"-n", "1"}, {"-S", "-q"}, {"-p", "%evt.num %proc.fdopencount"}
        }) {
            Object[] words = new Object[options.length + 3];
            words[0] = "events";
            System.arraycopy(options, 0, words, 1, options.length);
            words[options.length + 1] = capture;
            words[options.length + 2] = filter;
            Cli indexed = Cli.run(words);
            Object[] without = new Object[words.length + 2];
            System.arraycopy(words, 0, without, 0, words.length);
            without[words.length] = "--index";
            without[words.length + 1] = "none";
            Cli replayed = Cli.run(without);

            assertThat(indexed).isEqualTo(replayed);
            assertThat(indexed.status()).isZero();
        }
    }

    @Test
    void aDamagedIndexIsToldAndNotUsed() throws IOException {
        Path capture = capture();
        Cli.run("index", capture);
        Files.writeString(directory.resolve("cat.scap.index").resolve("manifest"), "nonsense");

        Cli run = Cli.run("events", capture, "-p", "%evt.num", "evt.type=read");

        assertThat(run.status()).isZero();
        assertThat(run.outLines()).containsExactly("2", "3");
        assertThat(run.err()).contains("its saved index is not used").contains("damaged");
    }

    @Test
    void itsPlaceCanBeChosen() throws IOException {
        Path capture = capture();
        Path place = directory.resolve("elsewhere");

        assertThat(Cli.run("index", capture, "--index", place).status()).isZero();
        assertThat(place.resolve("manifest")).isRegularFile();
        assertThat(directory.resolve("cat.scap.index")).doesNotExist();
        assertThat(Cli.run("events", capture, "--index", place, "evt.type=read").outLines())
                .hasSize(2);
    }

    @Test
    void aPlaceThatMakesNoSenseIsAWrongRequest() throws IOException {
        Path capture = capture();

        assertThat(Cli.run("index", capture, "--index", "none").status()).isEqualTo(2);
        assertThat(Cli.run("index", "-").status()).isEqualTo(2);
        Files.createDirectory(directory.resolve("cat.scap.index"));
        Cli occupied = Cli.run("index", capture);
        assertThat(occupied.status()).isEqualTo(2);
        assertThat(occupied.err()).contains("choose another place");
    }

    @Test
    void aDamagedCaptureGivesStatusOneFromItsIndexToo() throws IOException {
        Path capture = capture();
        byte[] bytes = Files.readAllBytes(capture);
        Files.write(capture, Arrays.copyOf(bytes, bytes.length - 5));

        assertThat(Cli.run("index", capture).status()).isEqualTo(1);
        Cli run = Cli.run("events", capture, "-p", "%evt.num", "evt.type=read");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.outLines()).containsExactly("2");
        assertThat(run.err()).contains("byte");
    }
}
