package io.scapula.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.scapula.format.CaptureReader;
import io.scapula.format.Mapping;
import io.scapula.format.ReadOptions;
import io.scapula.format.testing.CompressedBytes;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Blocks, events and parameters: read as a stream, mapped, from gzip and from zstd, the same bytes are the same capture. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(30)
class ReadingFuzzTest {
    private static final ReadOptions KEEP = ReadOptions.DEFAULT;
    private static final ReadOptions FAIL = KEEP.withOnDamage(ReadOptions.OnDamage.FAIL);

    private final CaptureSeeds seeds = new CaptureSeeds();

    @TempDir
    Path folder = Path.of("");

    Stream<Arguments> captures() {
        return seeds.arguments();
    }

    Stream<Arguments> choices() {
        return CaptureSeeds.choices();
    }

    @MethodSource("captures")
    @FuzzTest
    void bytes(byte[] capture) throws Exception {
        check(capture);
    }

    @MethodSource("choices")
    @FuzzTest
    void blocks(byte[] choices) throws Exception {
        check(seeds.built(choices));
    }

    @Test
    @Timeout(120)
    void bytesInShort() {
        ShortRun.of(400, captures(), this::bytes);
    }

    @Test
    @Timeout(120)
    void blocksInShort() {
        ShortRun.of(400, choices(), this::blocks);
    }

    private void check(byte[] capture) throws Exception {
        if (capture.length >= 2 && capture[0] != 0x0A) {
            // Whatever is no capture is refused, unless it is a compressed one: those have a target of their own.
            capture[0] = 0x0A;
        }
        Outcome streamed = Outcome.recorded(stream(capture, KEEP), capture);
        Path file = Files.write(folder.resolve("capture.scap"), capture);

        streamed.requireSame(
                "mapped", Outcome.recorded(() -> CaptureReader.open(file, KEEP.withMapping(Mapping.NIO)), capture));
        // One way more, which depends on the input alone: a finding stays one.
        byte[] stored = switch (Math.floorMod(Arrays.hashCode(capture), 3)) {
            case 0 -> CompressedBytes.gzip(capture);
            case 1 -> CompressedBytes.zstd(capture);
            default -> capture;
        };
        Path other = Files.write(folder.resolve("stored"), stored);
        streamed.requireSame("once more", Outcome.recorded(() -> CaptureReader.open(other, KEEP), capture));
        streamed.requireBegins(Outcome.recorded(stream(capture, FAIL), capture));
        assertThat(Outcome.unified(stream(capture, KEEP)).refused()).isEqualTo(streamed.refused());
    }

    private static Callable<CaptureReader> stream(byte[] stored, ReadOptions options) {
        return () -> CaptureReader.open(new ByteArrayInputStream(stored), "fuzzed", options);
    }
}
