package io.scapula.benchmarks;

import io.scapula.format.CaptureReader;
import io.scapula.format.EventCursor;
import io.scapula.format.EventView;
import io.scapula.format.Mapping;
import io.scapula.format.ReadOptions;
import io.scapula.format.UnifiedCursor;
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
 * What does it cost to see events in the current schema? The floor is the cursor alone over the same mapped file, asking
 * each event for the same things.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgsAppend = "-Xmx1g")
public class UnifierBenchmark {
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

    @Benchmark
    public long unified(Progress progress) throws IOException {
        long sum = 0;
        try (CaptureReader reader = open()) {
            UnifiedCursor cursor = reader.unifiedEvents(block -> {});
            while (cursor.advance()) {
                sum += look(cursor.event());
            }
            large.count(progress, reader.statistics().events());
        }
        return sum;
    }

    @Benchmark
    public long floorAsRecorded(Progress progress) throws IOException {
        long sum = 0;
        try (CaptureReader reader = open()) {
            EventCursor event = reader.events();
            while (event.advance()) {
                sum += look(event);
            }
            large.count(progress, reader.statistics().events());
        }
        return sum;
    }

    private CaptureReader open() throws IOException {
        return CaptureReader.open(large.plain(), ReadOptions.DEFAULT.withMapping(Mapping.NIO));
    }

    /** The result, and what today's exit events have at their end: borrowed from the enter event in an old capture. */
    private static long look(EventView event) {
        int last = Math.max(0, event.parameterCount() - 1);
        return event.timestampNanos() ^ event.tid() + event.integer(0, -1) + event.parameterLength(last);
    }
}
