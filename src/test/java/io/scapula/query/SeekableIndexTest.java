package io.scapula.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.Capture;
import io.scapula.CapturedEvent;
import io.scapula.captures.Captures;
import io.scapula.format.OutputCompression;
import io.scapula.format.WriteOptions;
import io.scapula.format.testing.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A capture in seekable zstd answers as the plain one does, and its saved index holds no second copy of its events. */
class SeekableIndexTest {
    private static final String FILTER = "evt.buffer contains root or evt.type in (execve, connect)";

    @TempDir
    Path directory;

    private Path write(String name, OutputCompression compression) throws IOException {
        byte[] bytes = Written.copy(Captures.find("attack.scap.gz"), WriteOptions.DEFAULT.withCompression(compression))
                .bytes();
        return Files.write(directory.resolve(name), bytes);
    }

    private static List<String> answers(Capture capture) throws IOException {
        List<String> answers = new ArrayList<>();
        capture.query(FILTER).forEach(event -> answers.add(line(event)));
        return answers;
    }

    private static String line(CapturedEvent event) {
        return event.number() + " " + event.field("evt.args");
    }

    @Test
    void answersAsThePlainCapture() throws IOException {
        Path plain = write("plain.scap", OutputCompression.NONE);
        Path seekable = write("seekable.scap.zst", OutputCompression.SEEKABLE_ZSTD);
        Path folder;
        try (Capture expected = Capture.open(plain);
                Capture made = Capture.open(seekable)) {
            assertThat(answers(made)).isEqualTo(answers(expected)).isNotEmpty();
            folder = made.saveIndex();
        }

        try (Capture expected = Capture.open(plain);
                Capture opened = Capture.open(seekable)) {
            assertThat(answers(opened)).isEqualTo(answers(expected));
            assertThat(opened.isIndexFromFile()).isTrue();
        }
        assertThat(folder.resolve("payload.zst")).doesNotExist();
    }

    @Test
    void aCaptureInOneFrameKeepsItsCopy() throws IOException {
        Path zstd = write("one.scap.zst", OutputCompression.ZSTD);
        try (Capture made = Capture.open(zstd)) {
            assertThat(made.saveIndex().resolve("payload.zst")).exists();
        }
    }
}
