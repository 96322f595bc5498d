package io.scapula.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.scapula.format.CaptureReader;
import io.scapula.format.ReadOptions;
import io.scapula.format.testing.CompressedBytes;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged gzip and zstd: read from a file and from a pipe it is the same capture, and each ends in a warning at most. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(30)
class CompressedFuzzTest {
    private static final byte[] GZIP = {0x1F, (byte) 0x8B, 8};
    private static final byte[] ZSTD = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD};
    private static final int MOST_CHANGES = 5;

    private final byte[] capture = new CaptureSeeds().captures().findFirst().orElseThrow();

    @TempDir
    Path folder = Path.of("");

    Stream<Arguments> streams() {
        byte[][] parts = CompressedBytes.split(capture, 1000, 2001);
        byte[] few = CompressedBytes.split(capture, 900)[0];
        return ShortRun.arguments(Stream.of(
                CompressedBytes.gzip(few),
                CompressedBytes.gzip(parts),
                CompressedBytes.zstd(few),
                CompressedBytes.zstd(parts),
                CompressedBytes.join(CompressedBytes.zstd(parts), CompressedBytes.skippableFrame(12)),
                CompressedBytes.join(CompressedBytes.skippableFrame(3), CompressedBytes.zstd(few), few),
                CompressedBytes.join(CompressedBytes.gzip(few), new byte[600])));
    }

    Stream<Arguments> choices() {
        return ShortRun.choices(30, 60);
    }

    @MethodSource("streams")
    @FuzzTest
    void bytes(byte[] bytes) throws Exception {
        byte[] stored = bytes.clone();
        if (stored.length > ZSTD.length && (stored[0] & 0xF0) != 0x50) {
            byte[] magic = (stored[0] & 1) == 1 ? GZIP : ZSTD;
            System.arraycopy(magic, 0, stored, 0, magic.length);
        }
        check(stored);
    }

    /** A sound stream of several members or frames with a few wrong bytes, and something behind it. */
    @MethodSource("choices")
    @FuzzTest
    void streams(byte[] choices) throws Exception {
        Choices chosen = new Choices(choices);
        int first = 1 + chosen.below(capture.length - 2);
        byte[][] parts = CompressedBytes.split(capture, first, first + (capture.length - first) / 2);
        byte[] stored = chosen.oneIn(2) ? CompressedBytes.gzip(parts) : CompressedBytes.zstd(parts);
        for (int change = chosen.below(MOST_CHANGES); change > 0; change--) {
            stored[chosen.below(1 << 16) % stored.length] = (byte) chosen.number();
        }
        int length = chosen.oneIn(4) ? chosen.below(1 << 16) % stored.length : stored.length;
        check(CompressedBytes.join(CompressedBytes.split(stored, length)[0], chosen.rest()));
    }

    @Test
    @Timeout(120)
    void bytesInShort() {
        ShortRun.of(400, streams(), this::bytes);
    }

    @Test
    @Timeout(120)
    void streamsInShort() {
        ShortRun.of(400, choices(), this::streams);
    }

    private void check(byte[] stored) throws Exception {
        Path file = Files.write(folder.resolve("capture"), stored);
        // Behind damage the two may differ: only of a file can it be told whether the compressed part was sound.
        Outcome beforeDamage = piped(stored, ReadOptions.DEFAULT.withOnDamage(ReadOptions.OnDamage.FAIL));
        ReadOptions stopping = ReadOptions.DEFAULT.withOnDamage(ReadOptions.OnDamage.STOP);
        Outcome.recorded(() -> CaptureReader.open(file, stopping), null).requireBegins(beforeDamage);
        // What a wrong bit changed is as it was.
        Outcome.recorded(() -> CaptureReader.open(file), null);
        piped(stored, ReadOptions.DEFAULT).requireBegins(beforeDamage);
    }

    private static Outcome piped(byte[] stored, ReadOptions options) throws Exception {
        return Outcome.recorded(() -> CaptureReader.open(new ByteArrayInputStream(stored), "pipe", options), null);
    }
}
