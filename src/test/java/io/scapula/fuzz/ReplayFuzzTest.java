package io.scapula.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.scapula.field.Reads;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole captures through state and fields: every field of every event, in both views, as text and as JSON. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(30)
class ReplayFuzzTest {
    private final CaptureSeeds seeds = new CaptureSeeds();
    /** Those that remember events are others the second time. */
    private final EveryField remembering = new EveryField(field -> field.reads() == Reads.PAST);

    private final EveryField fields = new EveryField(field -> field.reads() != Reads.PAST);

    Stream<Arguments> captures() {
        return seeds.arguments();
    }

    Stream<Arguments> choices() {
        return CaptureSeeds.choices();
    }

    @MethodSource("captures")
    @FuzzTest
    void bytes(byte[] capture) throws Exception {
        int way = Math.floorMod(Arrays.hashCode(capture), 4);
        boolean unified = (way & 1) != 0;
        boolean json = (way & 2) != 0;
        remembering.lines(capture, unified, json);
        String lines = fields.lines(capture, unified, json);
        if (!fields.lines(capture, unified, json).equals(lines)) {
            throw new AssertionError("the same capture was printed in two ways");
        }
    }

    @MethodSource("choices")
    @FuzzTest
    void blocks(byte[] choices) throws Exception {
        bytes(seeds.built(choices));
    }

    @Test
    @Timeout(120)
    void bytesInShort() {
        ShortRun.of(100, captures(), this::bytes);
    }

    @Test
    @Timeout(120)
    void blocksInShort() {
        ShortRun.of(100, choices(), this::blocks);
    }
}
