package io.scapula.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.BundledCaptures;
import io.scapula.format.testing.Reading;
import io.scapula.format.testing.SameCapture;
import io.scapula.format.testing.SampleCaptures;
import io.scapula.format.testing.Written;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {
    static List<Path> recordings() {
        return BundledCaptures.all();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void aRecordingIsTheSameAfterwards(Path recording) {
        Reading before = Reading.of(recording, ReadOptions.DEFAULT);

        byte[] written = Written.copy(recording, WriteOptions.DEFAULT).bytes();

        SameCapture.assertSame(before, Reading.of(written));
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void writingAgainGivesTheSameBytes(Path recording) {
        byte[] once = Written.copy(recording, WriteOptions.DEFAULT).bytes();

        assertThat(Written.copy(once, WriteOptions.DEFAULT).bytes()).isEqualTo(once);
    }

    @ParameterizedTest
    @EnumSource(OutputCompression.class)
    void aCompressedCaptureHoldsTheSame(OutputCompression compression) {
        byte[] capture = SampleCaptures.everything(ByteOrder.LITTLE_ENDIAN).toByteArray();
        WriteOptions options = WriteOptions.DEFAULT.withCompression(compression);

        byte[] written = Written.copy(capture, options).bytes();

        SameCapture.assertSame(Reading.of(capture), Reading.of(written));
        assertThat(Written.copy(capture, options).bytes()).isEqualTo(written);
    }
}
