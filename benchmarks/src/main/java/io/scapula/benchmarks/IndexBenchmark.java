package io.scapula.benchmarks;

import io.scapula.Capture;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
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
 * What does an index cost, in a process that has made one before? {@code -prof gc} tells what it allocates: rows of the small
 * tables (threads, descriptors, containers), and little else.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 4)
@Measurement(iterations = 5, time = 4)
@Fork(value = 2, jvmArgsAppend = "-Xmx1g")
public class IndexBenchmark {
    /** A capture, plain or gzip, or {@code bundled}. */
    @Param(LargeCapture.BUNDLED)
    public String capture;

    private LargeCapture large;

    @Setup(Level.Trial)
    public void setUp() throws IOException {
        large = LargeCapture.of(capture);
    }

    @TearDown(Level.Trial)
    public void tearDown() throws IOException {
        large.close();
    }

    /** Reading, replaying and filling columns. */
    @Benchmark
    public void index(Progress progress) throws IOException {
        try (Capture opened = Capture.open(large.plain())) {
            opened.index((bytes, total) -> {});
            large.count(progress, opened.history().statistics().events());
        }
    }
}
