package io.scapula.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.scapula.format.testing.BundledCaptures;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Moving on allocates nothing, once all kinds of events were met. */
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UP_EVENTS = 60_000;
    /** Not one byte in ten events: an enter event longer than all before it may make its thread's storage grow. */
    private static final long FEW_BYTES = 8_000;

    @TempDir
    Path folder;

    private Path recording() throws IOException {
        return Files.write(folder.resolve("crashloop.scap"), BundledCaptures.bytes("crashloop.scap.gz"));
    }

    private static long allocatedBytes() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    @ParameterizedTest
    @EnumSource(names = {"NIO", "CHRONICLE"})
    void theCursorAllocatesNothing(Mapping mapping) throws IOException {
        try (CaptureReader reader = CaptureReader.open(recording(), ReadOptions.DEFAULT.withMapping(mapping))) {
            EventCursor cursor = reader.events();
            long sum = 0;
            long events = 0;
            while (events < WARM_UP_EVENTS && cursor.advance()) {
                sum += look(cursor);
                events++;
            }
            long start = allocatedBytes();
            long measured = 0;
            while (cursor.advance()) {
                sum += look(cursor);
                measured++;
            }
            long allocated = allocatedBytes() - start;

            assertThat(measured).isGreaterThan(50_000);
            assertThat(sum).isNotZero();
            assertThat(allocated).as("bytes for %d events", measured).isLessThan(FEW_BYTES);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NIO", "CHRONICLE"})
    void theUnifierAllocatesNothing(Mapping mapping) throws IOException {
        EventUnifier unifier = new EventUnifier(ReadLimits.DEFAULT);
        Path recording = recording();
        ReadOptions options = ReadOptions.DEFAULT.withMapping(mapping);
        unifyAll(recording, options, unifier);

        try (CaptureReader reader = CaptureReader.open(recording, options)) {
            EventCursor cursor = reader.events();
            long warmUp = 0;
            while (warmUp < WARM_UP_EVENTS && cursor.advance()) {
                unifier.unify(cursor);
                warmUp++;
            }
            long sum = 0;
            long start = allocatedBytes();
            long measured = 0;
            while (cursor.advance()) {
                EventView unified = unifier.unify(cursor);
                sum += unified == null ? 0 : look(unified);
                measured++;
            }
            long allocated = allocatedBytes() - start;

            assertThat(measured).isGreaterThan(50_000);
            assertThat(sum).isNotZero();
            assertThat(allocated).as("bytes for %d events", measured).isLessThan(FEW_BYTES);
        }
    }

    private static void unifyAll(Path recording, ReadOptions options, EventUnifier unifier) throws IOException {
        for (int round = 0; round < 3; round++) {
            try (CaptureReader reader = CaptureReader.open(recording, options)) {
                EventCursor cursor = reader.events();
                while (cursor.advance()) {
                    EventView unified = unifier.unify(cursor);
                    if (unified != null) {
                        look(unified);
                    }
                }
            }
        }
    }

    private static long look(EventView event) {
        long sum = event.number() + event.timestampNanos() + event.tid() + event.cpu() + event.typeCode();
        for (int index = 0; index < event.parameterCount(); index++) {
            sum += event.has(index) ? event.integer(index, 0) : 0;
        }
        return sum;
    }
}
