package io.scapula.benchmarks;

import io.scapula.event.EventContext;
import io.scapula.event.EventReplay;
import io.scapula.field.Fields;
import io.scapula.filter.Filter;
import io.scapula.format.CaptureReader;
import io.scapula.format.EventCursor;
import io.scapula.format.EventUnifier;
import io.scapula.format.EventView;
import io.scapula.format.ReadLimits;
import io.scapula.format.block.SectionHeader;
import io.scapula.state.StateEngine;
import io.scapula.state.StateLimits;
import io.scapula.state.StateListener;
import io.scapula.text.DisplayOptions;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to rebuild the state at every event, and to filter on it? The floor is the same events in the current
 * schema without any state.
 */
@org.openjdk.jmh.annotations.State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgsAppend = "-Xmx1g")
public class StateBenchmark {
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

    /** Reading, bringing to the current schema and replaying, without asking for anything. */
    @Benchmark
    public int state(Progress progress) throws IOException {
        EventUnifier unifier = new EventUnifier(ReadLimits.DEFAULT);
        StateEngine state = new StateEngine(StateLimits.DEFAULT, new StateListener() {});
        try (CaptureReader reader = open()) {
            EventCursor cursor = reader.events(block -> {
                if (block instanceof SectionHeader) {
                    unifier.startSection();
                }
                state.apply(block);
            });
            while (cursor.advance()) {
                EventView event = unifier.unify(cursor);
                state.apply(event == null ? cursor : event);
            }
            large.count(progress, reader.statistics().events());
        }
        return state.threadCount();
    }

    /** The same, and a filter on the state of every event. */
    @Benchmark
    public long filter(Progress progress) throws IOException {
        Filter filter = Filter.compile(
                "proc.name = haproxy and fd.sport = 80 and evt.failed = true", new Fields(DisplayOptions.DEFAULT));
        long selected = 0;
        try (EventReplay replay = EventReplay.open(open(), EventReplay.Options.DEFAULT)) {
            EventContext event = replay.event();
            while (replay.advance()) {
                selected += filter.matches(event) ? 1 : 0;
            }
            large.count(progress, replay.reader().statistics().events());
        }
        return selected;
    }

    @Benchmark
    public long floorWithoutState(Progress progress) throws IOException {
        EventUnifier unifier = new EventUnifier(ReadLimits.DEFAULT);
        long sum = 0;
        try (CaptureReader reader = open()) {
            EventCursor cursor = reader.events();
            while (cursor.advance()) {
                EventView event = unifier.unify(cursor);
                sum += event == null ? 0 : event.tid();
            }
            large.count(progress, reader.statistics().events());
        }
        return sum;
    }

    private CaptureReader open() throws IOException {
        return CaptureReader.open(large.plain());
    }
}
