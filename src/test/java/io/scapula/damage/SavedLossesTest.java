package io.scapula.damage;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.Capture;
import io.scapula.captures.Captures;
import io.scapula.format.LossLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A saved index holds the ledger of losses, and finds events whose block has a wrong length where they are. */
class SavedLossesTest {
    private static final int EVENT_BYTES = 1 << 19;

    @TempDir
    private Path folder;

    @Test
    void aSavedIndexKeepsTheLedger() throws IOException {
        SoundCapture sound = SoundCapture.read(Captures.find("file-churn-exit-only.scap.gz"), EVENT_BYTES);
        byte[] bytes = sound.bytes().clone();
        int middle = (int) sound.events().offset(sound.events().count() / 2);
        Arrays.fill(bytes, middle, middle + 3000, (byte) 0);
        Path file = Files.write(folder.resolve("damaged.scap"), bytes);

        LossLedger made;
        try (Capture capture = Capture.open(file)) {
            made = capture.history().losses();
            capture.saveIndex();
        }

        assertThat(made.losses()).isNotEmpty();
        assertThat(made.isGuessed(sound.events().count() / 2 + 5L)).isTrue();
        try (Capture capture = Capture.open(file)) {
            assertThat(capture.useSavedIndex()).isTrue();
            assertThat(capture.history().losses()).isEqualTo(made);
        }
    }

    @Test
    void anEventWhoseBlockHasAWrongLengthIsReadFromTheIndex() throws IOException {
        SoundCapture sound = SoundCapture.read(Captures.find("file-churn-exit-only.scap.gz"), EVENT_BYTES);
        int event = sound.events().count() / 2;
        byte[] bytes = sound.bytes().clone();
        bytes[(int) sound.events().offset(event) + 5] ^= 0x20;
        Path damaged = Files.write(folder.resolve("damaged.scap"), bytes);
        Path whole = Files.write(folder.resolve("whole.scap"), sound.bytes());

        assertThat(arguments(damaged, event + 1))
                .isEqualTo(arguments(whole, event + 1))
                .isNotEmpty();
    }

    private static String arguments(Path file, long number) throws IOException {
        StringBuilder found = new StringBuilder();
        try (Capture capture = Capture.open(file)) {
            capture.query("evt.num = " + number)
                    .forEach(event -> found.append(event.field("evt.type")).append(event.field("evt.args")));
        }
        return found.toString();
    }
}
