package io.scapula.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.Capture;
import io.scapula.captures.Captures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Captures with flipped bits and missing ends: the index has what a replay has, and nothing fails but the capture. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileIndexTest {
    private static final int ROUNDS = 12;
    /** As a power of two: with few flips much can be read, with many little. */
    private static final int MOST_FLIPS = 8;

    private static final String[] FILTERS = {
        "proc.pname exists and evt.dir = <",
        "fd.name contains / or fd.num > 2",
        "user.name != root and evt.failed = true",
        "proc.aname = sh or proc.fdopencount > 5",
        "evt.buffer contains a"
    };

    private byte[] recording = new byte[0];

    @BeforeAll
    void read() throws IOException {
        try (GZIPInputStream stream =
                new GZIPInputStream(Files.newInputStream(Captures.find("file-churn-exit-only.scap.gz")))) {
            recording = stream.readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void indexAndReplayAgreeOnDamagedCaptures(long seed, @TempDir Path directory) throws IOException {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged = recording.clone();
            for (int flip = 1 << random.nextInt(MOST_FLIPS); flip > 0; flip--) {
                // The first bytes decide whether it is a capture at all.
                int place = 100 + random.nextInt(damaged.length - 100);
                damaged[place] ^= (byte) (1 << random.nextInt(8));
            }
            int length = random.nextBoolean() ? damaged.length : 100 + random.nextInt(damaged.length - 100);
            Path file = Files.write(directory.resolve("damaged.scap"), Arrays.copyOf(damaged, length));
            assertAgreement(file, "seed " + seed + " round " + round);
        }
    }

    private static void assertAgreement(Path file, String which) throws IOException {
        try (Capture capture = Capture.open(file)) {
            assertThat(capture.query().count())
                    .as(which)
                    .isEqualTo(capture.events().count());
            for (String filter : FILTERS) {
                assertThat(capture.query(filter).count())
                        .as("%s: %s", which, filter)
                        .isEqualTo(capture.events(filter).count());
            }
        }
    }
}
