package io.scapula.benchmarks;

import io.scapula.format.CaptureReader;
import io.scapula.format.EventCursor;
import io.scapula.format.Mapping;
import io.scapula.format.ReadOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How fast does the cursor move over the events of a capture, from each kind of file? The floor is a plain read of the
 * same bytes: the sum of a mapped file's longs, or the decompression alone.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 2,
        jvmArgsAppend = {
            "-Xmx1g",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED"
        })
public class CursorBenchmark {
    private static final long WINDOW_BYTES = 1L << 30;

    /** A capture, plain or gzip, or {@code bundled}. */
    @Param(LargeCapture.BUNDLED)
    public String capture;

    private LargeCapture large;

    /** Makes the files, and sees to it that all of them hold the same events. */
    @Setup(Level.Trial)
    public void setUp() throws IOException {
        large = LargeCapture.of(capture);
    }

    @TearDown(Level.Trial)
    public void tearDown() throws IOException {
        large.close();
    }

    @Benchmark
    public long cursorOverMappedFile(Progress progress) throws IOException {
        return cursor(large.plain(), Mapping.NIO, progress);
    }

    @Benchmark
    public long cursorOverFileMappedByChronicle(Progress progress) throws IOException {
        return cursor(large.plain(), Mapping.CHRONICLE, progress);
    }

    @Benchmark
    public long cursorOverGzip(Progress progress) throws IOException {
        return cursor(large.gzip(), Mapping.AUTOMATIC, progress);
    }

    @Benchmark
    public long cursorOverZstd(Progress progress) throws IOException {
        return cursor(large.zstd(), Mapping.AUTOMATIC, progress);
    }

    private long cursor(Path file, Mapping mapping, Progress progress) throws IOException {
        long sum = 0;
        long events = 0;
        try (CaptureReader reader = CaptureReader.open(file, ReadOptions.DEFAULT.withMapping(mapping))) {
            EventCursor event = reader.events();
            while (event.advance()) {
                sum += event.timestampNanos() ^ event.tid() + event.typeCode() + event.parameterLength(0);
                events++;
            }
            if (!reader.warnings().isEmpty()) {
                throw new IllegalStateException("damaged: " + reader.warnings());
            }
        }
        large.count(progress, events);
        return sum;
    }

    @Benchmark
    public long floorOfMappedFile(Progress progress) throws IOException {
        long sum = 0;
        try (FileChannel channel = FileChannel.open(large.plain())) {
            for (long offset = 0; offset < channel.size(); offset += WINDOW_BYTES) {
                long length = Math.min(WINDOW_BYTES, channel.size() - offset);
                LongBuffer longs = channel.map(FileChannel.MapMode.READ_ONLY, offset, length)
                        .order(ByteOrder.nativeOrder())
                        .asLongBuffer();
                for (int index = 0; index < longs.capacity(); index++) {
                    sum += longs.get(index);
                }
            }
        }
        large.count(progress, large.events());
        return sum;
    }

    @Benchmark
    public long floorOfGzip(Progress progress) throws IOException {
        return decompress(new GZIPInputStream(Files.newInputStream(large.gzip()), 1 << 16), progress);
    }

    @Benchmark
    public long floorOfZstd(Progress progress) throws IOException {
        return decompress(
                new com.github.luben.zstd.ZstdInputStreamNoFinalizer(Files.newInputStream(large.zstd())), progress);
    }

    private long decompress(InputStream compressed, Progress progress) throws IOException {
        byte[] buffer = new byte[1 << 18];
        long bytes = 0;
        try (InputStream stream = compressed) {
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                bytes += read;
            }
        }
        if (bytes != large.bytes()) {
            throw new IllegalStateException(bytes + " bytes where " + large.bytes() + " were written");
        }
        large.count(progress, large.events());
        return bytes;
    }
}
