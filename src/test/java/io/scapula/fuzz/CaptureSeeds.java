package io.scapula.fuzz;

import io.scapula.format.testing.SampleCaptures;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Where the targets that read captures begin: cut-outs of recordings, built samples, and choices. */
final class CaptureSeeds {
    private static final int FEW_KILOBYTES = 6000;
    private static final int SERIES = 20;
    private static final int CHOICES = 250;

    private final List<RecordedBlocks> recordings = RecordedBlocks.all();
    private final List<byte[]> recorded = RecordedBlocks.blocks(recordings);

    Stream<byte[]> captures() {
        Stream<byte[]> cut = recordings.stream()
                .flatMap(blocks ->
                        Stream.of(blocks.oneOfEach(FEW_KILOBYTES), blocks.capture(0, 12), blocks.capture(500, 30)));
        Stream<byte[]> samples = Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)
                .map(order -> SampleCaptures.everything(order).toByteArray());
        return Stream.concat(cut, samples);
    }

    Stream<Arguments> arguments() {
        return ShortRun.arguments(captures());
    }

    /** Choices for {@link #built}. */
    static Stream<Arguments> choices() {
        return ShortRun.choices(SERIES, CHOICES);
    }

    byte[] built(byte[] choices) {
        return HostileCapture.of(choices, recorded);
    }
}
