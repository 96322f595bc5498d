package io.scapula.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.scapula.Capture;
import io.scapula.format.testing.CompressedBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Saved indexes whose files somebody changed: never believed, and made again without a word from anything else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(30)
class SavedIndexFuzzTest {
    private static final String FILTER = "proc.pname exists and evt.dir = < or fd.name contains /";
    private static final int MOST_CHANGES = 4;

    private final List<Path> files = new ArrayList<>();
    private final List<byte[]> sound = new ArrayList<>();
    private Path capture = Path.of("");
    private long expected;

    @BeforeAll
    void save(@TempDir Path folder) throws IOException {
        byte[] bytes = new CaptureSeeds().captures().findFirst().orElseThrow();
        capture = Files.write(folder.resolve("capture.scap.gz"), CompressedBytes.gzip(bytes));
        try (Capture made = Capture.open(capture)) {
            expected = made.query(FILTER).count();
            try (Stream<Path> list = Files.list(made.saveIndex())) {
                files.addAll(list.sorted().toList());
            }
        }
        for (Path file : files) {
            sound.add(Files.readAllBytes(file));
        }
    }

    static Stream<Arguments> choices() {
        return ShortRun.choices(25, 16);
    }

    @MethodSource("choices")
    @FuzzTest
    void files(byte[] choices) throws IOException {
        Choices chosen = new Choices(choices);
        boolean same = true;
        for (int change = chosen.below(MOST_CHANGES); change >= 0; change--) {
            int file = chosen.below(files.size());
            byte[] changed = changed(sound.get(file), chosen);
            Files.write(files.get(file), changed);
            same &= Arrays.equals(changed, sound.get(file));
        }
        try (Capture opened = Capture.open(capture)) {
            assertThat(opened.query(FILTER).count()).isEqualTo(expected);
            assertThat(opened.isIndexFromFile()).isEqualTo(same);
            assertThat(opened.whyIndexWasMade().isEmpty()).isEqualTo(same);
        } finally {
            restore();
        }
    }

    @Test
    @Timeout(120)
    void filesInShort() {
        ShortRun.of(60, choices(), this::files);
    }

    /** Another byte, another length, or all of another file. */
    private byte[] changed(byte[] bytes, Choices chosen) {
        int place = bytes.length == 0 ? 0 : chosen.below(1 << 16) * 31 % bytes.length;
        byte[] changed = bytes.clone();
        switch (chosen.below(8)) {
            case 0 -> changed = Arrays.copyOf(bytes, place);
            case 1 -> changed = CompressedBytes.join(bytes, chosen.bytes(chosen.below(16)));
            case 2 -> changed = sound.get(chosen.below(sound.size())).clone();
            default -> {
                if (bytes.length > 0) {
                    changed[place] = (byte) chosen.number();
                }
            }
        }
        return changed;
    }

    private void restore() throws IOException {
        for (int file = 0; file < files.size(); file++) {
            Files.write(files.get(file), sound.get(file));
        }
    }
}
