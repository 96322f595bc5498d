package io.scapula.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.captures.Captures;
import io.scapula.format.OutputCompression;
import io.scapula.format.ReadOptions;
import io.scapula.format.WriteOptions;
import io.scapula.format.WriteProfile;
import io.scapula.format.testing.Reading;
import io.scapula.format.testing.SameCapture;
import io.scapula.format.testing.Written;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Other people's captures, converted: they say the same to Scapula, to sysdig 0.29.3, to tshark and to zstd. */
class ConvertedCapturesTest {
    @TempDir
    Path folder;

    private Path converted(Path capture, WriteOptions options) throws IOException {
        Path file = folder.resolve(options.profile() + "-" + capture.getFileName());
        return Files.write(file, Written.copy(capture, options).bytes());
    }

    @TestFactory
    Stream<DynamicTest> sayTheSameInEveryCompression() {
        return Captures.each(Captures::thirdParty, capture -> {
            Reading before = Reading.of(capture, ReadOptions.DEFAULT);
            byte[] plain = Written.copy(capture, WriteOptions.DEFAULT).bytes();
            for (OutputCompression compression : OutputCompression.values()) {
                WriteOptions options = WriteOptions.DEFAULT.withCompression(compression);
                byte[] written = Written.copy(capture, options).bytes();

                SameCapture.assertSame(before, Reading.of(written));
                assertThat(Written.copy(written, options).bytes()).isEqualTo(written);
                assertThat(Written.copy(written, WriteOptions.DEFAULT).bytes()).isEqualTo(plain);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> gzipHoldsThePlainCapture() {
        return Captures.each(Captures::thirdParty, capture -> {
            byte[] stored = Written.copy(capture, WriteOptions.DEFAULT.withCompression(OutputCompression.GZIP))
                    .bytes();

            try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(stored))) {
                assertThat(stream.readAllBytes())
                        .isEqualTo(Written.copy(capture, WriteOptions.DEFAULT).bytes());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> zstdMakesThePlainCaptureOfTheSeekableOne() {
        return Captures.each(Captures::thirdParty, capture -> {
            InstalledProgram.require("zstd");
            Path seekable = converted(capture, WriteOptions.DEFAULT.withCompression(OutputCompression.SEEKABLE_ZSTD));

            InstalledProgram.Run run = InstalledProgram.run(List.of("zstd", "-q", "-d", "-c", seekable.toString()));

            assertThat(run.status()).as(run.err()).isZero();
            assertThat(run.out())
                    .isEqualTo(Written.copy(capture, WriteOptions.DEFAULT).bytes());
        });
    }

    @TestFactory
    Stream<DynamicTest> sysdigPrintsTheSameLines() {
        return Captures.each(Captures::thirdParty, capture -> {
            Sysdig.requireInstalled();
            Sysdig.Run before = Sysdig.run(List.of("sysdig", "-r", capture.toString()));
            assertThat(before.out()).isNotEmpty();
            for (WriteProfile profile : WriteProfile.values()) {
                Path converted = converted(capture, WriteOptions.DEFAULT.withProfile(profile));

                Sysdig.Run after = Sysdig.run(List.of("sysdig", "-r", converted.toString()));

                assertThat(after.status()).as(after.err()).isZero();
                assertThat(after.out()).isEqualTo(before.out());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> tsharkReadsAsManyEvents() {
        return Captures.each(Captures::thirdParty, capture -> {
            InstalledProgram.require("tshark");
            long before = lines(capture);
            assertThat(before).isPositive();
            for (WriteProfile profile : WriteProfile.values()) {
                assertThat(lines(converted(capture, WriteOptions.DEFAULT.withProfile(profile))))
                        .isEqualTo(before);
            }
        });
    }

    private static long lines(Path capture) throws IOException, InterruptedException {
        InstalledProgram.Run run = InstalledProgram.run(List.of("tshark", "-r", capture.toString()));
        assertThat(run.status()).as(run.err()).isZero();
        long lines = 0;
        for (byte value : run.out()) {
            lines += value == '\n' ? 1 : 0;
        }
        return lines;
    }
}
